//! Running an applet in this process, as the shell does, with memory for its streams.

use cairn::registry::{self, Registry};
use kit::applet::Status;
use kit::context::{self, Context, ListedEnvironment};
use kit::input::Stdin;
use kit::output::{Capture, Output, Sink};

/// Runs `name`. Panics, for the driver to see, if the applet did.
pub fn run(name: &str, args: &[&[u8]], input: &[u8]) -> (Status, Vec<u8>, Vec<u8>) {
    let id = registry::find(name.as_bytes()).expect("an applet");
    let (out, err) = (Capture::default(), Capture::default());
    let env = ListedEnvironment(&[b"PATH=/bin", b"LC_ALL=C.UTF-8"]);
    let mut cx = Context::new(id.applet(), id.name(), args, &env, &Registry);
    cx.out = Output::new(Sink::Memory(&out));
    cx.err = Sink::Memory(&err);
    cx.input = Stdin::Memory(input);
    let status = context::run(&mut cx);
    drop(cx);
    let (out, err) = (out.take(), err.take());
    assert!(status != Status::PANICKED, "{name}: {}", String::from_utf8_lossy(&err));
    (status, out, err)
}
