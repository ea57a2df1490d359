//! Options of the emulator.

pub(super) const TEXTS: &[(&str, &str)] = &[
    (
        "The port to listen on; 0 takes a free one",
        "수신 포트. 0 이면 빈 포트를 사용",
    ),
    (
        "The address to listen on; other machines reach any but loopback",
        "수신 주소. 루프백이 아니면 다른 컴퓨터에서 접근할 수 있습니다",
    ),
    (
        "A host name by which the controls may be asked for, such as a container's; repeatable",
        "제어 기능을 요청할 수 있는 호스트 이름(예: 컨테이너 이름). 여러 번 지정 가능",
    ),
    (
        "Inspect in N rounds, thirty days apart, instead of every night",
        "매일 대신 30일 간격으로 N 회 점검",
    ),
    (
        "The edition of the checklist; by default 2021, and 2026 in the last round of a history",
        "점검 항목 판. 기본은 2021, 이력의 마지막 회차는 2026",
    ),
    (
        "Accept the User Access Key token without the word Bearer too",
        "Bearer 없는 User Access Key 토큰도 허용",
    ),
    (
        "Print the settings and go on in the background: eval \"$(kcsec emulator --background)\"",
        "설정을 출력하고 백그라운드에서 계속 실행: eval \"$(kcsec emulator --background)\"",
    ),
    ("The seed of the generated data", "생성 데이터의 시드"),
    (
        "How many servers Server Security Check has, 1 to 100000",
        "Server Security Check 의 서버 수, 1~100000",
    ),
];
