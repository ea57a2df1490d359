use std::fmt::Display;
use std::io::{Error, ErrorKind};

use super::{Lang, current, say};

/// What the system says of a file or a stream. What has no Korean here keeps the system's words.
pub(crate) fn io_error(error: &Error) -> String {
    if current() != Lang::Ko {
        return error.to_string();
    }
    match error.kind() {
        ErrorKind::NotFound => "파일이나 폴더가 없습니다",
        ErrorKind::PermissionDenied => "권한이 없습니다",
        ErrorKind::AlreadyExists => "이미 있습니다",
        ErrorKind::NotADirectory => "폴더가 아닙니다",
        ErrorKind::IsADirectory => "폴더입니다",
        ErrorKind::StorageFull => "디스크에 남은 공간이 없습니다",
        ErrorKind::ReadOnlyFilesystem => "읽기 전용 파일 시스템입니다",
        ErrorKind::BrokenPipe => "읽는 쪽이 닫혔습니다",
        ErrorKind::AddrInUse => "이미 사용 중인 주소입니다",
        ErrorKind::AddrNotAvailable => "사용할 수 없는 주소입니다",
        ErrorKind::InvalidData => "내용을 읽을 수 없습니다",
        ErrorKind::UnexpectedEof => "중간에 끝났습니다",
        _ => return error.to_string(),
    }
    .to_owned()
}

/// The line of a file or a stream that cannot be read.
pub(crate) fn cannot_be_read(place: impl Display, error: &Error) -> String {
    say!(
        "{}: 읽을 수 없습니다: {}",
        "{} cannot be read: {}",
        place,
        io_error(error)
    )
}

/// The line of a file that cannot be written.
pub(crate) fn cannot_be_written(place: impl Display, error: &Error) -> String {
    say!(
        "{}: 쓸 수 없습니다: {}",
        "{} cannot be written: {}",
        place,
        io_error(error)
    )
}
