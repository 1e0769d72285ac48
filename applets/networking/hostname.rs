//! `hostname`, `dnsdomainname`: print or set the name of the host
//!
//! As in net-tools.

use kit::prelude::*;
use std::net::{SocketAddr, ToSocketAddrs};
use std::os::unix::ffi::OsStrExt;

const USAGE: &str = "\
[-sidf] [HOSTNAME | -F FILE]

Show or set hostname or DNS domain name

	-s, --short	Short
	-i, --ip-address	Addresses for the hostname
	-d, --domain	DNS domain name
	-f, --fqdn, --long	Fully qualified domain name
	-F, --file=FILE	Use FILE's content as hostname
~	-v		Verbose: there is nothing more to tell
";

pub const APPLET: Applet = Applet {
    dir: Dir::Bin,
    // Asking for addresses may wait for a name server.
    kind: Kind::PureWhen(|args| args.is_empty() || args == [b"-s"]),
    usage: USAGE,
    options: options!(USAGE),
    run,
    ..Applet::DEFAULT
};

const SHORT: Key = Key::short(APPLET.options, 's');
const ADDRESSES: Key = Key::short(APPLET.options, 'i');
const DOMAIN: Key = Key::short(APPLET.options, 'd');
const FULL: Key = Key::short(APPLET.options, 'f');
const FILE: Key = Key::short(APPLET.options, 'F');

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let own = nix::unistd::gethostname().map_err(|e| fail!("gethostname: ", e))?;
    let own = own.as_bytes();
    if cx.name == "dnsdomainname" {
        cx.out.line(domain(&Host::find(own)?.name))?;
        return Ok(Status::OK);
    }
    if let Some(path) = given.value(FILE) {
        let text =
            std::fs::read(std::ffi::OsStr::from_bytes(path)).map_err(|e| fail!("can't open '", path, "': ", e))?;
        if let Some(name) = name_in_file(&text) {
            set(name)?;
        }
    } else if given.has(FULL) {
        cx.out.line(&Host::find(own)?.name)?;
    } else if given.has(SHORT) {
        cx.out.line(own.split(|c| *c == b'.').next().unwrap_or_default())?;
    } else if given.has(DOMAIN) {
        cx.out.line(domain(&Host::find(own)?.name))?;
    } else if given.has(ADDRESSES) {
        let addresses: Vec<String> = Host::find(own)?.addresses;
        cx.out.line(addresses.join(" ").as_bytes())?;
    } else {
        match &given.operands[..] {
            [] => cx.out.line(own)?,
            [name] => set(name)?,
            _ => return Err(Error::Usage(None)),
        }
    }
    Ok(Status::OK)
}

fn set(name: &[u8]) -> Result<()> {
    nix::unistd::sethostname(std::ffi::OsStr::from_bytes(name)).map_err(|e| fail!("sethostname: ", e))
}

/// The first word that is no comment.
fn name_in_file(text: &[u8]) -> Option<&[u8]> {
    text.split(|c| *c == b'\n')
        .map(|line| line.split(|c| *c == b'#').next().unwrap_or_default().trim_ascii())
        .find(|line| !line.is_empty())
}

/// What comes after the first dot.
fn domain(name: &[u8]) -> &[u8] {
    memchr::memchr(b'.', name).map_or(b"", |at| &name[at + 1..])
}

/// A host as /etc/hosts or a name server knows it.
struct Host {
    name: Vec<u8>,
    addresses: Vec<String>,
}

impl Host {
    fn find(name: &[u8]) -> Result<Host> {
        let hosts = std::fs::read("/etc/hosts").unwrap_or_default();
        if let Some(canonical) = canonical_in_hosts(&hosts, name) {
            let addresses = lookup(name).unwrap_or_default();
            return Ok(Host { name: canonical.to_vec(), addresses });
        }
        Ok(Host { name: name.to_vec(), addresses: lookup(name)? })
    }
}

/// The first name on the line of /etc/hosts that has `name`.
fn canonical_in_hosts<'h>(hosts: &'h [u8], name: &[u8]) -> Option<&'h [u8]> {
    hosts.split(|c| *c == b'\n').find_map(|line| {
        let line = line.split(|c| *c == b'#').next().unwrap_or_default();
        let mut names = line.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).skip(1);
        let first = names.next()?;
        (first.eq_ignore_ascii_case(name) || names.any(|other| other.eq_ignore_ascii_case(name))).then_some(first)
    })
}

/// The IPv4 addresses, as BusyBox shows them.
fn lookup(name: &[u8]) -> Result<Vec<String>> {
    let text = String::from_utf8_lossy(name);
    let found = (text.as_ref(), 0).to_socket_addrs().map_err(|error| {
        let words = error.to_string();
        // "failed to lookup address information: Try again"
        fail!(name, ": ", words.rsplit(": ").next().unwrap_or_default())
    })?;
    let mut addresses = Vec::new();
    for address in found {
        if let SocketAddr::V4(address) = address {
            let address = address.ip().to_string();
            if !addresses.contains(&address) {
                addresses.push(address);
            }
        }
    }
    Ok(addresses)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTS: &[u8] = b"# c\n127.0.0.1 localhost\n10.1.2.3\tfoo.bar.com vm al # x\n10.0.0.1\n";

    #[test]
    fn the_first_name_of_a_line_is_the_full_one() {
        assert_eq!(canonical_in_hosts(HOSTS, b"AL"), Some(&b"foo.bar.com"[..]));
        assert_eq!(canonical_in_hosts(HOSTS, b"x"), None);
        assert_eq!((domain(b"foo.bar.com"), domain(b"foo")), (&b"bar.com"[..], &b""[..]));
    }

    #[test]
    fn a_file_of_comments_names_nothing() {
        assert_eq!(name_in_file(b"# x\n\n  new.name # y\nz\n"), Some(&b"new.name"[..]));
        assert_eq!(name_in_file(b"# x\n"), None);
    }
}
