A file is replaced by its compressed form, and back:
  $ printf 'hello\n' > a
  $ gzip a
  $ ls
  a.gz
  $ gunzip a.gz
  $ cat a
  hello
The same data gives the same bytes, without name and time:
  $ printf 'hello\n' | gzip | od -An -tx1
   1f 8b 08 00 00 00 00 00 00 03 cb 48 cd c9 c9 e7
   02 00 20 30 3a 36 06 00 00 00
  $ printf 'hello\n' | gzip -9 | od -An -tx1 | head -n 1
   1f 8b 08 00 00 00 00 00 02 03 cb 48 cd c9 c9 e7
  $ printf 'hello\n' | gzip --best | zcat
  hello
  $ printf 'hello\n' | gzip -1 | gunzip
  hello
  $ for n in 2 3 4 5 6 7 8; do printf 'hello\n' | gzip -$n | gzip -d; done
  hello
  hello
  hello
  hello
  hello
  hello
  hello
-c leaves the file alone; -k too:
  $ gzip -c a | gzip -dc
  hello
  $ gzip -k a; ls
  a
  a.gz
  $ zcat a.gz
  hello
  $ gunzip -c a.gz
  hello
  $ gzip -dc a.gz a.gz
  hello
  hello
Nothing is replaced without -f:
  $ gzip a
  gzip: can't open 'a.gz': File exists
  [1]
  $ gunzip a.gz
  gunzip: can't open 'a': File exists
  [1]
  $ printf 'other\n' > a
  $ gunzip -f a.gz; cat a; ls
  hello
  a
  $ gzip -k a; gzip -f a; ls
  a.gz
What is not there, or not ours:
  $ gzip nosuch
  gzip: nosuch: No such file or directory
  [1]
  $ gunzip nosuch a.gz; ls
  gunzip: nosuch: No such file or directory
  a
  $ cp a a.xyz; gunzip a.xyz
  gunzip: a.xyz: unknown suffix - ignored
  [1]
  $ gunzip a
  gunzip: a: unknown suffix - ignored
  [1]
  $ zcat nosuch
  zcat: nosuch: No such file or directory
  [1]
Members that follow one another are one file:
  $ (printf 'one\n' | gzip; printf 'two\n' | gzip) > m.gz
  $ zcat m.gz
  one
  two
Zeros after the last member are no garbage:
  $ (cat m.gz; printf '\0\0\0') | zcat
  one
  two
Garbage is told:
  $ (cat m.gz; printf 'junk') > t.gz
The data before it is good. [cairn]
  $ zcat t.gz
  one
  two
  zcat: t.gz: decompression OK, trailing garbage ignored
And: [cairn]
  $ zcat -q t.gz
  one
  two
Data that is none:
  $ printf 'junk\n' > junk.gz
  $ gunzip junk.gz
  gunzip: invalid magic
  [1]
  $ zcat junk.gz
  zcat: no gzip/bzip2/xz magic
  [1]
  $ zcat < junk.gz
  zcat: no gzip/bzip2/xz magic
  [1]
  $ gunzip < /dev/null
  gunzip: invalid magic
  [1]
With -f zcat passes it through: [cairn]
  $ zcat -f junk.gz a
  junk
  hello
Data that is cut off, damaged, of an unknown method: an error, and no output file:
  $ printf 'hello\n' | gzip > h.gz
  $ head -c 15 h.gz > cut.gz; gunzip cut.gz
  gunzip: unexpected end of file
  [1]
  $ head -c 5 h.gz > cut.gz; gunzip cut.gz
  gunzip: corrupted data
  [1]
  $ (head -c 18 h.gz; printf XXXX; tail -c 4 h.gz) > crc.gz; gunzip crc.gz
  gunzip: crc error
  [1]
  $ (head -c 22 h.gz; printf XXXX) > len.gz; gunzip len.gz
  gunzip: incorrect length
  [1]
  $ (head -c 2 h.gz; printf '\7'; tail -c +4 h.gz) > meth.gz; gunzip meth.gz
  gunzip: corrupted data
  [1]
  $ (head -c 10 h.gz; printf '\377\377\377'; tail -c +14 h.gz) > body.gz; gunzip body.gz
  gunzip: corrupted data
  [1]
  $ ls
  a
  a.xyz
  body.gz
  crc.gz
  cut.gz
  h.gz
  junk.gz
  len.gz
  m.gz
  meth.gz
  t.gz
zcat fails too: [cairn]
  $ zcat crc.gz
  hello
  zcat: crc error
  [1]
And: [cairn]
  $ zcat cut.gz
  zcat: corrupted data
  [1]
-t tests:
  $ gzip -t h.gz
  $ gzip -t nosuch
  gzip: nosuch: No such file or directory
  [1]
Damage is found by -t, and -v says what is sound: [cairn]
  $ gzip -t crc.gz
  gzip: crc error
  [1]
And: [cairn]
  $ gzip -tv h.gz
  h.gz: OK
Suffixes:
  $ cp h.gz x.tgz; gunzip x.tgz; cat x.tar; rm x.tar
  hello
The suffix may be another: [cairn]
  $ gzip -S .z h.gz; ls h*; gunzip -S .z h.gz.z; ls h*
  h.gz.z
  h.gz
And: [cairn]
  $ gzip -S '' h.gz
  gzip: invalid suffix ''
  [1]
And: [cairn]
  $ gzip -S a/b h.gz
  gzip: invalid suffix 'a/b'
  [1]
-v tells what was saved: [cairn]
  $ seq 1000 > n; gzip -v n; gunzip -v n.gz
  n: 54% - replaced with n.gz
  n.gz: 54% - replaced with n
-l lists: [cairn]
  $ gzip n; gzip -l n.gz
           compressed        uncompressed  ratio uncompressed_name
                 1761                3893  54.7% n
And: [cairn]
  $ gzip -lq n.gz h.gz
           compressed        uncompressed  ratio uncompressed_name
                 1761                3893  54.7% n
                   26                   6 -333.3% h
Permissions and time stay: [cairn]
  $ gunzip n.gz; chmod 640 n; touch -d '2001-02-03 04:05:06' n; gzip n; stat -c '%a %Y' n.gz
  640 981173106
And: [cairn]
  $ gunzip n.gz; stat -c '%a %Y' n
  640 981173106
-N records name and time, and restores them; only the last component of the name counts: [cairn]
  $ gzip -N n; mv n.gz other.gz; touch other.gz; gunzip -N other.gz; stat -c %Y n; ls o*
  981173106
  ls: o*: No such file or directory
  [1]
And: [cairn]
  $ printf '\37\213\10\10\0\0\0\0\0\3../../evil\0' > evil.gz; printf x | gzip | tail -c +11 >> evil.gz; gunzip -N evil.gz; ls evil; cat evil
  evil
  x (no-eol)
-n undoes -N: [cairn]
  $ printf x > y; gzip -N -n y; od -An -tx1 -N 10 y.gz; rm y.gz
   1f 8b 08 00 00 00 00 00 00 03
-r descends: [cairn]
  $ mkdir -p d/e; printf 1 > d/1; printf 2 > d/e/2; ln -s 1 d/link; gzip -r d; ls d d/e
  d:
  1.gz
  e
  link
  
  d/e:
  2.gz
And: [cairn]
  $ gunzip -r d; ls d d/e
  d:
  1
  e
  link
  
  d/e:
  2
A directory is not a file: [cairn]
  $ gzip d
  gzip: d: is a directory - ignored
  [1]
And: [cairn]
  $ zcat d
  zcat: d: is a directory - ignored
  [1]
Standard input can be named, among others:
  $ printf 'in\n' | gzip -c - a 2> /dev/null | zcat
  in
  hello
  $ printf 'in\n' | gzip | gunzip -
  in
Odd names:
  $ printf 1 > 'a b'; printf 2 > "$(printf 'n\nl')"; printf 3 > "$(printf '\377')"; printf 4 > ./-x
  $ gzip 'a b' "$(printf 'n\nl')" "$(printf '\377')" -- -x
  $ gunzip -- 'a b.gz' "$(printf 'n\nl.gz')" "$(printf '\377.gz')" -x.gz
  $ cat 'a b' "$(printf 'n\nl')" "$(printf '\377')" ./-x
  1234 (no-eol)
Empty input:
  $ printf '' | gzip | zcat
A large file comes back whole:
  $ seq 200000 > big; md5sum < big; gzip big; zcat big.gz | md5sum; gunzip big.gz; md5sum < big
  0e10426a1d5bddffcef02f1345787128  -
  0e10426a1d5bddffcef02f1345787128  -
  0e10426a1d5bddffcef02f1345787128  -
A full disk:
  $ gzip < big > /dev/full
  gzip: write error: No space left on device
  [1]
  $ gzip big; zcat big.gz > /dev/full
  zcat: write error: No space left on device
  [1]
An unknown option:
  $ gzip -0 x 2>&1 | head -n 1
  gzip: unrecognized option: 0
Data made by compress(1):
  $ printf '\037\235\220\141\304\004\014\100' > l.Z; zcat l.Z
  abab\x01 (esc) (no-eol)
  $ gunzip l.Z; ls l*
  l
  len.gz
