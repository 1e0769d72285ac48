//! How much of the stack is used: what recurses over a stranger's nesting asks, and refuses in time. The kernel's guard
//! page would end the process without a word, and under `no_main` there is no handler that says why.

use std::sync::atomic::{AtomicUsize, Ordering};

/// An address near the stack's begin: the highest one seen.
static BASE: AtomicUsize = AtomicUsize::new(0);
static LIMIT: AtomicUsize = AtomicUsize::new(0);

/// Kept free for what the refusal itself needs, in bytes.
const RESERVE: usize = 512 * 1024;

/// Is less than a safe rest of the main thread's stack left? Cheap: a comparison, after the first call.
#[inline]
pub fn is_nearly_used_up() -> bool {
    let marker = 0u8;
    let here = &raw const marker as usize;
    let base = BASE.load(Ordering::Relaxed);
    if here > base {
        begin(here);
        return false;
    }
    base - here > LIMIT.load(Ordering::Relaxed)
}

/// The first call, which is near the begin; one from further up replaces it.
#[cold]
fn begin(here: usize) {
    let limit = nix::sys::resource::getrlimit(nix::sys::resource::Resource::RLIMIT_STACK).map_or(0, |(soft, _)| soft);
    // An unlimited stack is not one: 8 MiB are plenty. Nor is a tiny limit: what it was at exec counts.
    let limit = (limit.min(8 << 20) as usize).max(1 << 20);
    LIMIT.store(limit - RESERVE, Ordering::Relaxed);
    BASE.store(here, Ordering::Relaxed);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(unconditional_recursion, reason = "it ends by the check")]
    fn recursion_is_stopped_in_time() {
        fn down(depth: u64) -> u64 {
            let ballast = std::hint::black_box([depth; 64]);
            if is_nearly_used_up() { depth } else { down(depth + 1) + ballast[0] - ballast[1] }
        }
        // As large as the main thread's: the limit is that one's, not this thread's.
        let thread = std::thread::Builder::new().stack_size(16 << 20).spawn(|| down(0)).unwrap();
        assert!(thread.join().unwrap() > 1000);
    }
}
