#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| korea_cloud_security_fuzz::targets::endpoint(data));
