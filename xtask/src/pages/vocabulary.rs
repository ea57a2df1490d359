//! The words by which the pages say what a table holds, in the languages they are published in.
//!
//! Everything that can be told from the cells themselves (methods, places, types, codes) is told
//! from them first, so that a page in a language that is not listed here is still read.

/// Words for a request.
pub const REQUEST: &[&str] = &["request", "요청", "リクエスト", "要求", "请求", "請求"];
/// Words for an answer.
pub const RESPONSE: &[&str] = &[
    "response",
    "응답",
    "レスポンス",
    "応答",
    "响应",
    "響應",
    "返回",
];
/// Words for a header.
pub const HEADER: &[&str] = &["header", "헤더", "ヘッダ", "标头", "头部", "请求头", "標頭"];
/// Words for a query string.
pub const QUERY: &[&str] = &["query", "쿼리", "クエリ", "查询", "查詢"];
/// Words for a path.
pub const PATH: &[&str] = &["path", "경로", "패스", "パス", "路径", "路徑"];
/// Words for a body.
pub const BODY: &[&str] = &["body", "본문", "바디", "ボディ", "本文", "正文", "主体"];

/// Head of a column of names.
pub const NAME: &[&str] = &[
    "name",
    "field",
    "이름",
    "필드",
    "필드명",
    "파라미터명",
    "헤더명",
    "名前",
    "名称",
    "フィールド",
    "パラメータ名",
    "字段",
    "参数",
    "参数名",
    "parameter",
];
/// Head of a column of types.
pub const TYPE: &[&str] = &[
    "type",
    "format",
    "타입",
    "형식",
    "タイプ",
    "型",
    "类型",
    "格式",
    "形式",
    "データ型",
];
/// Head of a column of required marks.
pub const REQUIRED: &[&str] = &[
    "required",
    "필수",
    "필수 여부",
    "필수여부",
    "必須",
    "必須可否",
    "必須有無",
    "必须",
    "是否必须",
    "是否必需",
    "必填",
    "是否必填",
];
/// Head of a column of defaults.
pub const DEFAULT: &[&str] = &[
    "default value",
    "default",
    "기본값",
    "デフォルト値",
    "デフォルト",
    "初期値",
    "既定値",
    "默认值",
    "預設值",
];
/// Head of a column of ranges.
pub const RANGE: &[&str] = &[
    "valid range",
    "range",
    "유효 범위",
    "有効範囲",
    "有效范围",
    "有效範圍",
];
/// Head of a column of fixed values.
pub const VALUE: &[&str] = &["value", "값", "値", "值"];
/// Head of a column of sentences.
pub const DESCRIPTION: &[&str] = &[
    "description",
    "설명",
    "説明",
    "说明",
    "描述",
    "note",
    "비고",
    "備考",
    "备注",
];

/// "default" inside a description.
pub const DEFAULT_WORD: &[&str] = &[
    "default",
    "기본값",
    "디폴트",
    "デフォルト",
    "初期値",
    "既定値",
    "基本値",
    "默认",
    "預設",
    "デフォルト値",
    "默认值",
    "預設值",
];
/// "maximum" inside a description.
pub const MAXIMUM_WORD: &[&str] = &["max", "최대", "最大"];
/// "minimum" inside a description.
pub const MINIMUM_WORD: &[&str] = &["min", "최소", "最小"];
/// "example" inside a description.
pub const EXAMPLE_WORD: &[&str] = &["example", "ex", "e.g.", "예", "예시", "例", "示例"];

/// Marks of what must be given.
const YES: &[&str] = &[
    "o", "y", "yes", "required", "true", "필수", "예", "必須", "はい", "必须", "必填", "必需", "是",
];
/// Marks of what may be left out.
const NO: &[&str] = &[
    "x",
    "n",
    "no",
    "optional",
    "false",
    "선택",
    "아니오",
    "아니요",
    "任意",
    "いいえ",
    "选填",
    "可选",
    "选择",
    "否",
    "conditional",
    "조건부",
];
/// What the vendors call a type.
const TYPES: &[&str] = &[
    "string",
    "integer",
    "int",
    "long",
    "number",
    "float",
    "double",
    "boolean",
    "bool",
    "object",
    "list",
    "array",
    "map",
    "date",
    "datetime",
    "enum",
    "timestamp",
    "문자열",
    "정수",
    "文字列",
    "整数",
    "字符串",
];

/// What a required mark says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Must be given.
    Yes,
    /// May be left out.
    No,
    /// A dash or nothing: the page does not say.
    Silent,
    /// A word that is not known.
    Unknown,
}

/// Reads a required mark.
pub fn mark(cell: &str) -> Mark {
    let word = normal(cell);
    match word.as_str() {
        "" | "-" => Mark::Silent,
        w if YES.contains(&w) => Mark::Yes,
        w if NO.contains(&w) => Mark::No,
        _ => Mark::Unknown,
    }
}

/// True if a cell names a type.
pub fn is_type(cell: &str) -> bool {
    let word = normal(cell);
    let stem = word.split(['<', '(', ' ', '[']).next().unwrap_or_default();
    TYPES.contains(&word.as_str()) || TYPES.contains(&stem)
}

/// The place that a cell names, in this project's words.
pub fn place(cell: &str) -> Option<&'static str> {
    match normal(cell).as_str() {
        "header" | "request header" | "헤더" | "ヘッダー" => Some("header"),
        "query" | "query string" | "query parameter" | "쿼리" => Some("query"),
        "url" | "uri" | "path" | "url path" | "path parameter" | "경로" => Some("path"),
        "body" | "request body" | "response body" | "본문" => Some("body"),
        _ => None,
    }
}

/// True if `text` holds one of the words.
pub fn holds(text: &str, words: &[&str]) -> bool {
    let text = text.to_lowercase();
    words.iter().any(|word| text.contains(word))
}

/// True if `text` is one of the words.
pub fn is_one(text: &str, words: &[&str]) -> bool {
    words.contains(&normal(text).as_str())
}

fn normal(text: &str) -> String {
    text.trim().trim_matches('`').to_lowercase()
}
