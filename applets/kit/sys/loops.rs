//! Loop devices: files as block devices (`mount -o loop`, `losetup`). See loop(4).

use std::fs::File;
use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

const LOOP_SET_FD: u64 = 0x4C00;
const LOOP_CLR_FD: u64 = 0x4C01;
const LOOP_SET_STATUS64: u64 = 0x4C04;
const LOOP_CTL_GET_FREE: u64 = 0x4C82;

const LO_FLAGS_READ_ONLY: u32 = 1;
const LO_FLAGS_AUTOCLEAR: u32 = 4;

/// `struct loop_info64`.
#[repr(C)]
struct Info {
    device: u64,
    inode: u64,
    rdevice: u64,
    offset: u64,
    size_limit: u64,
    number: u32,
    encrypt_type: u32,
    encrypt_key_size: u32,
    flags: u32,
    file_name: [u8; 64],
    crypt_name: [u8; 64],
    encrypt_key: [u8; 32],
    init: [u64; 2],
}

fn control(file: &File, request: u64, argument: libc::c_long) -> io::Result<i32> {
    // SAFETY: the argument is an integer or the address of a structure of the kind that the request reads, alive here.
    let result = unsafe { libc::ioctl(file.as_raw_fd(), request as _, argument) };
    if result < 0 { Err(io::Error::last_os_error()) } else { Ok(result) }
}

/// A loop device set up.
#[derive(Debug)]
pub struct Attached {
    /// `/dev/loop7`
    pub device: String,
    /// Keeps the device from clearing itself until it is mounted.
    pub open: File,
}

/// Makes a free loop device show `path`, of it `size_limit` bytes (0: all) from `offset` on. It clears itself when it is
/// unmounted. A file that cannot be written makes it read-only.
pub fn attach(path: &[u8], read_only: bool, offset: u64, size_limit: u64) -> io::Result<Attached> {
    let path_name = Path::new(std::ffi::OsStr::from_bytes(path));
    let open = |write: bool| File::options().read(true).write(write).open(path_name);
    let (backing, read_only) = match open(!read_only) {
        Ok(file) => (file, read_only),
        Err(error) if read_only => return Err(error),
        Err(error) => (open(false).map_err(|_| error)?, true),
    };
    // Where nothing makes that node (an image's /dev), the devices are tried in turn.
    let loops = File::options().read(true).write(true).open("/dev/loop-control").ok();
    // Another process may take the device between the question and the answer.
    for attempt in 0..64 {
        let number = loops.as_ref().map_or(Ok(attempt), |loops| control(loops, LOOP_CTL_GET_FREE, 0))?;
        let device = format!("/dev/loop{number}");
        let open = match File::options().read(true).write(!read_only).open(&device) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                make_node(&device, number)?;
                File::options().read(true).write(!read_only).open(&device)?
            }
            opened => opened?,
        };
        match control(&open, LOOP_SET_FD, libc::c_long::from(backing.as_raw_fd())) {
            Err(error) if error.raw_os_error() == Some(libc::EBUSY) => continue,
            set => set?,
        };
        let mut file_name = [0; 64];
        let shown = path.len().min(file_name.len() - 1);
        file_name[..shown].copy_from_slice(&path[..shown]);
        let info = Info {
            device: 0,
            inode: 0,
            rdevice: 0,
            offset,
            size_limit,
            number: 0,
            encrypt_type: 0,
            encrypt_key_size: 0,
            flags: LO_FLAGS_AUTOCLEAR | if read_only { LO_FLAGS_READ_ONLY } else { 0 },
            file_name,
            crypt_name: [0; 64],
            encrypt_key: [0; 32],
            init: [0; 2],
        };
        if let Err(error) = control(&open, LOOP_SET_STATUS64, (&raw const info) as libc::c_long) {
            let _ = control(&open, LOOP_CLR_FD, 0);
            return Err(error);
        }
        return Ok(Attached { device, open });
    }
    Err(io::Error::from_raw_os_error(libc::EBUSY))
}

fn make_node(device: &str, number: i32) -> io::Result<()> {
    let path = super::files::c_path(device.as_bytes())?;
    super::files::mknod_at(super::files::CWD, &path, libc::S_IFBLK | 0o660, libc::makedev(7, number as u32))
}

/// Gives the loop device free.
pub fn detach(device: &[u8]) -> io::Result<()> {
    let file = File::open(Path::new(std::ffi::OsStr::from_bytes(device)))?;
    control(&file, LOOP_CLR_FD, 0).map(drop)
}
