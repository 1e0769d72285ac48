Alpine's BusyBox has no base32 and no basenc [cairn]
  $ printf 'Hello World!' > f; base32 f; base32 -w 7 f; base32 f | base32 -d; echo
  JBSWY3DPEBLW64TMMQQQ====
  JBSWY3D
  PEBLW64
  TMMQQQ=
  ===
  Hello World!
  $ for e in base64 base64url base58 base32 base32hex base16 base2msbf base2lsbf z85; do echo $e; basenc --$e -w 50 f; basenc --$e f | basenc --$e -d | cmp - f; done
  base64
  SGVsbG8gV29ybGQh
  base64url
  SGVsbG8gV29ybGQh
  base58
  2NEpo7TZRRrLZSi2U
  base32
  JBSWY3DPEBLW64TMMQQQ====
  base32hex
  91IMOR3F41BMUSJCCGGG====
  base16
  48656C6C6F20576F726C6421
  base2msbf
  01001000011001010110110001101100011011110010000001
  0101110110111101110010011011000110010000100001
  base2lsbf
  00010010101001100011011000110110111101100000010011
  1010101111011001001110001101100010011010000100
  z85
  nm=QNzY&b1A+]nf
Newlines mean nothing, padding may be missing; all else is wrong, unless it is ignored [cairn]
  $ printf 'JBSWY3DP\nEBLQ' | base32 -d; echo; printf 'JBSW*Y3DP' | base32 -d; echo; printf 'JBSW*Y3DP' | base32 -di; echo
  Hello W
  Hebase32: invalid input
  
  Hello
  $ printf 'JBSWY3DP=' | base32 -d
  Hellobase32: invalid input
  [1]
  $ printf 'ab' | basenc --base16 -d | od -An -tx1; printf abc | basenc --z85
   ab
  basenc: invalid input (length must be multiple of 4 characters)
  [1]
  $ printf 'SB==' | basenc --base64 -d
  Hbasenc: invalid input
  [1]
  $ seq 100000 | base32 | cksum; seq 100000 | base32 -w 0 | base32 -d | cksum
  2797830588 954630
  2052179976 588895
Errors [cairn]
  $ basenc f 2>&1 | head -n 1; basenc --base16 f f 2>&1 | head -n 1
  basenc: missing encoding type
  basenc: extra operand 'f'
  $ base32 -w 1k f
  base32: invalid wrap size: '1k'
  [1]
  $ base32 nosuch
  base32: nosuch: No such file or directory
  [1]
  $ base32 .
  base32: read error: Is a directory
  [1]
  $ base32 f > /dev/full
  base32: write error: No space left on device
  [1]
