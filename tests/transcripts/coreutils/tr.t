Translating:

  $ echo hello | tr a-y b-z
  ifmmp
  $ echo abc | tr abc x
  xxx
  $ echo abc | tr abc xy
  xyy
  $ echo abc | tr '[:lower:]' '[:upper:]'
  ABC
  $ echo abcABC | tr a-cA-C A-Ca-c
  ABCabc
  $ echo 'a[b]' | tr '[]' '()'
  a(b)
  $ echo abc | tr '[a-c]' '[A-C]'
  ABC
  $ echo hello | tr -c a-z X; echo
  helloX
  $ echo hello | tr -C a-z X; echo
  helloX
  $ printf 'a\nb' | tr '\n' ' '; echo
  a b
  $ printf '\0a' | tr '\0' x; echo
  xa
  $ echo abc | tr '\141' z
  zbc
  $ echo 8 | tr '\08' ab
  b
  $ echo 'a\b' | tr '\\' /
  a/b
  $ echo abc | tr '[=a=]' z
  zbc
  $ echo a-b | tr a- xy
  xyb
  $ echo a-b | tr -- -a xy
  yxb
  $ printf 'a\200' | tr '\200' b; echo
  ab
  $ printf '' | tr a b

Deleting and squeezing:

  $ echo hello | tr -d l
  heo
  $ echo 'a1 b2' | tr -d '[:digit:][:space:]'; echo
  ab
  $ echo hello | tr -cd lo; echo
  llo
  $ echo aabbcc | tr -s a-b
  abcc
  $ echo aabb | tr -s ab x
  x
  $ echo hello | tr -cs a-z '\n'
  hello
  $ echo aabbcc | tr -ds a b
  bcc
  $ yes '' | head -n 20000 | tr -s '\n'
  
  $ seq 20000 | tr -d '\n' | cksum
  1736733975 88894

Odd operands:

  $ echo abc | tr a
  abc
  $ echo abc | tr -d a b
  bc
  $ echo abc | tr c-a x
  abc
  $ echo abc | tr '[:foo:]' x
  abc
  $ echo abc | tr '' a
  abc

Errors:

  $ echo abc | tr a ''
  tr: STRING2 cannot be empty
  [1]
  $ tr 2>/dev/null
  [1]
  $ tr -q 2>&1 | head -n 1
  tr: unrecognized option: q
  $ echo abc | tr a b > /dev/full
  tr: write error: No space left on device
  [1]
  $ mkdir d; tr a b < d
  tr: read error: Is a directory
  [1]

Repetitions [cairn]
  $ echo abcd | tr a-d '[x*2]y'; echo abc | tr a-c '[x*]'; printf abc | tr -c a '[x*]'; echo
  xxyy
  xxx
  axx
An escaped dash is no range [cairn]
  $ echo a-b | tr 'a\-b' xyz
  xyz
The first set cut to the second's length [cairn]
  $ echo abc | tr -t abc x
  xbc
Long names [cairn]
  $ echo aabbc | tr --squeeze-repeats --complement a '\n'; echo abc | tr --delete b
  aa
  ac
