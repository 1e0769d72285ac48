//! A container image from nothing: an OCI layout that `docker load` takes too, in one archive (docs/image.md).
//!
//! The bytes depend on the entries, the options and the time given, on nothing else.

mod binary;
mod json;

pub use binary::{Arch, Binary};

use crate::rootfs::{Entry, Kind, PATH};
use json::{Json, array, object, string};
use kit::digest::{Sha256, hex};
use kit::tar::{self, Format, Writer};
use kit::{gzip, text};
use std::io;

/// What the image is called, is for and when it was made.
#[derive(Clone, Debug)]
pub struct Description {
    /// `NAME:TAG`.
    pub tag: String,
    /// The machine it runs on.
    pub arch: Arch,
    /// Seconds since 1970, of all files and of the image.
    pub created: i64,
}

const CONFIG_TYPE: &str = "application/vnd.oci.image.config.v1+json";
const LAYER_TYPE: &str = "application/vnd.oci.image.layer.v1.tar+gzip";
const MANIFEST_TYPE: &str = "application/vnd.oci.image.manifest.v1+json";
const INDEX_TYPE: &str = "application/vnd.oci.image.index.v1+json";

/// Content with its address.
struct Blob {
    digest: String,
    bytes: Vec<u8>,
}

impl Blob {
    fn new(bytes: Vec<u8>) -> Blob {
        Blob { digest: hex(&Sha256::digest(&bytes)), bytes }
    }

    fn path(&self) -> String {
        format!("blobs/sha256/{}", self.digest)
    }

    fn descriptor(&self, media_type: &str, more: Vec<(&str, Json)>) -> Json {
        let mut fields = vec![
            ("mediaType", string(media_type)),
            ("digest", string(&format!("sha256:{}", self.digest))),
            ("size", Json::Number(self.bytes.len())),
        ];
        fields.extend(more);
        object(fields)
    }
}

/// The archive of the image.
///
/// # Errors
/// An entry that tar cannot hold.
pub fn archive(entries: &[Entry], about: &Description) -> io::Result<Vec<u8>> {
    let tar = layer(entries, about.created)?;
    let diff_id = hex(&Sha256::digest(&tar));
    let layer = Blob::new(gzip::compress(&tar, 9));
    drop(tar);
    let has_shell = entries.iter().any(|e| e.path == "bin/sh");
    let config = Blob::new(config(about, &diff_id, has_shell).to_bytes());
    let manifest = Blob::new(
        object(vec![
            ("schemaVersion", Json::Number(2)),
            ("mediaType", string(MANIFEST_TYPE)),
            ("config", config.descriptor(CONFIG_TYPE, vec![])),
            ("layers", array(vec![layer.descriptor(LAYER_TYPE, vec![])])),
        ])
        .to_bytes(),
    );
    let tag = about.tag.rsplit_once(':').map_or("latest", |(_, tag)| tag);
    let annotations = object(vec![
        ("io.containerd.image.name", string(&qualified(&about.tag))),
        ("org.opencontainers.image.ref.name", string(tag)),
    ]);
    let more = vec![("platform", object(platform(about.arch))), ("annotations", annotations)];
    let index = object(vec![
        ("schemaVersion", Json::Number(2)),
        ("mediaType", string(INDEX_TYPE)),
        ("manifests", array(vec![manifest.descriptor(MANIFEST_TYPE, more)])),
    ]);
    let docker = array(vec![object(vec![
        ("Config", string(&config.path())),
        ("RepoTags", array(vec![string(&about.tag)])),
        ("Layers", array(vec![string(&layer.path())])),
    ])]);
    let mut blobs = [config, manifest, layer];
    blobs.sort_by(|a, b| a.digest.cmp(&b.digest));

    let mut writer = Writer::new(Vec::new(), Format::Pax);
    for dir in ["blobs/", "blobs/sha256/"] {
        writer.append(&member(dir, tar::Kind::Directory, 0o755, about.created))?;
    }
    for blob in &blobs {
        writer.append_file(&member(&blob.path(), tar::Kind::File, 0o644, about.created), &blob.bytes)?;
    }
    let layout = object(vec![("imageLayoutVersion", string("1.0.0"))]);
    for (name, content) in [("index.json", index), ("manifest.json", docker), ("oci-layout", layout)] {
        writer.append_file(&member(name, tar::Kind::File, 0o644, about.created), &content.to_bytes())?;
    }
    writer.finish()
}

/// The file system as a tar archive.
fn layer(entries: &[Entry], created: i64) -> io::Result<Vec<u8>> {
    let mut writer = Writer::new(Vec::new(), Format::Pax);
    for entry in entries {
        let (path, kind) = match &entry.kind {
            Kind::Directory => (format!("{}/", entry.path), tar::Kind::Directory),
            Kind::File(_) => (entry.path.to_string(), tar::Kind::File),
            Kind::Link(_) => (entry.path.to_string(), tar::Kind::Symlink),
        };
        let mut member = member(&path, kind, entry.mode, created);
        member.gid = u64::from(entry.gid);
        match &entry.kind {
            Kind::File(content) => writer.append_file(&member, content)?,
            Kind::Link(target) => {
                member.link = target.as_bytes().to_vec();
                writer.append(&member)?;
            }
            Kind::Directory => writer.append(&member)?,
        }
    }
    writer.finish()
}

fn member(path: &str, kind: tar::Kind, mode: u32, mtime: i64) -> tar::Entry {
    tar::Entry { path: path.as_bytes().to_vec(), kind, mode, mtime, ..tar::Entry::default() }
}

fn platform(arch: Arch) -> Vec<(&'static str, Json)> {
    let mut fields = vec![("architecture", string(arch.oci_name())), ("os", string("linux"))];
    if arch == Arch::Aarch64 {
        fields.push(("variant", string("v8")));
    }
    fields
}

fn config(about: &Description, diff_id: &str, has_shell: bool) -> Json {
    let created = string(&timestamp(about.created));
    let mut run = vec![("Env", array(vec![string(&format!("PATH={PATH}"))]))];
    if has_shell {
        run.push(("Cmd", array(vec![string("/bin/sh")])));
    }
    let labels = [
        ("created", timestamp(about.created)),
        ("description", "A userland in one binary".to_owned()),
        ("licenses", "MIT OR Apache-2.0".to_owned()),
        ("title", "Cairn".to_owned()),
        ("version", env!("CARGO_PKG_VERSION").to_owned()),
    ];
    let labels = labels.map(|(name, value)| (format!("org.opencontainers.image.{name}"), string(&value)));
    run.push(("Labels", Json::Object(labels.into())));
    let mut fields = platform(about.arch);
    fields.extend([
        ("created", created.clone()),
        ("config", object(run)),
        (
            "rootfs",
            object(vec![("type", string("layers")), ("diff_ids", array(vec![string(&format!("sha256:{diff_id}"))]))]),
        ),
        ("history", array(vec![object(vec![("created", created), ("created_by", string("cairn image"))])])),
    ]);
    object(fields)
}

/// `1970-01-01T00:00:00Z`.
fn timestamp(seconds: i64) -> String {
    let mut to = Vec::new();
    kit::time::format(&mut to, b"%Y-%m-%dT%H:%M:%SZ", &kit::time::Zone::utc().civil(seconds), 0);
    String::from_utf8_lossy(&to).into_owned()
}

/// As containerd names it: with the registry, and `library/` for a name without a directory.
fn qualified(tag: &str) -> String {
    match tag.split_once('/') {
        None => format!("docker.io/library/{tag}"),
        Some((host, _)) if host.contains(['.', ':']) || host == "localhost" => tag.to_owned(),
        Some(_) => format!("docker.io/{tag}"),
    }
}

/// `NAME[:TAG]` with the tag, if it is a name that registries take.
///
/// # Errors
/// A message.
pub fn check_tag(given: &str) -> Result<String, Vec<u8>> {
    let last = given.rsplit('/').next().unwrap_or(given);
    let (name, tag) = match last.split_once(':') {
        Some((_, tag)) => (&given[..given.len() - tag.len() - 1], tag),
        None => (given, "latest"),
    };
    let is_word = |word: &str| {
        word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b))
            && word.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric)
            && word.as_bytes().last().is_some_and(u8::is_ascii_alphanumeric)
    };
    let is_host = |word: &str| {
        let (host, port) = word.split_once(':').unwrap_or((word, "0"));
        is_word(host) && !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit())
    };
    let name_is_good = match name.split_once('/') {
        None => is_word(name),
        Some((first, rest)) => is_host(first) && rest.split('/').all(is_word),
    };
    let tag_is_good = (1..=128).contains(&tag.len())
        && !tag.starts_with(['.', '-'])
        && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b));
    if name_is_good && tag_is_good {
        Ok(format!("{name}:{tag}"))
    } else {
        Err(text!["invalid image name '", given, "'"])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_completed_or_refused() {
        for (given, name) in [("cairn", "cairn:latest"), ("a/b:1", "a/b:1"), ("host.x:5000/b", "host.x:5000/b:latest")]
        {
            assert_eq!(check_tag(given).unwrap(), name);
        }
        for bad in ["", "A", "a:", ":a", "a b", "a\"", "a//b", "a:b:c", "a:.b", "-a", "a/"] {
            assert!(check_tag(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn containerd_names_carry_the_registry() {
        assert_eq!(qualified("cairn:1"), "docker.io/library/cairn:1");
        assert_eq!(qualified("me/cairn:1"), "docker.io/me/cairn:1");
        assert_eq!(qualified("host.x:5000/cairn:1"), "host.x:5000/cairn:1");
    }

    #[test]
    fn times_are_written_as_the_specification_wants() {
        assert_eq!(timestamp(0), "1970-01-01T00:00:00Z");
        assert_eq!(timestamp(1_700_000_000), "2023-11-14T22:13:20Z");
    }
}
