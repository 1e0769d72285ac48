//! The file of who is logged in, utmp(5).

/// Where it lies.
pub const PATH: &str = "/run/utmp";
/// [`Record::kind`] of a session of a user.
pub const USER_PROCESS: i16 = 7;

/// One line of the file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// `ut_type`: 1 run level, 2 boot, 3 and 4 changes of the clock, 5 started by init, 6 waiting for a login, 7 a user,
    /// 8 ended.
    pub kind: i16,
    /// Of the session's first process.
    pub pid: i32,
    /// The terminal, without `/dev/`.
    pub line: Vec<u8>,
    /// Who is logged in.
    pub user: Vec<u8>,
    /// From where.
    pub host: Vec<u8>,
    /// Since when, in seconds since 1970.
    pub since: i64,
}

/// Sizes of a record: that of glibc on x86-64, and that of musl, and of glibc elsewhere, with times of 64 bits.
const SIZES: [usize; 2] = [384, 400];

/// The records of a file. Its layout is the first in which all of them have a kind that exists.
pub fn parse(file: &[u8]) -> Vec<Record> {
    let is_sound = |size: &&usize| {
        file.len().is_multiple_of(**size) && file.chunks_exact(**size).all(|record| (0..=9).contains(&i16_at(record)))
    };
    let Some(size) = SIZES.iter().find(is_sound) else { return Vec::new() };
    file.chunks_exact(*size).map(|record| Record::of(record, *size)).collect()
}

fn i16_at(record: &[u8]) -> i16 {
    i16::from_ne_bytes([record[0], record[1]])
}

fn i32_at(record: &[u8], at: usize) -> i32 {
    record[at..at + 4].try_into().map_or(0, i32::from_ne_bytes)
}

fn text(field: &[u8]) -> Vec<u8> {
    field.split(|c| *c == 0).next().unwrap_or_default().to_vec()
}

impl Record {
    fn of(record: &[u8], size: usize) -> Record {
        let since = match size {
            384 => i64::from(i32_at(record, 340)),
            _ => record[344..352].try_into().map_or(0, i64::from_ne_bytes),
        };
        Record {
            kind: i16_at(record),
            pid: i32_at(record, 4),
            line: text(&record[8..40]),
            user: text(&record[44..76]),
            host: text(&record[76..332]),
            since,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(size: usize) -> Vec<u8> {
        let mut record = vec![0; size];
        record[0] = 7;
        record[4] = 9;
        record[8..13].copy_from_slice(b"pts/1");
        record[44..47].copy_from_slice(b"ann");
        record[76..80].copy_from_slice(b"host");
        record[if size == 384 { 340 } else { 344 }] = 60;
        record
    }

    #[test]
    fn both_layouts_are_recognised() {
        let expected = || Record {
            kind: USER_PROCESS,
            pid: 9,
            line: b"pts/1".to_vec(),
            user: b"ann".to_vec(),
            host: b"host".to_vec(),
            since: 60,
        };
        for size in SIZES {
            let file = [record(size), record(size)].concat();
            assert_eq!(parse(&file), [expected(), expected()], "{size}");
        }
    }

    #[test]
    fn what_is_no_such_file_has_no_records() {
        assert_eq!(parse(b""), []);
        assert_eq!(parse(&[0; 100]), []);
        assert_eq!(parse(&[b'x'; 384]), []);
    }
}
