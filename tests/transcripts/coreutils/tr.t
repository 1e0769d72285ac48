Translating:

  $ echo hello | tr a-y b-z
  $ echo abc | tr abc x
  $ echo abc | tr abc xy
  $ echo abc | tr '[:lower:]' '[:upper:]'
  $ echo abcABC | tr a-cA-C A-Ca-c
  $ echo 'a[b]' | tr '[]' '()'
  $ echo abc | tr '[a-c]' '[A-C]'
  $ echo hello | tr -c a-z X; echo
  $ echo hello | tr -C a-z X; echo
  $ printf 'a\nb' | tr '\n' ' '; echo
  $ printf '\0a' | tr '\0' x; echo
  $ echo abc | tr '\141' z
  $ echo 8 | tr '\08' ab
  $ echo 'a\b' | tr '\\' /
  $ echo abc | tr '[=a=]' z
  $ echo a-b | tr a- xy
  $ echo a-b | tr -- -a xy
  $ printf 'a\200' | tr '\200' b; echo
  $ printf '' | tr a b

Deleting and squeezing:

  $ echo hello | tr -d l
  $ echo 'a1 b2' | tr -d '[:digit:][:space:]'; echo
  $ echo hello | tr -cd lo; echo
  $ echo aabbcc | tr -s a-b
  $ echo aabb | tr -s ab x
  $ echo hello | tr -cs a-z '\n'
  $ echo aabbcc | tr -ds a b
  $ yes | head -n 20000 | tr -s 'y\n'; echo
  $ seq 20000 | tr -d '\n' | cksum

Odd operands:

  $ echo abc | tr a
  $ echo abc | tr -d a b
  $ echo abc | tr c-a x
  $ echo abc | tr '[:foo:]' x
  $ echo abc | tr '' a

Errors:

  $ echo abc | tr a ''
  $ tr 2>/dev/null
  $ tr -q 2>&1 | head -n 1
  $ echo abc | tr a b > /dev/full
  $ mkdir d; tr a b < d

Repetitions [cairn]
  $ echo abcd | tr a-d '[x*2]y'; echo abc | tr a-c '[x*]'; printf abc | tr -c a '[x*]'; echo
An escaped dash is no range [cairn]
  $ echo a-b | tr 'a\-b' xyz
The first set cut to the second's length [cairn]
  $ echo abc | tr -t abc x
Long names [cairn]
  $ echo aabbc | tr --squeeze-repeats --complement a '\n'; echo abc | tr --delete b
