  $ printf 123456789 > f
  $ printf '' > empty
  $ cksum f
  930766865 9 f
  $ cksum f empty
  930766865 9 f
  4294967295 0 empty
  $ cksum < f
  930766865 9
  $ cksum -
  4294967295 0 -
  $ seq 100000 | cksum
  2052179976 588895
  $ cksum nosuch f
  cksum: can't open 'nosuch': No such file or directory
  930766865 9 f
  [1]
  $ mkdir d; cksum d
  cksum: d: Is a directory
  [1]
  $ cksum -x 2>&1 | head -n 1
  cksum: unrecognized option: x

Write errors [cairn]
  $ cksum f > /dev/full
  cksum: write error: No space left on device
  [1]
Other algorithms [cairn]
  $ for a in bsd sysv crc crc32b md5 sha1 sha224 sha256 sm3 'sha2 -l 256' 'sha3 -l 224' 'blake2b -l 64'; do cksum -a $a f; done
  53615     1 f
  477 1 f
  930766865 9 f
  3421780262 9 f
  MD5 (f) = 25f9e794323b453885f5181f1b624d0b
  SHA1 (f) = f7c3bc1d808e04732adf679965ccc34ca7ae3441
  SHA224 (f) = 9b3e61bf29f17c75572fae2e86e17809a4513d07c8a18152acf34521
  SHA256 (f) = 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225
  SM3 (f) = c7ae0aec3d2f9beb84dc1885aa7a576baa7a07b38060afc64c5600f93a5456b5
  SHA256 (f) = 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225
  SHA3-224 (f) = 5795c3d628fd638c9835a4c79a55809f265068c88729a1a3fcdf8522
  BLAKE2b-64 (f) = 7e73edbfe1aa9531
Forms [cairn]
  $ cksum -a md5 --untagged f; cksum -a md5 --untagged -b f; cksum -a md5 --base64 f; cksum -a md5 -z f | tr '\0' '@'; echo; cksum -a md5 --raw f | od -An -tx1; cksum -a crc --raw f | od -An -tx1
  25f9e794323b453885f5181f1b624d0b  f
  25f9e794323b453885f5181f1b624d0b *f
  MD5 (f) = JfnnlDI7RTiF9RgfG2JNCw==
  MD5 (f) = 25f9e794323b453885f5181f1b624d0b@
   25 f9 e7 94 32 3b 45 38 85 f5 18 1f 1b 62 4d 0b
   37 7a 60 11
Checking what the tag says [cairn]
  $ (cksum -a md5 f; cksum -a sha3 -l 256 --base64 empty; echo '# remark'; echo junk) > list; cksum -c list; cksum -c --strict --quiet list; cksum -c -a md5 -w list; cksum -c --status list
  f: OK
  empty: OK
  cksum: WARNING: 1 line is improperly formatted
  cksum: WARNING: 1 line is improperly formatted
  f: OK
  cksum: list: 2: improperly formatted MD5 checksum line
  cksum: list: 4: improperly formatted MD5 checksum line
  cksum: WARNING: 2 lines are improperly formatted
OpenSSL's form [cairn]
  $ echo 'SHA1(f)= f7c3bc1d808e04732adf679965ccc34ca7ae3441' | cksum -c; echo 'SHA1(f)= f7c3bc1d808e04732adf679965ccc34ca7ae3442' | cksum -c
  f: OK
  f: FAILED
  cksum: WARNING: 1 computed checksum did NOT match
  [1]
What is missing [cairn]
  $ cksum -a md5 f | sed 's/f/nosuch/' > list; cksum -c list; cksum -c --ignore-missing list; cksum -c nosuch; cksum -c empty
  cksum: nosuch: No such file or directory
  nosuch: FAILED open or read
  cksum: WARNING: 1 listed file could not be read
  cksum: list: no file was verified
  cksum: nosuch: No such file or directory
  cksum: empty: no properly formatted checksum lines found
  [1]
What does not go together [cairn]
  $ for o in '-c -a crc' '--raw f f' '-a md5 -l 8' '-l 8' '-a sha2' '-a sha3 -l 8' '-a blake2b -l 1024' '-a blake2b -l 9'; do cksum $o < f; done
  cksum: --check is not supported with --algorithm={bsd,sysv,crc,crc32b}
  cksum: the --raw option is not supported with multiple files
  cksum: --length is only supported with --algorithm blake2b, sha2, or sha3
  cksum: --length is only supported with --algorithm blake2b, sha2, or sha3
  cksum: --algorithm=sha2 requires specifying --length 224, 256, 384, or 512
  cksum: invalid length: '8'
  cksum: digest length for 'SHA3' must be 224, 256, 384, or 512
  cksum: invalid length: '1024'
  cksum: maximum digest length for 'BLAKE2b' is 512 bits
  cksum: invalid length: '9'
  cksum: length is not a multiple of 8
  [1]
Likewise [cairn]
  $ for o in '-a foo' '--base64 --raw' '--quiet' '--tag -c' '--tag -t'; do cksum $o < f 2>&1 | head -n 1; done
  cksum: invalid argument 'foo' for '--algorithm'
  cksum: --base64 and --raw are mutually exclusive
  cksum: the --quiet option is meaningful only when verifying checksums
  cksum: the --tag option is meaningless when verifying checksums
  cksum: --tag does not support --text mode
