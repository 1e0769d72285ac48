Input is copied in blocks, and what was done is told:
  $ printf 'abcdefghijklmnopqrstuvwxyz' > a; t() { dd "$@" 2>&1 | sed 's/ copied, .*/ copied/'; }; t if=a of=b; cmp a b; t if=a of=b bs=5; t if=a ibs=4 obs=8 of=b; t if=a bs=5 count=2 of=b; cat b; echo
  0+1 records in
  0+1 records out
  26 bytes (26B) copied
  5+1 records in
  5+1 records out
  26 bytes (26B) copied
  6+1 records in
  3+1 records out
  26 bytes (26B) copied
  2+0 records in
  2+0 records out
  10 bytes (10B) copied
  abcdefghij
  $ dd if=a of=b status=noxfer; dd if=a of=b status=none; t if=a count=0 of=b; t if=a bs=1 count=1 | head -n 1
  0+1 records in
  0+1 records out
  0+0 records in
  0+0 records out
  0 bytes (0B) copied
  a1+0 records in
Where to begin:
  $ dd if=a bs=3 skip=2 count=1 status=none; dd if=a bs=2 seek=3 of=c status=none; od -c c | head -n 2; dd if=a bs=2 seek=1 count=1 conv=notrunc of=c status=none; od -c c | head -n 1; dd if=a bs=1 skip=100 status=none; (dd bs=2 skip=1 count=1 status=none; cat) < a
  ghi0000000  \0  \0  \0  \0  \0  \0   a   b   c   d   e   f   g   h   i   j
  0000020   k   l   m   n   o   p   q   r   s   t   u   v   w   x   y   z
  0000000  \0  \0   a   b  \0  \0   a   b   c   d   e   f   g   h   i   j
  cdefghijklmnopqrstuvwxyz (no-eol)
  $ dd if=a iflag=skip_bytes,count_bytes skip=3 count=4 status=none; echo; dd if=a oflag=seek_bytes seek=3 of=c status=none; stat -c %s c; dd if=a oflag=append conv=notrunc of=c status=none; stat -c %s c
  defg
  29
  55
  $ cat a | dd bs=2 skip=1 count=2 status=none; echo
  cdef
  $ echo zz | dd of=c bs=1 seek=5 count=1 status=none; od -c c | head -n 1
  0000000  \0  \0   a   a   b   z
Short reads are blocks, unless full ones are asked for:
  $ (echo abc; sleep 1; echo def) | t bs=100 count=1; (echo abc; sleep 1; echo def) | t bs=100 count=1 iflag=fullblock
  abc
  0+1 records in
  0+1 records out
  4 bytes (4B) copied
  abc
  def
  0+1 records in
  0+1 records out
  8 bytes (8B) copied
Conversions:
  $ dd if=a conv=swab status=none; echo; dd if=a bs=4 conv=sync of=c status=none; od -c c | tail -n 3; dd if=a of=c conv=fsync,notrunc status=none; t if=a conv=noerror,sync bs=7 of=c
  badcfehgjilknmporqtsvuxwzy
  0000000   a   b   c   d   e   f   g   h   i   j   k   l   m   n   o   p
  0000020   q   r   s   t   u   v   w   x   y   z  \0  \0
  0000034
  3+1 records in
  4+0 records out
  28 bytes (28B) copied
Numbers may have suffixes:
  $ dd if=a bs=1c count=2w status=none; echo; dd if=/dev/null of=c bs=1 seek=1kB status=none; stat -c %s c; dd if=/dev/null of=c bs=1 seek=1k status=none; stat -c %s c
  abcd
  1000
  1024
What cannot be done is told:
  $ dd if=nosuch
  dd: can't open 'nosuch': No such file or directory
  [1]
  $ dd if=a of=no/x
  dd: can't open 'no/x': No such file or directory
  [1]
  $ dd if=.
  dd: .: Is a directory
  [1]
  $ dd bs=0 if=a
  dd: number 0 is not in 1..9223372036854775807 range
  [1]
  $ dd bs=x if=a
  dd: invalid number 'x'
  [1]
  $ dd if=a conv=foo
  dd: invalid argument 'foo' to 'conv'
  [1]
  $ dd if=a iflag=foo
  dd: invalid argument 'foo' to 'iflag'
  [1]
  $ dd if=a oflag=foo
  dd: invalid argument 'foo' to 'oflag'
  [1]
  $ dd if=a status=foo
  dd: invalid argument 'foo' to 'status'
  [1]
  $ dd foo 2>&1 | tail -n +3 | head -n 1
  Usage: dd [if=FILE] [of=FILE] [ibs=N obs=N/bs=N] [count=N] [skip=N] [seek=N]
  $ dd foo=x 2>&1 | tail -n +3 | head -n 1
  Usage: dd [if=FILE] [of=FILE] [ibs=N obs=N/bs=N] [count=N] [skip=N] [seek=N]
More conversions: [cairn]
  $ dd if=a conv=ucase status=none; echo; dd if=a conv=ucase 2> /dev/null | dd conv=lcase status=none; echo; dd if=a bs=5 conv=swab status=none; echo
  ABCDEFGHIJKLMNOPQRSTUVWXYZ
  abcdefghijklmnopqrstuvwxyz
  badcfehgjilknmporqtsvuxwzy
Likewise: [cairn]
  $ printf 'ab\nabcdef\n' | dd cbs=4 conv=block status=none; echo '|'; printf 'ab  cd  ' | dd cbs=4 conv=unblock status=none; printf 'aB1' | dd conv=ebcdic status=none | od -An -tx1; printf 'aB1\n' | dd conv=ebcdic status=none | dd conv=ascii status=none
  ab  abcd|
  ab
  cd
   81 c2 f1
  aB1
Likewise: [cairn]
  $ printf 'ab\nabcdef\n' | dd cbs=4 conv=block status=noxfer of=c
  0+1 records in
  0+1 records out
  1 truncated records
Likewise: [cairn]
  $ dd if=a of=a2 conv=excl status=none; dd if=a of=a2 conv=excl status=none
  dd: can't open 'a2': File exists
  [1]
Likewise: [cairn]
  $ dd if=a of=a3 conv=nocreat status=none
  dd: can't open 'a3': No such file or directory
  [1]
Likewise: [cairn]
  $ dd if=a conv=lcase,ucase
  dd: conversions exclude each other
  [1]
Likewise: [cairn]
  $ truncate -s 1M h; echo x >> h; dd if=h of=h2 bs=64k conv=sparse status=none; cmp h h2; [ "$(stat -c %b h2)" -lt 1000 ] && echo small; truncate -s 1M h; dd if=h of=h2 bs=64k conv=sparse status=none; stat -c %s h2
  small
  1048576
More numbers: [cairn]
  $ dd if=a bs=2x3 count=1 status=none; echo; dd if=a count=5B status=none; echo; dd if=a iseek=3B count=2B status=none; echo; dd if=a bs=5 oseek=1 of=c status=none; stat -c %s c
  abcdef
  abcde
  de
  31
A full disk is not success: [cairn]
  $ t if=a of=/dev/full; dd if=a status=none > /dev/full
  dd: error writing '/dev/full': No space left on device
  0+1 records in
  0+0 records out
  0 bytes (0B) copied
  dd: error writing 'standard output': No space left on device
  [1]
