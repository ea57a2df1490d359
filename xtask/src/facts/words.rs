//! The words by which the pages say what a table holds, in English, Korean, Japanese and Chinese.

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Name,
    /// The type, or the place: both are written under several heads, so the cells decide.
    Kind,
    /// Header, query, path or body.
    Place,
    Required,
    Default,
    Range,
    /// A fixed value.
    Value,
    /// Sentences; mined for values, never copied.
    Description,
    /// An HTTP status.
    Status,
    /// A vendor's error code.
    Code,
    Message,
    Method,
    /// A path or an address of a call.
    Uri,
    Server,
}

/// The heads of columns, each in the order of the languages above.
const HEADS: &[(Column, &str)] = &[
    (
        Column::Name,
        "name|field|parameter|api|이름|필드|필드명|파라미터명|헤더명|名前|フィールド|パラメータ名|名称|字段|参数|参数名",
    ),
    (
        Column::Kind,
        "type|format|category|data type|타입|형식|구분|데이터 타입|タイプ|型|形式|区分|データ型|类型|格式|分类|数据类型",
    ),
    (Column::Place, "in|location|위치|位置"),
    (
        Column::Required,
        "required|필수|필수 여부|필수여부|必須|必須可否|必須有無|必须|是否必须|是否必需|必填|是否必填",
    ),
    (
        Column::Default,
        "default|default value|기본값|デフォルト|デフォルト値|初期値|默认值",
    ),
    (
        Column::Range,
        "range|valid range|유효 범위|有効範囲|有效范围",
    ),
    (Column::Value, "value|값|値|值"),
    (
        Column::Description,
        "description|note|service|region|설명|비고|서비스|리전|説明|備考|サービス|リージョン|说明|描述|备注|服务|区域|地区",
    ),
    (
        Column::Status,
        "http status code|http status|status|http 상태 코드|http 상태|상태 코드|\
         httpステータスコード|http ステータスコード|ステータス|http状态码|http 状态码|状态码",
    ),
    (
        Column::Code,
        "code|result code|resultcode|error code|코드|결과 코드|오류 코드|コード|結果コード|エラーコード|代码|结果代码|错误代码",
    ),
    (
        Column::Message,
        "message|resultmessage|result message|error message|메시지|결과 메시지|오류 메시지|メッセージ|結果メッセージ|消息|结果消息",
    ),
    (
        Column::Method,
        "method|http method|메서드|메소드|メソッド|方法",
    ),
    (
        Column::Uri,
        "uri|url|request uri|path|요청 uri|경로|リクエストuri|リクエスト uri|パス|请求uri|请求 uri|路径",
    ),
    (
        Column::Server,
        "endpoint|domain|엔드포인트|도메인|エンドポイント|ドメイン|端点|域名",
    ),
];

pub(super) const REQUEST: &str = "request|요청|リクエスト|要求|请求";
pub(super) const RESPONSE: &str = "response|응답|レスポンス|応答|响应|返回";
/// What holds for every call.
pub(super) const COMMON: &str = "common|공통|共通|通用";
/// An HTTP status.
pub(super) const STATUS: &str = "http|status|상태|ステータス|状态";
/// "default", "maximum", "minimum" and "example" inside a description.
pub(super) const DEFAULT: &str =
    "default|default value|기본값|デフォルト|デフォルト値|初期値|既定値|默认|默认值";
pub(super) const MAXIMUM: &str = "max|maximum|최대|최댓값|最大|最大値|最大值";
pub(super) const MINIMUM: &str = "min|minimum|최소|최솟값|最小|最小値|最小值";
pub(super) const EXAMPLE: &str = "example|ex|e.g.|예|예시|例|示例";
/// Places of a parameter.
const PLACES: &[(&str, &str)] = &[
    ("header", "header|헤더|ヘッダ|标头|头部"),
    ("query", "query|쿼리|クエリ|查询"),
    ("path", "path|경로|パス|路径"),
    ("body", "body|본문|ボディ|本文|正文"),
];
/// Marks of what must be given.
const YES: &str = "o|y|yes|required|true|필수|예|必須|はい|必须|必填|必需|是";
/// Marks of what may be left out.
const NO: &str =
    "x|n|no|optional|conditional|false|선택|조건부|아니오|아니요|任意|いいえ|选填|可选|选择|否";
/// What the vendors call a type.
const TYPES: &str = "string|integer|int|long|number|float|double|boolean|bool|object|list|array|map|\
                     date|datetime|enum|timestamp|문자열|정수|文字列|整数|字符串";

/// What a column of this head holds.
pub(super) fn column(head: &str) -> Option<Column> {
    let found = HEADS.iter().find(|(_, words)| is_one(head, words));
    found.map(|(column, _)| *column)
}

/// Reads a required mark: nothing if the page does not say.
pub(super) fn mark(cell: &str) -> Result<Option<bool>, ()> {
    match cell.trim() {
        "" | "-" => Ok(None),
        cell if is_one(cell, YES) => Ok(Some(true)),
        cell if is_one(cell, NO) => Ok(Some(false)),
        _ => Err(()),
    }
}

/// True if a cell names a type, or says nothing of it.
pub(super) fn is_type(cell: &str) -> bool {
    let stem = cell.split(['<', '(', ' ', '[']).next().unwrap_or_default();
    matches!(cell, "" | "-") || is_one(cell, TYPES) || is_one(stem, TYPES)
}

/// The place that a cell names, in this project's words.
pub(super) fn place(cell: &str) -> Option<&'static str> {
    let is_address = is_one(cell, "url|uri");
    is_address.then_some("path").or_else(|| place_in(cell))
}

/// The place that a text speaks of.
pub(super) fn place_in(text: &str) -> Option<&'static str> {
    let found = PLACES.iter().find(|(_, words)| holds(text, words));
    found.map(|(place, _)| *place)
}

/// True if `text` holds one of the words.
pub(super) fn holds(text: &str, words: &str) -> bool {
    let text = text.to_lowercase();
    words.split('|').any(|word| text.contains(word))
}

/// True if `text` is one of the words.
pub(super) fn is_one(text: &str, words: &str) -> bool {
    let text = text.trim().trim_matches('`').to_lowercase();
    words.split('|').any(|word| word == text)
}

/// The text with the punctuation of Latin script, which Japanese and Chinese pages write wide.
pub(super) fn narrow(text: &str) -> String {
    const WIDE: &str = "、，：（）＝～〜｜“”「」\u{3000}";
    const NARROW: &str = ",,:()=~~|\"\"\"\" ";
    let narrow = |c| WIDE.chars().position(|wide| wide == c);
    let narrow = |c| narrow(c).and_then(|at| NARROW.chars().nth(at)).unwrap_or(c);
    text.chars().map(narrow).collect()
}
