//! A client of a few lines, so that the emulator is tested without the clients it is to test.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    unreachable_pub,
    dead_code
)]

use std::collections::BTreeMap;
use std::io;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use korea_cloud_security_emulator::{Credentials, Emulator};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// 2025-06-18 12:00:00 in Korea.
pub const NOON: i64 = 1_750_215_600_000;

pub fn noon() -> std::time::SystemTime {
    std::time::UNIX_EPOCH + std::time::Duration::from_millis(NOON.unsigned_abs())
}

/// A request, written by hand.
#[derive(Clone)]
pub struct Ask {
    pub method: &'static str,
    pub target: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Ask {
    pub fn new(method: &'static str, target: impl Into<String>) -> Self {
        Self {
            method,
            target: target.into(),
            headers: Vec::new(),
            body: String::new(),
        }
    }

    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.retain(|(known, _)| known != name);
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(known, _)| known != name);
        self
    }

    pub fn body(mut self, body: impl Into<String>) -> Self {
        self.body = body.into();
        self
    }

    /// Signed for Web Security Checker at this time.
    pub fn signed(self, keys: &Credentials, now_ms: i64) -> Self {
        let text = format!(
            "{} {}\n{now_ms}\n{}",
            self.method, self.target, keys.ncp_access_key
        );
        let signature = hmac(keys.ncp_secret_key.as_bytes(), text.as_bytes());
        self.header("content-type", "application/json")
            .header("x-ncp-apigw-timestamp", now_ms.to_string())
            .header("x-ncp-iam-access-key", &keys.ncp_access_key)
            .header("x-ncp-apigw-signature-v2", signature)
    }

    pub fn text(&self) -> String {
        let mut text = format!("{} {} HTTP/1.1\r\n", self.method, self.target);
        if !self.headers.iter().any(|(name, _)| name == "host") {
            text += "host: localhost\r\n";
        }
        for (name, value) in &self.headers {
            text += &format!("{name}: {value}\r\n");
        }
        text + &format!("content-length: {}\r\n\r\n{}", self.body.len(), self.body)
    }

    pub async fn send(&self, emulator: &Emulator) -> io::Result<Reply> {
        Client::connect(emulator).await?.send(self).await
    }

    /// Sends it and expects an answer.
    pub async fn ok(&self, emulator: &Emulator) -> Reply {
        self.send(emulator).await.expect("an answer")
    }
}

pub fn hmac(key: &[u8], text: &[u8]) -> String {
    let mut block = [0; 64];
    block[..key.len()].copy_from_slice(key);
    let inner = Sha256::new_with_prefix(block.map(|b| b ^ 0x36))
        .chain_update(text)
        .finalize();
    let outer = Sha256::new_with_prefix(block.map(|b| b ^ 0x5c))
        .chain_update(inner)
        .finalize();
    STANDARD.encode(outer)
}

#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| {
            panic!("{error}: {}", String::from_utf8_lossy(&self.body));
        })
    }
}

/// A connection that is kept.
pub struct Client {
    stream: TcpStream,
    pub buffer: Vec<u8>,
}

impl Client {
    pub async fn connect(emulator: &Emulator) -> io::Result<Self> {
        Ok(Self {
            stream: TcpStream::connect(emulator.addr()).await?,
            buffer: Vec::new(),
        })
    }

    pub async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes).await
    }

    pub async fn send(&mut self, ask: &Ask) -> io::Result<Reply> {
        self.write(ask.text().as_bytes()).await?;
        self.reply().await
    }

    /// Reads more; `false` at the end.
    pub async fn more(&mut self) -> io::Result<bool> {
        Ok(self.stream.read_buf(&mut self.buffer).await? > 0)
    }

    /// Reads to the end, however it comes.
    pub async fn rest(&mut self) -> io::Result<()> {
        while self.more().await? {}
        Ok(())
    }

    pub async fn head(&mut self) -> io::Result<(u16, BTreeMap<String, String>)> {
        let end = loop {
            match self.buffer.windows(4).position(|four| four == b"\r\n\r\n") {
                Some(end) => break end,
                None if self.more().await? => {}
                None => return Err(io::ErrorKind::UnexpectedEof.into()),
            }
        };
        let head = String::from_utf8(self.buffer.drain(..end + 4).collect()).unwrap();
        let mut lines = head.lines();
        let status = lines
            .next()
            .unwrap()
            .split(' ')
            .nth(1)
            .unwrap()
            .parse()
            .unwrap();
        let headers = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        Ok((status, headers))
    }

    pub async fn reply(&mut self) -> io::Result<Reply> {
        let (status, headers) = self.head().await?;
        let mut body = Vec::new();
        if headers
            .get("transfer-encoding")
            .is_some_and(|value| value == "chunked")
        {
            loop {
                let end = loop {
                    match self.buffer.windows(2).position(|two| two == b"\r\n") {
                        Some(end) => break end,
                        None if self.more().await? => {}
                        None => return Err(io::ErrorKind::UnexpectedEof.into()),
                    }
                };
                let line: Vec<u8> = self.buffer.drain(..end + 2).collect();
                let size = std::str::from_utf8(&line[..end]).unwrap();
                let size = usize::from_str_radix(size, 16).unwrap();
                self.fill(size + 2).await?;
                body.extend(self.buffer.drain(..size + 2).take(size));
                if size == 0 {
                    break;
                }
            }
        } else {
            let length = headers
                .get("content-length")
                .map_or(0, |text| text.parse().unwrap());
            self.fill(length).await?;
            body = self.buffer.drain(..length).collect();
        }
        Ok(Reply {
            status,
            headers,
            body,
        })
    }

    async fn fill(&mut self, length: usize) -> io::Result<()> {
        while self.buffer.len() < length {
            if !self.more().await? {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        Ok(())
    }
}

pub fn token_request(keys: &Credentials) -> Ask {
    let pair = format!(
        "{}:{}",
        keys.nhn_user_access_key_id, keys.nhn_secret_access_key
    );
    Ask::new("POST", "/oauth2/token/create")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("authorization", format!("Basic {}", STANDARD.encode(pair)))
        .body("grant_type=client_credentials")
}

pub async fn token(emulator: &Emulator) -> String {
    let reply = token_request(&emulator.credentials()).ok(emulator).await;
    reply.json()["access_token"]
        .as_str()
        .expect("a token")
        .to_owned()
}

pub const DAY_QUERY: &str =
    "regionCode=KR1&from=2025-06-17T00:00:00%2B09:00&to=2025-06-17T23:59:59%2B09:00";

pub fn summary(keys: &Credentials, token: &str, query: &str) -> Ask {
    let appkey = &keys.ssc_appkey;
    Ask::new(
        "GET",
        format!("/ssc/v1.0/appKey/{appkey}/inspection_result/summary?{query}"),
    )
    .header("x-nhn-authorization", format!("Bearer {token}"))
}

pub fn details(keys: &Credentials, token: &str, number: &str) -> Ask {
    let appkey = &keys.ssc_appkey;
    Ask::new(
        "GET",
        format!("/ssc/v1.0/appKey/{appkey}/inspection_result/details/{number}"),
    )
    .header("x-nhn-authorization", format!("Bearer {token}"))
}

pub fn scan_of(url: &str) -> String {
    serde_json::json!({
        "StartUrl": url,
        "ExcludeUrl": [],
        "VulnItems": ["ALL"],
        "UserAgent": "PC Chrome",
        "Speed": "1",
        "Memo": "점검 memo-1"
    })
    .to_string()
}

pub fn wsc(emulator: &Emulator, method: &'static str, target: &str, body: &str) -> Ask {
    let now = emulator.clock().gateway_now();
    // Nobody can sign before 1970.
    let now = now
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap_or_default()
        .as_millis();
    Ask::new(method, target)
        .body(body)
        .signed(&emulator.credentials(), i64::try_from(now).unwrap())
}

pub fn create(emulator: &Emulator, url: &str) -> Ask {
    wsc(emulator, "PUT", "/api/v1/job", &scan_of(url))
}

pub fn abnormal(keys: &Credentials, query: &str) -> Ask {
    Ask::new(
        "GET",
        format!(
            "/v1.0/appkeys/{}/dashboard/abnormal-status?{query}",
            keys.appguard_appkey
        ),
    )
    .header("content-type", "application/json")
    .header("x-tc-authentication-id", &keys.nhn_user_access_key_id)
    .header("x-tc-authentication-secret", &keys.nhn_secret_access_key)
}

pub fn token_info(app_id: &str, token: &str) -> Ask {
    Ask::new(
        "GET",
        format!("/integrity-api/v1.0/client/apps/{app_id}/token-info"),
    )
    .header("authorization", format!("Bearer {token}"))
}
