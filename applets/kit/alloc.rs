//! The global allocator: free lists per size class and thread, on chunks.
//!
//! Why: musl's takes 174 ns for a small block, this one under 20 (docs/start-up.md has the measurement). The first
//! chunk lies in the program's own zeroed memory, so a short command asks the kernel for nothing. Blocks above
//! [`LARGEST`] are musl's. A block freed by another thread joins that thread's lists, which is sound, and of no
//! consequence for programs of one to a few threads.

#![allow(unsafe_code)]
// Blocks are aligned to 16: see ALIGN.
#![allow(clippy::cast_ptr_alignment)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::{Cell, UnsafeCell};
use std::ptr;
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicU8, AtomicU32, AtomicUsize, Ordering};

/// Largest block served from the lists, in bytes.
const LARGEST: usize = 256 * 1024;
/// 16 classes of 16 to 256 bytes, then 4 per doubling up to [`LARGEST`].
const CLASSES: usize = 16 + 10 * 4;
const ALIGN: usize = 16;
/// First chunk, in `.bss`: pages that are not touched cost nothing.
const FIRST: usize = 128 * 1024;
const CHUNK: usize = 128 * 1024;
/// Larger blocks are not cut from chunks but asked for one by one: a buffer that is made and freed for every file costs
/// no mapping each time (`tar -c` of small files took four times as long).
const CUT: usize = 32 * 1024;

/// The allocator; `#[global_allocator]` in the binary.
pub struct Allocator;

struct Lists {
    free: [Cell<*mut u8>; CLASSES],
    next: Cell<*mut u8>,
    left: Cell<usize>,
}

impl Lists {
    const fn empty() -> Lists {
        Lists {
            free: [const { Cell::new(ptr::null_mut()) }; CLASSES],
            next: Cell::new(ptr::null_mut()),
            left: Cell::new(0),
        }
    }
}

thread_local! {
    // A pointer only: musl keeps thread memory of up to 128 bytes in the program's own, more costs an mmap at each start.
    static LISTS: Cell<*const Lists> = const { Cell::new(ptr::null()) };
}

/// The lists and the first chunk of the first thread that asks, side by side: a short command touches one page.
#[repr(C, align(16))]
struct First {
    lists: Lists,
    chunk: UnsafeCell<[u8; FIRST]>,
}
// SAFETY: handed out once, guarded by FIRST_TAKEN.
unsafe impl Sync for First {}
static FIRST_MEMORY: First = First { lists: Lists::empty(), chunk: UnsafeCell::new([0; FIRST]) };
static FIRST_TAKEN: AtomicBool = AtomicBool::new(false);

/// Who says that memory is used up, and with which status the process ends then.
static SPEAKER: AtomicPtr<u8> = AtomicPtr::new(ptr::null_mut());
static SPEAKER_LENGTH: AtomicUsize = AtomicUsize::new(0);
static STATUS: AtomicU8 = AtomicU8::new(1);
/// [`Fallible`]s that exist.
static FALLIBLE: AtomicU32 = AtomicU32::new(0);

/// When memory is used up, the process says `NAME: out of memory` and ends with `status`: Rust's own way is to abort.
pub fn speak_as(name: &'static str, status: u8) {
    SPEAKER.store(name.as_ptr().cast_mut(), Ordering::Relaxed);
    SPEAKER_LENGTH.store(name.len(), Ordering::Relaxed);
    STATUS.store(status, Ordering::Relaxed);
}

/// While it exists, an allocation that fails is told to the caller, who asks by `try_reserve`.
pub struct Fallible(());

impl Fallible {
    /// From now on.
    pub fn begin() -> Fallible {
        FALLIBLE.fetch_add(1, Ordering::Relaxed);
        Fallible(())
    }
}

impl Drop for Fallible {
    fn drop(&mut self) {
        FALLIBLE.fetch_sub(1, Ordering::Relaxed);
    }
}

/// `block`, unless there is none.
#[inline]
fn or_end(block: *mut u8) -> *mut u8 {
    if block.is_null() { refused() } else { block }
}

#[cold]
fn refused() -> *mut u8 {
    let name = SPEAKER.load(Ordering::Relaxed);
    if FALLIBLE.load(Ordering::Relaxed) != 0 || name.is_null() {
        return ptr::null_mut();
    }
    // One write, from the stack.
    let mut line = [0u8; 64];
    // SAFETY: pointer and length are those of a str that lives for ever.
    let name = unsafe { std::slice::from_raw_parts(name, SPEAKER_LENGTH.load(Ordering::Relaxed)) };
    let mut length = 0;
    for byte in name.iter().take(32).chain(b": out of memory\n") {
        line[length] = *byte;
        length += 1;
    }
    let _ = crate::sys::write_all(2, &line[..length]);
    crate::sys::exit_now(STATUS.load(Ordering::Relaxed))
}

/// This thread's lists; none if there is no memory for them.
#[inline]
fn lists() -> Option<&'static Lists> {
    let lists = LISTS.get();
    // SAFETY: null, or set by `new_lists` to lists that live as long as the program.
    unsafe { lists.as_ref() }.or_else(new_lists)
}

#[cold]
fn new_lists() -> Option<&'static Lists> {
    let lists: *const Lists = if FIRST_TAKEN.swap(true, Ordering::Relaxed) {
        // SAFETY: a layout of non-zero size; what is allocated is initialised before use.
        unsafe {
            let fresh = System.alloc(Layout::new::<Lists>()).cast::<Lists>();
            if fresh.is_null() {
                return None;
            }
            fresh.write(Lists::empty());
            fresh
        }
    } else {
        FIRST_MEMORY.lists.next.set(FIRST_MEMORY.chunk.get().cast());
        FIRST_MEMORY.lists.left.set(FIRST);
        &raw const FIRST_MEMORY.lists
    };
    LISTS.set(lists);
    // SAFETY: just set to lists that are never freed.
    unsafe { lists.as_ref() }
}

/// The class of a size from 1 to [`LARGEST`].
#[inline]
const fn class(size: usize) -> usize {
    if size <= 256 {
        size.div_ceil(16) - 1
    } else {
        // size is in (2^n, 2^(n+1)]; four steps between.
        let n = usize::BITS as usize - 1 - (size - 1).leading_zeros() as usize;
        16 + (n - 8) * 4 + ((size - 1) >> (n - 2) & 3)
    }
}

/// The size of the blocks of a class.
#[inline]
const fn block_size(class: usize) -> usize {
    if class < 16 {
        (class + 1) * 16
    } else {
        let (n, step) = (8 + (class - 16) / 4, (class - 16) % 4);
        (1 << n) + (step + 1) * (1 << (n - 2))
    }
}

#[inline]
fn is_small(layout: Layout) -> bool {
    layout.size() <= LARGEST && layout.align() <= ALIGN && layout.size() != 0
}

#[cold]
fn refill(lists: &Lists, size: usize) -> *mut u8 {
    if size > CUT {
        // SAFETY: a layout of non-zero size.
        return unsafe { System.alloc(Layout::from_size_align_unchecked(size, ALIGN)) };
    }
    // SAFETY: a layout of non-zero size.
    let chunk = unsafe { System.alloc(Layout::from_size_align_unchecked(CHUNK, ALIGN)) };
    if chunk.is_null() {
        return chunk;
    }
    // What is left of the old chunk is given to the lists, largest blocks first.
    let (mut at, mut left) = (lists.next.get(), lists.left.get());
    while left >= 16 {
        let mut c = class(left.min(CUT));
        if block_size(c) > left {
            c -= 1;
        }
        // SAFETY: `at` to `at + left` is unused memory of the chunk, aligned to 16.
        unsafe {
            at.cast::<*mut u8>().write(lists.free[c].get());
            lists.free[c].set(at);
            at = at.add(block_size(c));
        }
        left -= block_size(c);
    }
    // SAFETY: size <= CUT < CHUNK.
    lists.next.set(unsafe { chunk.add(size) });
    lists.left.set(CHUNK - size);
    chunk
}

// SAFETY: blocks come from chunks that are never given back, are 16-aligned, of at least the asked size (block_size of
// class), and are in at most one list or one owner's hands. Sizes are derived from the layout alone, so dealloc finds
// the class that alloc used.
unsafe impl GlobalAlloc for Allocator {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if !is_small(layout) {
            // SAFETY: the caller's promise is passed on.
            return or_end(unsafe { System.alloc(layout) });
        }
        let Some(lists) = lists() else { return refused() };
        let c = class(layout.size());
        let head = lists.free[c].get();
        if !head.is_null() {
            // SAFETY: a free block holds the next one's address.
            lists.free[c].set(unsafe { head.cast::<*mut u8>().read() });
            return head;
        }
        let size = block_size(c);
        if size > CUT || lists.left.get() < size {
            return or_end(refill(lists, size));
        }
        let block = lists.next.get();
        // SAFETY: `left` bytes follow.
        lists.next.set(unsafe { block.add(size) });
        lists.left.set(lists.left.get() - size);
        block
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if !is_small(layout) {
            // Fresh from the kernel it is zero already: a big buffer costs only the pages that are used.
            // SAFETY: the caller's promise is passed on.
            return or_end(unsafe { System.alloc_zeroed(layout) });
        }
        // SAFETY: the caller's promise; a block has at least the asked size.
        unsafe {
            let block = self.alloc(layout);
            if !block.is_null() {
                block.write_bytes(0, layout.size());
            }
            block
        }
    }

    #[inline]
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if !is_small(layout) {
            // SAFETY: it came from System.
            return unsafe { System.dealloc(block, layout) };
        }
        // A thread that frees without ever having allocated may find no memory for its lists: then the block is lost.
        let Some(lists) = lists() else { return };
        let c = class(layout.size());
        // SAFETY: the block is unused now and at least 16 bytes long.
        unsafe { block.cast::<*mut u8>().write(lists.free[c].get()) };
        lists.free[c].set(block);
    }

    #[inline]
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        // SAFETY: the caller's promise.
        let new = unsafe { Layout::from_size_align_unchecked(new_size, layout.align()) };
        match (is_small(layout), is_small(new)) {
            (true, true) if class(layout.size()) == class(new_size) => return block,
            // SAFETY: it came from System and stays there.
            (false, false) if layout.size() != 0 => return or_end(unsafe { System.realloc(block, layout, new_size) }),
            _ => {}
        }
        // SAFETY: two blocks that do not overlap, of at least the copied length.
        unsafe {
            let fresh = self.alloc(new);
            if !fresh.is_null() {
                ptr::copy_nonoverlapping(block, fresh, layout.size().min(new_size));
                self.dealloc(block, layout);
            }
            fresh
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_fits_its_class_and_no_smaller_one() {
        for size in 1..=LARGEST {
            let c = class(size);
            assert!(c < CLASSES && block_size(c) >= size, "{size}");
            assert!(c == 0 || block_size(c - 1) < size, "{size}");
        }
    }

    #[test]
    fn blocks_keep_their_content_through_growth() {
        let mut all = Vec::new();
        for size in [1, 15, 16, 17, 255, 256, 257, 4000, LARGEST, LARGEST + 1, 100_000] {
            let layout = Layout::from_size_align(size, 8).unwrap();
            // SAFETY: sizes are not zero; every block is freed with its layout.
            unsafe {
                let block = Allocator.alloc(layout);
                block.write_bytes(size as u8, size);
                let grown = Allocator.realloc(block, layout, size * 2);
                assert!(std::slice::from_raw_parts(grown, size).iter().all(|b| *b == size as u8));
                all.push((grown, Layout::from_size_align(size * 2, 8).unwrap()));
            }
        }
        for (block, layout) in all {
            // SAFETY: as above.
            unsafe { Allocator.dealloc(block, layout) };
        }
    }
}
