/// The token that the bench server issues.
pub const ACCESS_TOKEN: &str = "test-secret-token-0123456789abcdefghijklmnopqrstuvwxyz";

/// The token service's answer.
pub fn issued_token() -> String {
    format!(r#"{{"access_token":"{ACCESS_TOKEN}","token_type":"Bearer","expires_in":86400}}"#)
}

/// What the service says of an integrity token.
pub fn token_info() -> String {
    r#"{"header":{"isSuccessful":true,"resultCode":0,"resultMessage":"SUCCESS"},"body":{"appId":"EXAMPLE_APP_ID","expireAt":4102444800000,"integrityInfo":{"codeHash":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","signature":"30:82:03:5d:30:82:02:45:a0:03"},"integrityResult":{"codeHashMatch":true,"signatureMatch":true,"integrityChecked":{"rootingDetected":false,"emulatorDetected":false,"debugDetected":false,"hookingDetected":false,"untrustedEnv":false}}}}"#.to_owned()
}
