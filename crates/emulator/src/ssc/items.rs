//! The items of an inspection: ours, in the manner of the real ones.

/// How bad a weakness is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    High,
    Medium,
    Low,
}

impl Level {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::High => "H",
            Self::Medium => "M",
            Self::Low => "L",
        }
    }
}

/// What an item is about.
#[derive(Clone, Copy, Debug)]
pub(super) enum Category {
    Accounts,
    Files,
    Services,
    Patches,
    Logs,
}

/// One thing that is looked at.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) id: &'static str,
    pub(super) category: Category,
    pub(super) level: Level,
    /// In Korean, English, Japanese.
    pub(super) names: [&'static str; 3],
    /// The command that shows the present setting.
    pub(super) look: &'static str,
    /// What mends it.
    pub(super) mend: &'static str,
}

/// Items of a Linux server.
pub(super) const LINUX: &[Item] = &[
    Item {
        id: "U-01",
        category: Category::Accounts,
        level: Level::High,
        names: [
            "root 계정 원격 접속 제한",
            "Restrict remote login of root",
            "root アカウントのリモート接続制限",
        ],
        look: "sshd -T | grep permitrootlogin",
        mend: "PermitRootLogin no (/etc/ssh/sshd_config)",
    },
    Item {
        id: "U-02",
        category: Category::Accounts,
        level: Level::High,
        names: [
            "비밀번호 복잡성 설정",
            "Password complexity",
            "パスワードの複雑性設定",
        ],
        look: "cat /etc/security/pwquality.conf",
        mend: "minlen = 9<br>dcredit = -1<br>ucredit = -1<br>lcredit = -1<br>ocredit = -1",
    },
    Item {
        id: "U-03",
        category: Category::Accounts,
        level: Level::High,
        names: [
            "계정 잠금 임곗값 설정",
            "Account lockout threshold",
            "アカウントロックしきい値の設定",
        ],
        look: "faillock --user root",
        mend: "deny = 5<br>unlock_time = 120 (/etc/security/faillock.conf)",
    },
    Item {
        id: "U-04",
        category: Category::Accounts,
        level: Level::High,
        names: [
            "비밀번호 파일 보호",
            "Protection of the password file",
            "パスワードファイルの保護",
        ],
        look: "awk -F: '$2 != \"x\"' /etc/passwd",
        mend: "pwconv",
    },
    Item {
        id: "U-05",
        category: Category::Accounts,
        level: Level::Medium,
        names: [
            "root 이외의 UID 0 금지",
            "No second account with UID 0",
            "root 以外の UID 0 の禁止",
        ],
        look: "awk -F: '$3 == 0' /etc/passwd",
        mend: "usermod -u 2002 <user>",
    },
    Item {
        id: "U-06",
        category: Category::Accounts,
        level: Level::Low,
        names: [
            "root 계정 su 제한",
            "Limit su to a group",
            "root アカウントの su 制限",
        ],
        look: "grep pam_wheel /etc/pam.d/su",
        mend: "auth required pam_wheel.so use_uid",
    },
    Item {
        id: "U-07",
        category: Category::Accounts,
        level: Level::Medium,
        names: [
            "비밀번호 최소 길이 설정",
            "Minimum password length",
            "パスワードの最小長設定",
        ],
        look: "grep PASS_MIN_LEN /etc/login.defs",
        mend: "PASS_MIN_LEN 9",
    },
    Item {
        id: "U-08",
        category: Category::Accounts,
        level: Level::Medium,
        names: [
            "비밀번호 최대 사용 기간 설정",
            "Maximum password age",
            "パスワードの最大使用期間",
        ],
        look: "grep PASS_MAX_DAYS /etc/login.defs",
        mend: "PASS_MAX_DAYS 90",
    },
    Item {
        id: "U-09",
        category: Category::Accounts,
        level: Level::Low,
        names: [
            "불필요한 계정 제거",
            "Remove accounts that nobody uses",
            "不要なアカウントの削除",
        ],
        look: "lastlog -b 90",
        mend: "userdel lp<br>userdel uucp",
    },
    Item {
        id: "U-10",
        category: Category::Accounts,
        level: Level::Low,
        names: [
            "세션 종료 시간 설정",
            "Session timeout",
            "セッションタイムアウトの設定",
        ],
        look: "echo \"$TMOUT\"",
        mend: "TMOUT=600<br>export TMOUT (/etc/profile)",
    },
    Item {
        id: "U-11",
        category: Category::Files,
        level: Level::High,
        names: [
            "root 홈, 패스 디렉터리 권한 및 패스 설정",
            "root's home and PATH",
            "root ホームおよび PATH の設定",
        ],
        look: "echo \"$PATH\" | tr : '\\n'",
        mend: "PATH=$PATH:$HOME/bin",
    },
    Item {
        id: "U-12",
        category: Category::Files,
        level: Level::High,
        names: [
            "파일 및 디렉터리 소유자 설정",
            "Files without an owner",
            "ファイルの所有者設定",
        ],
        look: "find / -xdev \\( -nouser -o -nogroup \\)",
        mend: "chown root:root <file>",
    },
    Item {
        id: "U-13",
        category: Category::Files,
        level: Level::High,
        names: [
            "/etc/passwd 파일 소유자 및 권한 설정",
            "Owner and mode of /etc/passwd",
            "/etc/passwd の所有者と権限",
        ],
        look: "ls -l /etc/passwd",
        mend: "chown root /etc/passwd<br>chmod 644 /etc/passwd",
    },
    Item {
        id: "U-14",
        category: Category::Files,
        level: Level::High,
        names: [
            "/etc/shadow 파일 소유자 및 권한 설정",
            "Owner and mode of /etc/shadow",
            "/etc/shadow の所有者と権限",
        ],
        look: "ls -l /etc/shadow",
        mend: "chown root /etc/shadow<br>chmod 400 /etc/shadow",
    },
    Item {
        id: "U-15",
        category: Category::Files,
        level: Level::High,
        names: [
            "/etc/hosts 파일 소유자 및 권한 설정",
            "Owner and mode of /etc/hosts",
            "/etc/hosts の所有者と権限",
        ],
        look: "ls -l /etc/hosts",
        mend: "chown root /etc/hosts<br>chmod 644 /etc/hosts",
    },
    Item {
        id: "U-16",
        category: Category::Files,
        level: Level::High,
        names: [
            "SUID, SGID 설정 파일 점검",
            "Files with SUID or SGID",
            "SUID・SGID ファイルの点検",
        ],
        look: "find / -xdev -user root -perm /6000",
        mend: "chmod -s <file>",
    },
    Item {
        id: "U-17",
        category: Category::Files,
        level: Level::High,
        names: [
            "world writable 파일 점검",
            "World-writable files",
            "world writable ファイルの点検",
        ],
        look: "find / -xdev -type f -perm -2",
        mend: "chmod o-w <file>",
    },
    Item {
        id: "U-18",
        category: Category::Files,
        level: Level::High,
        names: [
            "접속 IP 및 포트 제한",
            "Limit addresses and ports",
            "接続 IP およびポートの制限",
        ],
        look: "iptables -S",
        mend: "ALL:ALL (/etc/hosts.deny)<br>sshd:192.0.2.0/24 (/etc/hosts.allow)",
    },
    Item {
        id: "U-19",
        category: Category::Files,
        level: Level::Low,
        names: [
            "hosts.lpd 파일 소유자 및 권한 설정",
            "Owner and mode of hosts.lpd",
            "hosts.lpd の所有者と権限",
        ],
        look: "ls -l /etc/hosts.lpd",
        mend: "chmod 600 /etc/hosts.lpd",
    },
    Item {
        id: "U-20",
        category: Category::Files,
        level: Level::Medium,
        names: ["UMASK 설정 관리", "umask", "UMASK の設定"],
        look: "umask",
        mend: "umask 022<br>export umask (/etc/profile)",
    },
    Item {
        id: "U-21",
        category: Category::Files,
        level: Level::Medium,
        names: [
            "홈 디렉터리 소유자 및 권한 설정",
            "Owner and mode of home directories",
            "ホームディレクトリの所有者と権限",
        ],
        look: "ls -ld /home/*",
        mend: "chown <user> /home/<user><br>chmod o-w /home/<user>",
    },
    Item {
        id: "U-22",
        category: Category::Services,
        level: Level::High,
        names: [
            "Finger 서비스 비활성화",
            "finger is off",
            "Finger サービスの無効化",
        ],
        look: "systemctl status finger.socket",
        mend: "systemctl disable --now finger.socket",
    },
    Item {
        id: "U-23",
        category: Category::Services,
        level: Level::High,
        names: [
            "Anonymous FTP 비활성화",
            "Anonymous FTP is off",
            "Anonymous FTP の無効化",
        ],
        look: "grep anonymous_enable /etc/vsftpd/vsftpd.conf",
        mend: "anonymous_enable=NO",
    },
    Item {
        id: "U-24",
        category: Category::Services,
        level: Level::High,
        names: [
            "r 계열 서비스 비활성화",
            "r services are off",
            "r 系サービスの無効化",
        ],
        look: "ss -ltn sport ge 512 and sport le 514",
        mend: "systemctl disable --now rsh.socket rlogin.socket rexec.socket",
    },
    Item {
        id: "U-25",
        category: Category::Services,
        level: Level::High,
        names: [
            "crond 파일 소유자 및 권한 설정",
            "Owner and mode of cron files",
            "crond ファイルの所有者と権限",
        ],
        look: "ls -l /etc/crontab /etc/cron.allow",
        mend: "chown root /etc/crontab<br>chmod 640 /etc/crontab",
    },
    Item {
        id: "U-26",
        category: Category::Services,
        level: Level::High,
        names: ["NFS 서비스 비활성화", "NFS is off", "NFS サービスの無効化"],
        look: "exportfs -v",
        mend: "systemctl disable --now nfs-server",
    },
    Item {
        id: "U-27",
        category: Category::Services,
        level: Level::High,
        names: [
            "웹 서비스 디렉터리 리스팅 제거",
            "No directory listing on web servers",
            "ディレクトリリスティングの無効化",
        ],
        look: "grep -R \"Options\" /etc/httpd/conf",
        mend: "Options -Indexes",
    },
    Item {
        id: "U-28",
        category: Category::Services,
        level: Level::High,
        names: [
            "웹 서비스 프로세스 권한 제한",
            "Web servers run without root",
            "Web プロセスの権限制限",
        ],
        look: "ps -eo user,comm | grep httpd",
        mend: "User apache<br>Group apache",
    },
    Item {
        id: "U-29",
        category: Category::Services,
        level: Level::Medium,
        names: [
            "SSH 원격 접속 허용",
            "Remote access by SSH only",
            "SSH のみでリモート接続",
        ],
        look: "ss -ltn sport eq 23",
        mend: "systemctl disable --now telnet.socket",
    },
    Item {
        id: "U-30",
        category: Category::Services,
        level: Level::Low,
        names: ["ftp 서비스 확인", "FTP service", "FTP サービスの確認"],
        look: "systemctl is-active vsftpd",
        mend: "systemctl disable --now vsftpd",
    },
    Item {
        id: "U-31",
        category: Category::Services,
        level: Level::Medium,
        names: [
            "SNMP 서비스 커뮤니티 스트링의 복잡성 설정",
            "SNMP community strings",
            "SNMP コミュニティ文字列の複雑性",
        ],
        look: "grep rocommunity /etc/snmp/snmpd.conf",
        mend: "createUser monitor SHA-256",
    },
    Item {
        id: "U-32",
        category: Category::Services,
        level: Level::Low,
        names: [
            "로그온 시 경고 메시지 제공",
            "Warning at login",
            "ログイン時の警告メッセージ",
        ],
        look: "cat /etc/issue.net",
        mend: "Banner /etc/issue.net",
    },
    Item {
        id: "U-33",
        category: Category::Patches,
        level: Level::High,
        names: [
            "최신 보안 패치 및 벤더 권고 사항 적용",
            "Security patches",
            "最新セキュリティパッチの適用",
        ],
        look: "dnf updateinfo list security",
        mend: "dnf upgrade --security",
    },
    Item {
        id: "U-34",
        category: Category::Logs,
        level: Level::High,
        names: [
            "로그의 정기적 검토 및 보고",
            "Regular review of logs",
            "ログの定期的な検討と報告",
        ],
        look: "last -n 20",
        mend: "logwatch --range yesterday",
    },
    Item {
        id: "U-35",
        category: Category::Logs,
        level: Level::Low,
        names: [
            "정책에 따른 시스템 로깅 설정",
            "System logging by policy",
            "ポリシーによるログ設定",
        ],
        look: "cat /etc/rsyslog.conf",
        mend: "auth,authpriv.* /var/log/secure<br>*.emerg :omusrmsg:*",
    },
];

/// Items of a Windows server.
pub(super) const WINDOWS: &[Item] = &[
    Item {
        id: "W-01",
        category: Category::Accounts,
        level: Level::High,
        names: [
            "Administrator 계정 이름 변경",
            "Rename the Administrator account",
            "Administrator アカウント名の変更",
        ],
        look: "net user Administrator",
        mend: "wmic useraccount where name='Administrator' rename <name>",
    },
    Item {
        id: "W-02",
        category: Category::Accounts,
        level: Level::High,
        names: [
            "Guest 계정 비활성화",
            "The Guest account is off",
            "Guest アカウントの無効化",
        ],
        look: "net user Guest",
        mend: "net user Guest /active:no",
    },
    Item {
        id: "W-03",
        category: Category::Accounts,
        level: Level::High,
        names: [
            "불필요한 계정 제거",
            "Remove accounts that nobody uses",
            "不要なアカウントの削除",
        ],
        look: "net user",
        mend: "net user <user> /delete",
    },
    Item {
        id: "W-04",
        category: Category::Accounts,
        level: Level::High,
        names: [
            "계정 잠금 임곗값 설정",
            "Account lockout threshold",
            "アカウントロックしきい値の設定",
        ],
        look: "net accounts",
        mend: "net accounts /lockoutthreshold:5",
    },
    Item {
        id: "W-05",
        category: Category::Accounts,
        level: Level::High,
        names: [
            "해독 가능한 암호화를 사용하여 암호 저장 해제",
            "No reversible password storage",
            "可逆暗号化でのパスワード保存の無効化",
        ],
        look: "secedit /export /cfg C:\\Temp\\policy.inf",
        mend: "ClearTextPassword = 0",
    },
    Item {
        id: "W-06",
        category: Category::Accounts,
        level: Level::Medium,
        names: [
            "암호 최대 사용 기간 설정",
            "Maximum password age",
            "パスワードの有効期間",
        ],
        look: "net accounts",
        mend: "net accounts /maxpwage:90",
    },
    Item {
        id: "W-07",
        category: Category::Accounts,
        level: Level::Medium,
        names: ["최근 암호 기억", "Password history", "パスワードの履歴"],
        look: "net accounts",
        mend: "net accounts /uniquepw:24",
    },
    Item {
        id: "W-08",
        category: Category::Accounts,
        level: Level::Low,
        names: [
            "마지막 사용자 이름 표시 안 함",
            "Do not show the last user",
            "最後のユーザー名を表示しない",
        ],
        look: "reg query HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Policies\\System",
        mend: "dontdisplaylastusername = 1",
    },
    Item {
        id: "W-09",
        category: Category::Files,
        level: Level::High,
        names: [
            "공유 권한 및 사용자 그룹 설정",
            "Rights on shares",
            "共有権限とグループの設定",
        ],
        look: "net share",
        mend: "net share <name> /grant:Administrators,FULL",
    },
    Item {
        id: "W-10",
        category: Category::Files,
        level: Level::High,
        names: [
            "하드디스크 기본 공유 제거",
            "No default shares",
            "既定の共有の削除",
        ],
        look: "net share",
        mend: "net share C$ /delete",
    },
    Item {
        id: "W-11",
        category: Category::Services,
        level: Level::High,
        names: [
            "불필요한 서비스 제거",
            "Remove services that nobody uses",
            "不要なサービスの削除",
        ],
        look: "sc query",
        mend: "sc config <service> start= disabled",
    },
    Item {
        id: "W-12",
        category: Category::Services,
        level: Level::High,
        names: [
            "IIS 디렉터리 리스팅 제거",
            "No directory listing in IIS",
            "IIS ディレクトリ一覧の無効化",
        ],
        look: "appcmd list config /section:directoryBrowse",
        mend: "appcmd set config /section:directoryBrowse /enabled:false",
    },
    Item {
        id: "W-13",
        category: Category::Services,
        level: Level::High,
        names: [
            "NetBIOS 바인딩 서비스 구동 점검",
            "NetBIOS over TCP/IP",
            "NetBIOS バインドの点検",
        ],
        look: "nbtstat -n",
        mend: "NetbiosOptions = 2",
    },
    Item {
        id: "W-14",
        category: Category::Services,
        level: Level::High,
        names: ["FTP 서비스 구동 점검", "FTP service", "FTP サービスの点検"],
        look: "sc query ftpsvc",
        mend: "sc stop ftpsvc<br>sc config ftpsvc start= disabled",
    },
    Item {
        id: "W-15",
        category: Category::Services,
        level: Level::Medium,
        names: [
            "원격 터미널 접속 타임아웃 설정",
            "Timeout of remote sessions",
            "リモートセッションのタイムアウト",
        ],
        look: "qwinsta",
        mend: "MaxIdleTime = 1800000",
    },
    Item {
        id: "W-16",
        category: Category::Services,
        level: Level::Low,
        names: [
            "SNMP 서비스 구동 점검",
            "SNMP service",
            "SNMP サービスの点検",
        ],
        look: "sc query SNMP",
        mend: "sc config SNMP start= disabled",
    },
    Item {
        id: "W-17",
        category: Category::Patches,
        level: Level::High,
        names: [
            "최신 서비스 팩 및 핫픽스 적용",
            "Updates and hotfixes",
            "最新の更新プログラムの適用",
        ],
        look: "wmic qfe list",
        mend: "UsoClient StartInstall",
    },
    Item {
        id: "W-18",
        category: Category::Patches,
        level: Level::High,
        names: [
            "백신 프로그램 업데이트",
            "Update of the virus scanner",
            "ウイルス対策の更新",
        ],
        look: "Get-MpComputerStatus",
        mend: "Update-MpSignature",
    },
    Item {
        id: "W-19",
        category: Category::Logs,
        level: Level::High,
        names: [
            "로그의 정기적 검토 및 보고",
            "Regular review of logs",
            "ログの定期的な検討と報告",
        ],
        look: "wevtutil qe Security /c:20 /f:text",
        mend: "wevtutil sl Security /ms:20971520",
    },
    Item {
        id: "W-20",
        category: Category::Logs,
        level: Level::Low,
        names: [
            "이벤트 로그 관리 설정",
            "Size of event logs",
            "イベントログの管理設定",
        ],
        look: "wevtutil gl System",
        mend: "MaxSize = 10240 KB",
    },
    Item {
        id: "W-21",
        category: Category::Logs,
        level: Level::Medium,
        names: [
            "원격에서 이벤트 로그 파일 접근 차단",
            "No remote access to event logs",
            "イベントログへのリモートアクセス遮断",
        ],
        look: "icacls C:\\Windows\\System32\\config",
        mend: "icacls C:\\Windows\\System32\\config /remove Everyone",
    },
];
