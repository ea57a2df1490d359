//! The help in Korean: each English text of the command line beside its translation.

mod apps;
mod commands;
mod emulator;
mod findings;
mod global;
mod ssc;
mod wsc;

/// The translation of a text of the help.
pub(super) fn korean(english: &str) -> Option<&'static str> {
    texts().find_map(|(text, korean)| (*text == english).then_some(*korean))
}

/// The texts that have a translation.
#[cfg(test)]
pub(super) fn english() -> impl Iterator<Item = &'static str> {
    texts().map(|(english, _)| *english)
}

fn texts() -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    [
        commands::TEXTS,
        ssc::TEXTS,
        findings::TEXTS,
        wsc::TEXTS,
        apps::TEXTS,
        emulator::TEXTS,
        global::TEXTS,
    ]
    .into_iter()
    .flatten()
}

/// What stands below the help of the whole command line.
pub(super) const AFTER_HELP: &str = "\
설정 우선순위: 옵션, 환경 변수, 프로필 파일, 기본값.
  NHN_CLOUD_USER_ACCESS_KEY_ID, NHN_CLOUD_SECRET_ACCESS_KEY   ssc, appguard, token 용
  NHN_CLOUD_SSC_APPKEY, NHN_CLOUD_APPGUARD_APPKEY             서비스별 Appkey
  NCLOUD_ACCESS_KEY_ID, NCLOUD_SECRET_ACCESS_KEY              wsc 용. 없으면
                                  ~/.ncloud/configure(--profile), 서버의 역할 순
  KCSEC_ZONE                      public, gov, fin
  KCSEC_ENDPOINT_URL              모든 서비스의 엔드포인트. 하나만 바꾸려면
                                  KCSEC_ENDPOINT_URL_NHN_OAUTH, _NHN_SSC, _NHN_APPGUARD,
                                  _NHN_INTEGRITY, _NCP_WSC
  KCSEC_PROXY, KCSEC_CA_FILE, KCSEC_CONNECT_TIMEOUT, KCSEC_ALLOW_HTTP   같은 이름의 옵션과 같음
  KCSEC_NHN_TOKEN_FORM            bearer 또는 raw(Bearer 없이 토큰만 전송)
  KCSEC_UNSIGNED_PATH_PREFIX      true: 게이트웨이가 엔드포인트의 경로를 제거하는 경우
  KCSEC_CONFIG                    프로필 파일(기본 ~/.config/kcsec/config.toml)
민감 정보는 프로세스 목록에 남으므로 인자로 받지 않습니다.

데이터는 표준 출력으로, 나머지는 모두 표준 오류로 나갑니다.

종료 코드:
  0  완료
  1  검사 실패(게이트, 판정, doctor)
  2  잘못된 사용법이나 설정, 또는 과금 호출을 확인하지 않음
  3  서비스가 호출을 거부(코드와 메시지 출력), 또는 작업 없음
  4  네트워크, 시간 초과, 읽을 수 없거나 너무 크거나 불완전한 응답, 리디렉션
  5  과금되거나 소진되는 호출의 결과를 알 수 없음
  6  대기 제한 시간 안에 끝나지 않음(작업은 계속됨)
130  Ctrl-C, SIGTERM, SIGHUP으로 종료. 점검 생성이나 토큰 조회 중이면 5";
