//! Which type of file system a file lies on.

/// Types of the mounted file systems by device, read once.
pub struct Types(Vec<(u64, Vec<u8>)>);

impl Types {
    /// From /proc/self/mountinfo (proc(5)); empty where there is none.
    pub fn read() -> Types {
        let text = std::fs::read("/proc/self/mountinfo").unwrap_or_default();
        Types(text.split(|c| *c == b'\n').filter_map(parse).collect())
    }

    /// The type that is mounted from `device`.
    pub fn of(&self, device: u64) -> &[u8] {
        self.0.iter().find(|(known, _)| *known == device).map_or(b"unknown", |(_, kind)| kind)
    }
}

/// Device and type of a line: `ID PARENT MAJOR:MINOR ROOT DIR OPTIONS [TAG]... - TYPE SOURCE OPTIONS`.
fn parse(line: &[u8]) -> Option<(u64, Vec<u8>)> {
    let mut fields = line.split(|c| *c == b' ');
    let device = fields.nth(2)?;
    let colon = device.iter().position(|c| *c == b':')?;
    let number = |digits| kit::number::decimal::<u32>(digits).ok();
    let device = libc::makedev(number(&device[..colon])?, number(&device[colon + 1..])?);
    let kind = fields.skip_while(|f| *f != b"-").nth(1)?;
    Some((device, kit::proc::unescape(kind)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_type_stands_behind_the_dash() {
        let line = b"36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 shared:2 - ext3 /dev/root rw,errors=continue";
        assert_eq!(parse(line), Some((libc::makedev(98, 0), b"ext3".to_vec())));
        assert_eq!(parse(b"36 35 0:22 / /proc rw - proc proc rw").map(|p| p.1), Some(b"proc".to_vec()));
        assert_eq!(parse(b"36 35"), None);
    }
}
