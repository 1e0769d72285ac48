Compressed and decompressed: [cairn]
  $ printf 'hello\n' > a; xz a; ls a*; xzcat a.xz; unxz -k a.xz; cat a; xz -dc a.xz; xz -t a.xz
  a.xz
  hello
  hello
  hello
Every level: [cairn]
  $ for n in 0 1 2 3 4 5 6; do xz -$n < a | xzcat; lzma -$n < a | lzcat; done | sort | uniq -c | tr -d ' '
  14hello
LZMA alone: [cairn]
  $ lzma -k a; ls a*; lzcat a.lzma; rm a; unlzma a.lzma; cat a
  a
  a.lzma
  a.xz
  hello
  hello
Nothing is replaced: [cairn]
  $ xz -k a; unxz -k a.xz; xz -kf a; unxz -kf a.xz; cat a
  xz: can't open 'a.xz': File exists
  unxz: can't open 'a': File exists
  hello
What is none, or not whole: [cairn]
  $ printf 'junk\n' > j.xz; unxz j.xz; ls j*; xzcat < /dev/null; printf 'junk\n' | lzcat; head -c 30 a.xz > c.xz; unxz c.xz; ls c*
  unxz: invalid magic
  j.xz
  xzcat: invalid magic
  lzcat: bad lzma header
  unxz: corrupted data
  c.xz
And: [cairn]
  $ lzma < a | head -c 20 | lzcat; lzma < a | head -c 10 | lzcat
  lzcat: unexpected EOF
  lzcat: bad lzma header
  [1]
A dictionary of nearly 4 GiB is not allocated: [cairn]
  $ printf ']\0\0\0\360\377\377\377\377\377\377\377\377\0\0\0\0\0\0' | lzcat
  lzcat: needs too much memory
  [1]
Several streams, and zcat: [cairn]
  $ (cat a.xz a.xz) > m.xz; xzcat m.xz; zcat m.xz
  hello
  hello
  hello
  hello
What is not there:
  $ unxz nosuch
  unxz: nosuch: No such file or directory
  [1]
  $ unxz a.lzma nosuch.xz
  unxz: a.lzma: No such file or directory
  unxz: nosuch.xz: No such file or directory
  [1]
  $ xzcat nosuch
  xzcat: nosuch: No such file or directory
  [1]
  $ printf x > z; unxz z
  unxz: z: unknown suffix - ignored
  [1]
-T is an upper limit, which one thread keeps: [cairn]
  $ xz -T 0 -c a | xzcat; xz -T x -c a
  hello
  xz: invalid number 'x'
  [1]
A large file comes back whole: [cairn]
  $ seq 100000 > big; md5sum < big; xz -1 big; xzcat big.xz | md5sum
  dea9193b768319cbb4ff1a137ac03113  -
  dea9193b768319cbb4ff1a137ac03113  -
