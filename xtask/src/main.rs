//! The project's tasks.
use xtask::contract::build::{Read, build};
fn main() {
    let root = std::path::PathBuf::from(std::env::args().nth(1).unwrap_or_default());
    for service in xtask::sources::services() {
        let pages = xtask::sources::of(service).map(|s| {
            let text = std::fs::read_to_string(root.join(s.file("en"))).unwrap_or_default();
            (s, xtask::pages::read(&text, s.skip.map(|s| s.0)))
        }).collect::<Vec<_>>();
        let reads = pages.iter().map(|(source, page)| Read { source, page }).collect::<Vec<_>>();
        let built = build(service, "en", &reads);
        println!("{}", serde_json::to_string_pretty(&built.contract).unwrap_or_default());
        for (name, body) in &built.files {
            println!("{service}/{name}");
            let dir = std::path::Path::new("fixtures").join(service);
            let _ = std::fs::create_dir_all(&dir);
            let _ = std::fs::write(dir.join(name), body.to_pretty().unwrap_or_default());
        }
        for p in &built.problems { println!("PROBLEM {p}"); }
        for f in built.findings.finish(&["en"]) { println!("FIND {} {:?}", f.id, f.says); }
    }
}
