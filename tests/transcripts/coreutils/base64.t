  $ printf 'a\nb\n\n\nc' > f
  $ base64 f
  YQpiCgoKYw==
  $ base64 < f
  YQpiCgoKYw==
  $ base64 f | base64 -d; echo
  a
  b
  
  
  c
  $ base64 -w 4 f
  YQpi
  CgoK
  Yw==
  $ base64 -w 3 f
  YQp
  iCg
  oKY
  w==
  $ base64 -w 0 f; echo
  YQpiCgoKYw==
  $ printf '' | base64
  $ head -c 100 /dev/zero | base64
  AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
  AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==
  $ seq 100000 | base64 | base64 -d | cksum
  2052179976 588895
  $ seq 100000 | cksum
  2052179976 588895
  $ echo YWJj | base64 -d; echo
  abc
  $ echo 'YW Jj' | base64 -d; echo
  abc
  $ echo 'YWJjZA==YWJj' | base64 -d; echo
  abcdabc
  $ printf YQ== | base64 -d; echo
  a
  $ echo YWJ | base64 -d
  base64: truncated input
  [1]
  $ base64 nosuch
  base64: nosuch: No such file or directory
  [1]
  $ base64 -w x f
  base64: invalid number 'x'
  [1]
  $ base64 f f 2>/dev/null
  [1]

Lines of any length come back, and what is between them is passed over (Alpine loses some of it): [cairn]
  $ seq 100000 > big; for w in 1 4 75 76 77 1000 0; do base64 -w $w big | base64 -d | cmp - big; done; base64 big | sed 's/A/*A /' | base64 -d | cmp - big

Long names [cairn]
  $ base64 --wrap=4 f | base64 --decode; echo
  a
  b
  
  
  c
Write errors [cairn]
  $ base64 f > /dev/full
  base64: write error: No space left on device
  [1]
