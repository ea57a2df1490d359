//! `~/.ncloud/configure` as people and tools write it.

use auth_core::{ConfigureFile, parse_configure};
use proptest::prelude::*;

fn pair<'a>(file: &'a ConfigureFile, profile: Option<&str>) -> (Option<&'a str>, Option<&'a str>) {
    let profile = file.profile(profile).expect("the profile is there");
    (
        profile.access_key().map(|key| key.expose()),
        profile.secret_key().map(|key| key.expose()),
    )
}

const PAIR: (Option<&str>, Option<&str>) = (Some("EXAMPLE_ACCESS_KEY"), Some("EXAMPLE_SECRET_KEY"));

#[test]
fn the_default_profile_is_read_however_it_is_written() {
    for text in [
        "ncloud_access_key_id = EXAMPLE_ACCESS_KEY\nncloud_secret_access_key = EXAMPLE_SECRET_KEY\n",
        "[DEFAULT]\nncloud_access_key_id = EXAMPLE_ACCESS_KEY\nncloud_secret_access_key = EXAMPLE_SECRET_KEY",
        "[default]\r\nncloud_access_key_id=EXAMPLE_ACCESS_KEY\r\nncloud_secret_access_key=EXAMPLE_SECRET_KEY\r\n",
        "\u{feff}[ DEFAULT ]\n\n# ncloud_access_key_id = OLD\n; and so on\n\t ncloud_access_key_id\t=  EXAMPLE_ACCESS_KEY \n  ncloud_secret_access_key=EXAMPLE_SECRET_KEY\nncloud_api_url = https://ncloud.apigw.ntruss.com\n",
        "\u{feff}ncloud_access_key_id = EXAMPLE_ACCESS_KEY\rncloud_secret_access_key = EXAMPLE_SECRET_KEY\r",
        "ncloud_access_key_id = \"EXAMPLE_ACCESS_KEY\"\nncloud_secret_access_key = 'EXAMPLE_SECRET_KEY' # mine\n",
        "NCLOUD_ACCESS_KEY_ID = EXAMPLE_ACCESS_KEY ; the id\nNcloud_Secret_Access_Key=EXAMPLE_SECRET_KEY\t#1\n",
        "ncloud_access_key_id: EXAMPLE_ACCESS_KEY\nncloud_secret_access_key : \"EXAMPLE_SECRET_KEY\" ;x\n",
        "[DEFAULT]\nncloud_\u{200b}access_key_id\u{ff1d}EXAMPLE_ACCESS_KEY\nncloud_secret_access_key \u{ff1a} EXAMPLE_SECRET_KEY\n",
        "ncloud_access_key_id EXAMPLE_ACCESS_KEY\nNCLOUD_SECRET_ACCESS_KEY\tEXAMPLE_SECRET_KEY # mine\n",
        "ncloud_access_key_id = EXAMPLE_ACCESS_KEY\n[other]\nncloud_access_key_id = OTHER\n[DEFAULT]\nncloud_secret_access_key = EXAMPLE_SECRET_KEY\n",
    ] {
        assert_eq!(pair(&parse_configure(text), None), PAIR, "{text:?}");
    }
}

#[test]
fn utf16_is_read_with_its_byte_order_mark_or_without() {
    let text = "[DEFAULT]\r\n# 운영\r\nncloud_access_key_id = EXAMPLE_ACCESS_KEY\r\n\
        ncloud_secret_access_key = EXAMPLE_SECRET_KEY\r\n[운영]\r\n";
    for mark in ["\u{feff}", ""] {
        let units = || mark.encode_utf16().chain(text.encode_utf16());
        let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
        for content in [little, big] {
            let file = parse_configure(&content);
            assert_eq!(pair(&file, None), PAIR, "{mark:?}");
            assert!(file.profile(Some("운영")).is_some());
        }
    }
}

/// "한글" as Korean Windows writes it.
const CP949: &[u8] = b"\xc7\xd1\xb1\xdb";

#[test]
fn bytes_that_are_not_utf8_matter_only_where_they_are_read() {
    let content = [
        b"# ".as_slice(),
        CP949,
        b"\n[",
        CP949,
        b"]\nncloud_access_key_id = ",
        CP949,
        b"\n[DEFAULT]\nncloud_access_key_id = EXAMPLE_ACCESS_KEY # ",
        CP949,
        b"\nncloud_secret_access_key = EXAMPLE_SECRET_KEY\nregion = ",
        CP949,
        b"\n",
    ];
    assert_eq!(pair(&parse_configure(content.concat()), None), PAIR);
}

#[test]
fn the_url_of_the_api_gateway_is_read_beside_the_keys() {
    let file = parse_configure(
        "ncloud_api_url = https://ncloud.apigw.gov-ntruss.com # gov\n[empty]\nncloud_api_url=\n",
    );
    let url = |profile| file.profile(profile).unwrap().api_url();
    assert_eq!(url(None), Some("https://ncloud.apigw.gov-ntruss.com"));
    assert_eq!(url(Some("empty")), None);
}

#[test]
fn profiles_are_kept_apart() {
    let file = parse_configure(
        "[DEFAULT]\nncloud_access_key_id = A\nncloud_secret_access_key = B\n\
         [project]\nncloud_access_key_id = EXAMPLE_ACCESS_KEY\nncloud_secret_access_key = EXAMPLE_SECRET_KEY\n\
         [half]\nncloud_access_key_id = C\n[empty]\n",
    );
    assert_eq!(pair(&file, None), (Some("A"), Some("B")));
    assert_eq!(pair(&file, Some("project")), PAIR);
    assert_eq!(pair(&file, Some("half")), (Some("C"), None));
    assert_eq!(pair(&file, Some("empty")), (None, None));
    assert_eq!(file.profile(Some("Project")), None);
    let names: Vec<_> = file
        .profiles()
        .iter()
        .map(|profile| profile.name())
        .collect();
    assert_eq!(names, ["DEFAULT", "project", "half", "empty"]);
}

#[test]
fn a_value_may_hold_what_elsewhere_means_something() {
    let file = parse_configure("ncloud_secret_access_key = a=b==#c;d:[e]\n");
    assert_eq!(pair(&file, None), (None, Some("a=b==#c;d:[e]")));
}

#[test]
fn an_empty_value_is_none_and_the_last_of_two_counts() {
    let file = parse_configure(
        "ncloud_access_key_id =\nncloud_secret_access_key = a\nncloud_secret_access_key = b\n",
    );
    assert_eq!(pair(&file, None), (None, Some("b")));
}

#[test]
fn a_file_of_other_things_has_no_profile() {
    for text in [
        "",
        "\n\n",
        "hello",
        "ncloud_access_key_id",
        "<html></html>",
        "region = KR",
    ] {
        assert_eq!(parse_configure(text).profiles(), [], "{text:?}");
    }
}

#[test]
fn many_sections_are_read_in_reasonable_time() {
    let text: String = (0..200_000).map(|number| format!("[{number}]\n")).collect();
    assert_eq!(parse_configure(&text).profiles().len(), 200_000);
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_a_panic(content in any::<Vec<u8>>()) {
        let _ = parse_configure(&content);
        let _ = parse_configure([b"\xff\xfe".as_slice(), &content].concat());
    }

    #[test]
    fn any_mixture_of_its_parts_is_read_without_a_panic(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "[", "]", "=", ":", "\"", "'", "\n", "\r", "\u{feff}", "#", ";", " ", "DEFAULT", "비밀",
                "ncloud_access_key_id", "ncloud_secret_access_key", "x",
            ]),
            0..60,
        ),
    ) {
        for profile in parse_configure(parts.concat()).profiles() {
            prop_assert!(profile.access_key().is_none_or(|key| !key.is_blank()));
            prop_assert!(profile.secret_key().is_none_or(|key| !key.is_blank()));
        }
    }

    #[test]
    fn what_was_written_is_read(
        name in "[a-zA-Z0-9_-]{1,20}",
        access_key in "[A-Za-z0-9][!-&(-~]{0,40}",
        secret_key in "[A-Za-z0-9/+][!-&(-~]{0,40}",
        end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
    ) {
        let text = format!(
            "[{name}]{end}ncloud_access_key_id = {access_key}{end}ncloud_secret_access_key={secret_key}{end}"
        );
        let file = parse_configure(&text);
        prop_assert_eq!(pair(&file, Some(&name)), (Some(&*access_key), Some(&*secret_key)));
    }
}
