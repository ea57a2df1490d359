//! The life of one API call to NHN Cloud and NAVER Cloud: sign, send, classify, retry, decode.
