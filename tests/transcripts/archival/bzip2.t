A file is replaced by its compressed form, and back:
  $ printf 'hello\n' > a; bzip2 a; ls; bunzip2 a.bz2; cat a
  a.bz2
  hello
  $ bzip2 -k a; ls; bzcat a.bz2; bunzip2 -c a.bz2; bzip2 -dc a.bz2
  a
  a.bz2
  hello
  hello
  hello
  $ bzip2 a
  bzip2: can't open 'a.bz2': File exists
  [1]
  $ bunzip2 a.bz2
  bunzip2: can't open 'a': File exists
  [1]
  $ printf 'other\n' > a; bunzip2 -f a.bz2; cat a
  hello
  $ bzip2 -1c a | head -c 4; bzip2 -c a | head -c 4; bzip2 -9c a | head -c 4
  BZh1BZh9BZh9 (no-eol)
  $ for n in 2 3 4 5 6 7 8; do bzip2 -$n < a | bunzip2; done
  hello
  hello
  hello
  hello
  hello
  hello
  hello
  $ printf 'one\n' | bzip2 > m.bz2; printf 'two\n' | bzip2 >> m.bz2; bzcat m.bz2
  one
  two
What is none, or not whole:
  $ bzip2 nosuch
  bzip2: nosuch: No such file or directory
  [1]
  $ bunzip2 a
  bunzip2: a: unknown suffix - ignored
  [1]
  $ printf 'junk\n' > j.bz2; bunzip2 j.bz2
  bunzip2: invalid magic
  [1]
  $ bzcat < /dev/null
  bzcat: invalid magic
  [1]
  $ bzip2 -k a; head -c 20 a.bz2 > c.bz2; bunzip2 c.bz2
  bunzip2: bunzip error -3
  [1]
  $ bzip2 -t a.bz2
  $ bzip2 -t nosuch
  bzip2: nosuch: No such file or directory
  [1]
Damage: [cairn]
  $ (head -c 12 a.bz2; printf X; tail -c +14 a.bz2) > b.bz2; bunzip2 b.bz2; bzip2 -t b.bz2
  bunzip2: bunzip error -5
  bzip2: bunzip error -5
  [1]
Garbage behind the data is told: [cairn]
  $ (cat a.bz2; printf junk) > g.bz2; bzcat g.bz2; bzcat -q g.bz2
  hello
  bzcat: g.bz2: decompression OK, trailing garbage ignored
  hello
tar's short names: [cairn]
  $ cp a.bz2 t.tbz; bunzip2 t.tbz; cat t.tar
  hello
zcat reads it, too:
  $ zcat m.bz2
  one
  two
A large file comes back whole:
  $ seq 100000 > big; md5sum < big; bzip2 big; bzcat big.bz2 | md5sum
  dea9193b768319cbb4ff1a137ac03113  -
  dea9193b768319cbb4ff1a137ac03113  -
Long names of options: [cairn]
  $ bzip2 --decompress --stdout --keep a.bz2; bzip2 --fast --compress --stdout a | head -c 4; bzip2 -z --best -c a | head -c 4
  hello
  BZh1BZh9 (no-eol)
A full disk, told as everywhere: [cairn]
  $ bzcat big.bz2 > /dev/full
  bzcat: write error: No space left on device
  [1]
An unknown option:
  $ bzip2 -x 2>&1 | head -n 1
  bzip2: unrecognized option: x
