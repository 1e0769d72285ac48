//! What an execution has reached: counters that the compiler puts on every edge with the flags of `fuzz/run`. Without
//! them all executions look alike, and the driver mutates blindly.

use std::sync::Mutex;
use std::sync::atomic::{AtomicPtr, AtomicUsize, Ordering};

static COUNTERS: AtomicPtr<u8> = AtomicPtr::new(std::ptr::null_mut());
static LENGTH: AtomicUsize = AtomicUsize::new(0);
/// Per edge, the ranges of counts that were seen.
static SEEN: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Called before `main` by each instrumented object, with the same array: they are linked into one section. libFuzzer has
/// its own.
#[cfg(not(feature = "libfuzzer"))]
#[unsafe(no_mangle)]
extern "C" fn __sanitizer_cov_8bit_counters_init(start: *mut u8, end: *mut u8) {
    COUNTERS.store(start, Ordering::Relaxed);
    LENGTH.store(end as usize - start as usize, Ordering::Relaxed);
}

fn counters() -> &'static mut [u8] {
    let start = COUNTERS.load(Ordering::Relaxed);
    if start.is_null() {
        return &mut [];
    }
    // SAFETY: the section lives as long as the program; only instrumented code of this one thread writes to it, and none
    // of it runs while the slice is used: this module's own counters may change, which is harmless.
    unsafe { std::slice::from_raw_parts_mut(start, LENGTH.load(Ordering::Relaxed)) }
}

/// Forgets the counts.
pub fn reset() {
    counters().fill(0);
}

/// Was an edge reached that never was, or more often than ever (in powers of two)?
pub fn is_new() -> bool {
    let counters = counters();
    let mut seen = SEEN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    seen.resize(counters.len(), 0);
    let mut new = false;
    for (count, seen) in counters.iter().zip(seen.iter_mut()) {
        if *count != 0 {
            let range = 1u8 << count.ilog2();
            if *seen & range == 0 {
                *seen |= range;
                new = true;
            }
        }
    }
    new
}

/// How many edges were reached, of how many.
pub fn reached() -> (usize, usize) {
    let seen = SEEN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    (seen.iter().filter(|s| **s != 0).count(), counters().len())
}
