//! Inputs to begin with: the commands of the transcripts.

use std::fs;
use std::path::{Path, PathBuf};

fn transcripts(category: &str) -> Vec<String> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/transcripts").join(category);
    let mut files: Vec<PathBuf> = fs::read_dir(dir).into_iter().flatten().flatten().map(|e| e.path()).collect();
    files.sort();
    files.iter().filter_map(|f| fs::read_to_string(f).ok()).collect()
}

/// The commands of a category's transcripts, one by one.
pub fn commands(category: &str) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    for text in transcripts(category) {
        let mut command = String::new();
        for line in text.lines() {
            if let Some(start) = line.strip_prefix("  $ ") {
                all.push(std::mem::take(&mut command).into_bytes());
                command = format!("{start}\n");
            } else if let Some(more) = line.strip_prefix("  > ") {
                command += more;
                command.push('\n');
            } else if !command.is_empty() {
                all.push(std::mem::take(&mut command).into_bytes());
            }
        }
        all.push(command.into_bytes());
    }
    all.retain(|c| !c.is_empty());
    all
}

/// The arguments in single quotes of commands that call `name`.
pub fn quoted_arguments(category: &str, name: &str) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    for command in commands(category) {
        let command = String::from_utf8_lossy(&command).into_owned();
        if command.contains(name) {
            all.extend(command.split('\'').skip(1).step_by(2).map(|part| part.as_bytes().to_vec()));
        }
    }
    all
}

/// No seeds but the empty input.
pub fn none() -> Vec<Vec<u8>> {
    vec![Vec::new()]
}
