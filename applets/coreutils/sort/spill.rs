//! Runs on disk: what does not fit into memory, sorted, in temporary files without a name.

use super::merge::{Emitter, Reader, Source, merge};
use super::order::Order;
use crate::temporary;
use kit::input::Input;
use kit::prelude::*;
use kit::process::{self, Ended, Spawn};
use kit::{signals, sys};
use std::fs::File;
use std::os::fd::{AsRawFd, OwnedFd};

/// How many sources are merged at a time, unless asked otherwise. As in GNU.
pub const BATCH: usize = 16;

/// Descriptors that are not for runs: the standard ones, an input, an output, the run that is being written.
const OTHER_DESCRIPTORS: usize = 10;

/// How many descriptors runs may take.
pub fn descriptors() -> usize {
    let limit = sys::limit(libc::RLIMIT_NOFILE).map_or(256, |(soft, _)| soft);
    usize::try_from(limit).unwrap_or(1024).saturating_sub(OTHER_DESCRIPTORS).clamp(2, 1024)
}

/// A sorted run, and how often its lines have been merged.
struct Run {
    file: File,
    merged: u32,
}

/// The runs so far, in the order of the input, and where and how they are kept.
pub struct Spill<'a> {
    directories: Vec<&'a [u8]>,
    next_directory: usize,
    compress: Option<(&'a [u8], Spawn<'a>)>,
    batch: usize,
    runs: Vec<Run>,
    unique: bool,
}

impl<'a> Spill<'a> {
    /// `directories`: at least one, used in turn. `compress`: the program that compresses standard input, and with `-d`
    /// decompresses it.
    pub fn new(
        cx: &Context<'a>,
        directories: Vec<&'a [u8]>,
        compress: Option<&'a [u8]>,
        batch: usize,
        unique: bool,
    ) -> Result<Spill<'a>> {
        if compress.is_some() {
            // That the program has ended shall be an error of the write to it, not the end of this process.
            signals::set(libc::SIGPIPE, signals::Disposition::Harmless).map_err(|e| fail!("SIGPIPE: ", e))?;
        }
        let compress = compress.map(|program| (program, Spawn::new(cx)));
        Ok(Spill { directories, next_directory: 0, compress, batch, runs: Vec::new(), unique })
    }

    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// Writes a run of what `fill` emits, and merges runs if there are many.
    pub fn add(&mut self, order: &Order, fill: impl FnOnce(&mut Emitter) -> Result<()>) -> Result<()> {
        let run = self.write(order, 0, fill)?;
        self.runs.push(run);
        loop {
            let last = self.runs.last().map_or(0, |run| run.merged);
            let alike = self.runs.iter().rev().take_while(|run| run.merged == last).count();
            if alike < self.batch && self.runs.len() < descriptors() {
                return Ok(());
            }
            self.merge_last(order, self.batch)?;
        }
    }

    /// Merges the last `count` runs into one. They follow one another in the input: the merge is stable.
    fn merge_last(&mut self, order: &Order, count: usize) -> Result<()> {
        let first = self.runs.len() - count.min(self.runs.len());
        let runs: Vec<Run> = self.runs.drain(first..).collect();
        let merged = runs.iter().map(|run| run.merged).max().unwrap_or(0) + 1;
        let run = self.write(order, merged, |to| self.merge_runs(order, &runs, Vec::new(), to))?;
        self.runs.push(run);
        self.next_directory += 1;
        Ok(())
    }

    /// Merges all runs and what comes after them.
    pub fn finish(&mut self, order: &Order, more: Vec<Source<'_, '_>>, to: &mut Emitter) -> Result<()> {
        while self.runs.len() > self.batch {
            self.merge_last(order, self.batch.min(self.runs.len() - self.batch + 1))?;
        }
        self.merge_runs(order, &self.runs, more, to)
    }

    fn merge_runs(&self, order: &Order, runs: &[Run], more: Vec<Source<'_, '_>>, to: &mut Emitter) -> Result<()> {
        let mut sources = Vec::new();
        let mut children = Vec::new();
        for run in runs {
            let file = run.file.try_clone().map_err(|e| temporary_failed(&e))?;
            sys::seek(file.as_raw_fd(), 0, libc::SEEK_SET).map_err(|e| temporary_failed(&e))?;
            let input = match &self.compress {
                None => Input::from_file(file, b"temporary file"),
                Some((program, spawn)) => {
                    let (from, to) = pipe()?;
                    let mut spawn = copy(spawn);
                    spawn.fds = vec![(file.as_raw_fd(), 0), (to.as_raw_fd(), 1)];
                    let child = process::spawn_failed(program, spawn.spawn(&[program, b"-d"]))?;
                    children.push(child);
                    Input::from_file(File::from(from), program)
                }
            };
            sources.extend(Reader::new(input, order)?.map(Source::Reader));
        }
        sources.extend(more);
        let result = merge(order, sources, to);
        for child in children {
            let ended = process::wait(child);
            if result.is_ok() {
                self.check(ended, b" -d")?;
            }
        }
        result
    }

    fn write(&self, order: &Order, merged: u32, fill: impl FnOnce(&mut Emitter) -> Result<()>) -> Result<Run> {
        let file = self.create()?;
        match &self.compress {
            None => {
                let fd = file.as_raw_fd();
                let mut write = |block: &[u8]| sys::write_all(fd, block).map_err(|e| temporary_failed(&e));
                let mut to = Emitter::new(order, self.unique, &mut write);
                fill(&mut to)?;
                to.finish()?;
            }
            Some((program, spawn)) => {
                let (from, to_program) = pipe()?;
                let mut spawn = copy(spawn);
                spawn.fds = vec![(from.as_raw_fd(), 0), (file.as_raw_fd(), 1)];
                let child = process::spawn_failed(program, spawn.spawn(&[program]))?;
                drop(from);
                let fd = to_program.as_raw_fd();
                let mut write = |block: &[u8]| sys::write_all(fd, block).map_err(|e| fail!(*program, ": ", e));
                let mut to = Emitter::new(order, self.unique, &mut write);
                let result = fill(&mut to).and_then(|()| to.finish());
                drop(to_program);
                // That it has failed says more than that it reads no longer.
                self.check(process::wait(child), b"")?;
                result?;
            }
        }
        Ok(Run { file, merged })
    }

    fn check(&self, ended: std::io::Result<Ended>, option: &[u8]) -> Result<()> {
        let program = self.compress.as_ref().map_or(&b""[..], |(program, _)| program);
        match ended {
            Ok(Ended::Exited(0)) => Ok(()),
            _ => Err(fail!("'", program, option, "' terminated abnormally")),
        }
    }

    fn create(&self) -> Result<File> {
        let directory = self.directories[(self.next_directory + self.runs.len()) % self.directories.len()];
        temporary::nameless(directory).map_err(|e| fail!("cannot create temporary file in '", directory, "': ", e))
    }
}

fn temporary_failed(error: &std::io::Error) -> Error {
    fail!("temporary file: ", *error)
}

fn copy<'a>(spawn: &Spawn<'a>) -> Spawn<'a> {
    Spawn { env: spawn.env.clone(), path: spawn.path, ..Spawn::default() }
}

/// Both ends are closed by exec.
fn pipe() -> Result<(OwnedFd, OwnedFd)> {
    std::io::pipe().map(|(from, to)| (from.into(), to.into())).map_err(|e| fail!("pipe: ", e))
}
