//! Runs a target on mutated inputs in a jailed child, watched by the parent: what panics, crashes or hangs is written to
//! `fuzz/artifacts`, inputs that reach something new to `fuzz/corpus`.

use crate::jail::{self, Jail};
use crate::random::{Random, mutate};
use crate::{Target, coverage, targets};
use std::collections::HashSet;
use std::fs;
use std::io::{self, Read, Write};
use std::os::fd::FromRawFd;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// An execution that takes longer hangs.
const HANG: Duration = Duration::from_secs(30);
/// Findings after which it is enough.
const ENOUGH: usize = 20;
const INPUT: usize = 8192;
/// Of the child: what an input may make the target allocate.
const ADDRESS_SPACE: u64 = 3 << 30;

/// What the child tells even when it dies: memory of both.
#[repr(C)]
struct Shared {
    executions: AtomicU64,
    length: AtomicU32,
    input: [u8; INPUT],
}

static PANIC: Mutex<String> = Mutex::new(String::new());

fn find(name: &str) -> Option<&'static Target> {
    let target = targets().iter().find(|t| t.name == name);
    if target.is_none() {
        eprintln!("fuzz: no target is called {name}");
    }
    target
}

fn dir(kind: &str, target: &Target) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(kind).join(target.name)
}

fn note_panics() {
    std::panic::set_hook(Box::new(|info| {
        *PANIC.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = info.to_string();
    }));
}

/// Runs the target; the message if it panicked.
fn execute(target: &Target, data: &[u8]) -> Result<(), String> {
    catch_unwind(AssertUnwindSafe(|| (target.run)(data)))
        .map_err(|_| PANIC.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone())
}

/// Runs a target on files, in this process if it is harmless.
pub fn replay(name: &str, files: &[&str]) -> ExitCode {
    let Some(target) = find(name) else { return ExitCode::from(2) };
    let mut inputs = Vec::new();
    for file in files {
        match fs::read(file) {
            Ok(data) => inputs.push(data),
            Err(error) => {
                eprintln!("fuzz: {file}: {error}");
                return ExitCode::from(2);
            }
        }
    }
    if !target.needs_jail {
        note_panics();
        let mut failed = false;
        for (file, data) in files.iter().zip(&inputs) {
            let result = execute(target, data);
            failed |= result.is_err();
            println!("{file}: {}", result.err().unwrap_or("no finding".into()));
        }
        return ExitCode::from(u8::from(failed));
    }
    let mut watch = match Watch::new(target) {
        Ok(watch) => watch,
        Err(error) => return cannot(&error),
    };
    for (file, data) in files.iter().zip(inputs) {
        println!("{file}:");
        if let Err(error) = watch.round(&Work { inputs: vec![data], until: None, seed: 0 }) {
            return cannot(&error);
        }
    }
    ExitCode::from(u8::from(!watch.findings.is_empty()))
}

/// Fuzzes for `seconds`.
pub fn fuzz(name: &str, seconds: u64, seed: Option<u64>) -> ExitCode {
    let Some(target) = find(name) else { return ExitCode::from(2) };
    let mut inputs = (target.seeds)();
    for entry in fs::read_dir(dir("corpus", target)).into_iter().flatten().flatten() {
        inputs.extend(fs::read(entry.path()));
    }
    let clock = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |d| d.as_secs());
    let mut seed = seed.unwrap_or(clock);
    println!("{}: {} inputs to begin with, seed {seed}", target.name, inputs.len());
    let mut watch = match Watch::new(target) {
        Ok(watch) => watch,
        Err(error) => return cannot(&error),
    };
    let until = Instant::now() + Duration::from_secs(seconds);
    while Instant::now() < until && watch.findings.len() < ENOUGH {
        if let Err(error) = watch.round(&Work { inputs: inputs.clone(), until: Some(until), seed }) {
            return cannot(&error);
        }
        inputs.retain(|input| !watch.failing.contains(input));
        seed += 1;
    }
    println!(
        "{}: {} executions, {} new inputs, {} findings",
        target.name,
        watch.executions,
        watch.kept,
        watch.findings.len()
    );
    ExitCode::from(u8::from(!watch.findings.is_empty()))
}

fn cannot(error: &io::Error) -> ExitCode {
    eprintln!("fuzz: {error}");
    ExitCode::from(2)
}

struct Work {
    inputs: Vec<Vec<u8>>,
    /// None: the inputs as they are, once.
    until: Option<Instant>,
    seed: u64,
}

/// The parent.
struct Watch {
    target: &'static Target,
    jail: Jail,
    shared: *mut Shared,
    executions: u64,
    kept: usize,
    findings: HashSet<String>,
    failing: Vec<Vec<u8>>,
}

impl Watch {
    fn new(target: &'static Target) -> io::Result<Watch> {
        let jail = Jail::new(target.needs_jail)?;
        // SAFETY: new memory, of a size that holds the structure; zeros are valid for it.
        let shared = unsafe {
            libc::mmap(
                std::ptr::null_mut(),
                size_of::<Shared>(),
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_SHARED | libc::MAP_ANONYMOUS,
                -1,
                0,
            )
        };
        if shared == libc::MAP_FAILED {
            return Err(io::Error::last_os_error());
        }
        Ok(Watch {
            target,
            jail,
            shared: shared.cast(),
            executions: 0,
            kept: 0,
            findings: HashSet::new(),
            failing: Vec::new(),
        })
    }

    /// One child's life.
    fn round(&mut self, work: &Work) -> io::Result<()> {
        let mut ends = [0; 2];
        // SAFETY: an array of two; the descriptors become files once each; the driver has one thread, so the child may
        // do anything.
        let (mut reader, writer, child) = unsafe {
            if libc::pipe2(ends.as_mut_ptr(), libc::O_CLOEXEC) != 0 {
                return Err(io::Error::last_os_error());
            }
            let child = libc::fork();
            (fs::File::from_raw_fd(ends[0]), fs::File::from_raw_fd(ends[1]), child)
        };
        if child < 0 {
            return Err(io::Error::last_os_error());
        }
        if child == 0 {
            drop(reader);
            let code = self.separate(work, writer);
            // SAFETY: ends the child without the parent's exit handlers.
            unsafe { libc::_exit(code) }
        }
        drop(writer);
        self.listen(&mut reader, child)
    }

    fn listen(&mut self, reader: &mut fs::File, child: libc::pid_t) -> io::Result<()> {
        use std::os::fd::AsRawFd;
        // SAFETY: mapped in `new`; its fields are atomics, and the input is read only when the child is dead.
        let shared = unsafe { &*self.shared };
        let mut last = (shared.executions.load(Ordering::Relaxed), Instant::now());
        let mut panicked = None;
        let mut hangs = false;
        loop {
            let mut ready = libc::pollfd { fd: reader.as_raw_fd(), events: libc::POLLIN, revents: 0 };
            // SAFETY: one structure, which outlives the call.
            if unsafe { libc::poll(&raw mut ready, 1, 1000) } > 0 {
                let mut head = [0; 5];
                if reader.read_exact(&mut head).is_err() {
                    break;
                }
                let length = u32::from_le_bytes([head[1], head[2], head[3], head[4]]);
                let mut body = vec![0; length as usize];
                reader.read_exact(&mut body)?;
                match head[0] {
                    b'k' => {
                        self.save("corpus", &body)?;
                        self.kept += 1;
                    }
                    b'p' => panicked = Some(String::from_utf8_lossy(&body).into_owned()),
                    _ => println!("{}", String::from_utf8_lossy(&body)),
                }
            }
            let now = shared.executions.load(Ordering::Relaxed);
            if now != last.0 {
                last = (now, Instant::now());
            } else if last.1.elapsed() > HANG && !hangs {
                hangs = true;
                // SAFETY: our own child; it is the parent of the namespace's first process, which dies with it.
                unsafe { libc::kill(child, libc::SIGKILL) };
            }
        }
        let mut status = 0;
        // SAFETY: our own child.
        unsafe { libc::waitpid(child, &raw mut status, 0) };
        self.executions += shared.executions.swap(0, Ordering::Relaxed);
        let code = libc::WEXITSTATUS(status);
        let what = match panicked {
            Some(message) => message,
            None if hangs => "hangs".to_owned(),
            None if libc::WIFEXITED(status) && code == 0 => return Ok(()),
            None if libc::WIFEXITED(status) && code == 2 => return Err(io::Error::other("no jail can be made here")),
            None => format!(
                "dies with {}",
                if code > 128 { format!("signal {}", code - 128) } else { format!("status {status:#x}") }
            ),
        };
        let length = shared.length.load(Ordering::Relaxed) as usize;
        let input = shared.input[..length.min(INPUT)].to_vec();
        // One finding per place.
        let key: String = what.lines().next().unwrap_or_default().to_owned();
        let file = self.save("artifacts", &input)?;
        self.failing.push(input.clone());
        if self.findings.insert(key) {
            println!(
                "{}: {what}\n{}: {}",
                self.target.name,
                file.display(),
                String::from_utf8_lossy(&input).escape_debug()
            );
        }
        Ok(())
    }

    fn save(&self, kind: &str, data: &[u8]) -> io::Result<PathBuf> {
        let hash =
            data.iter().fold(0xcbf2_9ce4_8422_2325, |h: u64, c| (h ^ u64::from(*c)).wrapping_mul(0x100_0000_01b3));
        let dir = dir(kind, self.target);
        fs::create_dir_all(&dir)?;
        let file = dir.join(format!("{hash:016x}"));
        fs::write(&file, data)?;
        Ok(file)
    }

    /// The child: makes the namespaces, and waits for the one in them.
    fn separate(&self, work: &Work, writer: fs::File) -> i32 {
        let jailed = jail::separate();
        if let (Err(error), true) = (&jailed, self.target.needs_jail) {
            eprintln!("fuzz: can't make namespaces: {error}");
            return 2;
        }
        // SAFETY: one thread; the parent only waits.
        let child = unsafe { libc::fork() };
        if child == 0 {
            // SAFETY: dies with its parent, which the driver kills when it hangs.
            unsafe { libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL, 0, 0, 0) };
            let entered = if jailed.is_ok() { jail::enter(&self.jail.root) } else { Ok(()) };
            if let Err(error) = entered.and_then(|()| jail::limit(ADDRESS_SPACE, 64, 24 * 3600)) {
                eprintln!("fuzz: can't enter the jail: {error}");
                return 2;
            }
            return self.work(work, writer);
        }
        drop(writer);
        let mut status = 0;
        // SAFETY: our own child.
        if child < 0 || unsafe { libc::waitpid(child, &raw mut status, 0) } < 0 {
            return 2;
        }
        if libc::WIFSIGNALED(status) { 128 + libc::WTERMSIG(status) } else { libc::WEXITSTATUS(status) }
    }

    /// In the jail: the loop. A panic ends it too: what it left behind may be anything.
    fn work(&self, work: &Work, mut writer: fs::File) -> i32 {
        note_panics();
        let mut tell = |kind: u8, body: &[u8]| {
            let mut message = vec![kind];
            message.extend_from_slice(&(body.len() as u32).to_le_bytes());
            message.extend_from_slice(body);
            writer.write_all(&message).is_ok()
        };
        let mut random = Random(work.seed);
        let mut corpus: Vec<Vec<u8>> = Vec::new();
        let mut begin = work.inputs.iter();
        let mut done = 0u64;
        let mut shown = Instant::now();
        loop {
            let first = begin.next();
            let input = match (first, work.until) {
                (Some(input), _) => input.clone(),
                (None, Some(until)) if Instant::now() < until => {
                    let mut input = random.pick(&corpus).cloned().unwrap_or_default();
                    mutate(&mut random, &mut input, &corpus, self.target.words);
                    input
                }
                (None, _) => return 0,
            };
            let input = &input[..input.len().min(INPUT)];
            // SAFETY: the parent reads the input only when this process is dead.
            unsafe {
                (&raw mut (*self.shared).input).cast::<u8>().copy_from(input.as_ptr(), input.len());
                (*self.shared).length.store(input.len() as u32, Ordering::Relaxed);
            }
            coverage::reset();
            let result = execute(self.target, input);
            // SAFETY: an atomic.
            unsafe { (*self.shared).executions.fetch_add(1, Ordering::Relaxed) };
            done += 1;
            if let Err(message) = result {
                tell(b'p', message.as_bytes());
                return 1;
            }
            let new = coverage::is_new();
            if first.is_some() || new {
                corpus.push(input.to_vec());
            }
            if first.is_none() && new && !tell(b'k', input) {
                return 0;
            }
            if shown.elapsed() > Duration::from_secs(20) {
                shown = Instant::now();
                let (reached, all) = coverage::reached();
                tell(b'i', format!("{done} executions, {} inputs, {reached} of {all} edges", corpus.len()).as_bytes());
            }
        }
    }
}
