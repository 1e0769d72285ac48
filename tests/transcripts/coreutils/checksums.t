  $ echo hello > h
  $ echo world > 'we ird'
  $ printf '' > empty

  $ md5sum h
  b1946ac92492d2347c6235b4d2611184  h
  $ md5sum h 'we ird' empty
  b1946ac92492d2347c6235b4d2611184  h
  591785b794601e212b260e25925636fd  we ird
  d41d8cd98f00b204e9800998ecf8427e  empty
  $ md5sum < h
  b1946ac92492d2347c6235b4d2611184  -
  $ md5sum - < h
  b1946ac92492d2347c6235b4d2611184  -
  $ md5sum -b h
  b1946ac92492d2347c6235b4d2611184  h
  $ md5sum -t h
  b1946ac92492d2347c6235b4d2611184  h
  $ sha1sum h
  f572d396fae9206628714fb2ce00f72e94f2258f  h
  $ sha256sum h
  5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03  h
  $ sha512sum h
  e7c22b994c59d9cf2b48e549b1e24666636045930d3da7c1acb299d1c3b7f931f94aae41edda2c2b207a36e10f8bcb8d45223e54878f5b316e7ce3b6bc019629  h
  $ sha3sum h
  5093b1ea1fed43f347b4bf8f8e61334e751516506e390b0fa67758d3  h
  $ sha3sum -a 256 h
  b314e28493eae9dab57ac4f0c6d887bddbbeb810e900d818395ace558e96516d  h
  $ sha3sum -a 384 empty
  0c63a75b845e4f7d01107d852e4c2485c51a50aaaa94fc61995e71bbee983a2ac3713831264adb47fb6bd1e058d5f004  empty
  $ sha3sum -a 512 empty
  a69f73cca23a9ac5c8b567dc185a756e97c982164fe25859e0d1dcc1475c80a615b2123af1f5f94c11e3e9402c3ac558f500199d95b6d3e301758586281dcd26  empty
  $ seq 100000 | sha256sum
  b2bc7d3f8b652d2ec96865b68ad8f80e22cca174abe1aed7889e242a747d590f  -
  $ seq 100000 | md5sum
  dea9193b768319cbb4ff1a137ac03113  -

Checking:

  $ sha256sum h 'we ird' > list
  $ sha256sum -c list
  h: OK
  we ird: OK
  $ sha256sum -cs list
  $ sha256sum h | sha256sum -c
  h: OK
  $ echo 'b1946ac92492d2347c6235b4d2611184 *h' | md5sum -c
  h: OK
  $ echo 'b1946ac92492d2347c6235b4d2611184 h' | md5sum -c
  h: OK
  $ echo 'c1946ac92492d2347c6235b4d2611184  h' | md5sum -c
  h: FAILED
  md5sum: WARNING: 1 of 1 computed checksums did NOT match
  [1]
  $ echo 'c1946ac92492d2347c6235b4d2611184  h' | md5sum -cs
  [1]
  $ echo 'b1946ac92492d2347c6235b4d2611184  nosuch' | md5sum -c
  md5sum: can't open 'nosuch': No such file or directory
  nosuch: FAILED
  md5sum: WARNING: 1 of 1 computed checksums did NOT match
  [1]
  $ echo junk | md5sum -c
  md5sum: WARNING: 1 of 1 computed checksums did NOT match
  [1]
  $ echo junk | md5sum -cw
  md5sum: invalid format
  md5sum: WARNING: 1 of 1 computed checksums did NOT match
  [1]
  $ md5sum -c list 2>/dev/null | head -n 1
  h: FAILED
  $ md5sum -c empty
  md5sum: empty: no checksum lines found
  [1]
  $ md5sum -c nosuch
  md5sum: nosuch: No such file or directory
  [1]

Errors:

  $ md5sum nosuch h
  md5sum: can't open 'nosuch': No such file or directory
  b1946ac92492d2347c6235b4d2611184  h
  [1]
  $ mkdir d; md5sum d
  md5sum: can't read 'd': Is a directory
  [1]
  $ sha3sum -a 257 h
  sha3sum: bad -a257
  [1]
  $ md5sum -s h 2>/dev/null
  [1]

Write errors [cairn]
  $ md5sum h > /dev/full
  md5sum: write error: No space left on device
  [1]
Names with newlines and backslashes [cairn]
  $ printf x > 'new
  > line'; printf y > 'ba\ck'; md5sum 'new
  > line' 'ba\ck' > list; cat list; md5sum -c list
  \9dd4e461268c8034f5c8564e155c67a6  new\nline
  \415290769594460e2e485922904f345d  ba\\ck
  \new\nline: OK
  \ba\\ck: OK
The other style [cairn]
  $ md5sum --tag h; md5sum --tag h | md5sum -c
  MD5 (h) = b1946ac92492d2347c6235b4d2611184
  h: OK
Large letters [cairn]
  $ echo 'B1946AC92492D2347C6235B4D2611184  h' | md5sum -c
  h: OK
Only what fails [cairn]
  $ md5sum h empty > list; echo more > empty; md5sum -c --quiet list
  empty: FAILED
  md5sum: WARNING: 1 of 2 computed checksums did NOT match
  [1]
What is missing does not fail [cairn]
  $ rm empty; md5sum -c --ignore-missing list
  h: OK
End of lines [cairn]
  $ md5sum -z h | tr '\0' .
  b1946ac92492d2347c6235b4d2611184  h. (no-eol)
Long names [cairn]
  $ md5sum h > list; md5sum --check --warn --strict list; md5sum --check --status list
  h: OK
GNU's other digests, in GNU's words [cairn]
  $ echo hello > h; sha224sum h; sha384sum -b h; b2sum -l 128 h; b2sum -l 128 --tag h; b2sum h > list; b2sum -l 64 h >> list; b2sum -c list
  2d6d67d91d0badcdd06cbbba1fe11538a68a37ec9c2e26457ceff12b  h
  1d0f284efe3edea4b9ca3bd514fa134b17eae361ccc7a1eefeff801b9bd6604e01f21f6bf249ef030599f0c218f2ba8c *h
  ea41b4de6c03f13a95758b28dd75693e  h
  BLAKE2b-128 (h) = ea41b4de6c03f13a95758b28dd75693e
  h: OK
  h: OK
A bad line fails only if asked to, a file that cannot be read is told [cairn]
  $ sha224sum h > list; echo junk >> list; sha224sum -c list; sha224sum -c --strict -w list; sed 's/ h$/ nosuch/; s/junk/# no sum/' list | sha224sum -c
  h: OK
  sha224sum: WARNING: 1 line is improperly formatted
  h: OK
  sha224sum: list: 2: improperly formatted SHA224 checksum line
  sha224sum: WARNING: 1 line is improperly formatted
  sha224sum: nosuch: No such file or directory
  nosuch: FAILED open or read
  sha224sum: WARNING: 1 listed file could not be read
  [1]
Wrong lengths [cairn]
  $ b2sum -l 513 h
  b2sum: invalid length: '513'
  b2sum: maximum digest length for 'BLAKE2b' is 512 bits
  [1]
Only for BLAKE2b [cairn]
  $ md5sum -l 8 h 2>/dev/null
  [1]
Options that do not go together [cairn]
  $ md5sum --tag -c list 2>&1 | head -n 1; md5sum --tag -t h 2>&1 | head -n 1
  md5sum: the --tag option is meaningless when verifying checksums
  md5sum: --tag does not support --text mode
Nothing is shown of the progress but on a terminal [cairn]
  $ md5sum --progress h
  b1946ac92492d2347c6235b4d2611184  h
