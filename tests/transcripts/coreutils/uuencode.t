  $ printf 'hello world, this is a text that is longer than forty-five bytes of data\n' > h
  $ chmod 640 h
  $ uuencode h name
  begin 640 name
  M:&5L;&\@=V]R;&0L('1H:7,@:7,@82!T97AT('1H870@:7,@;&]N9V5R('1H
  <86X@9F]R='DM9FEV92!B>71E<R!O9B!D871A"@``
  `
  end
  $ uuencode -m h name
  begin-base64 640 name
  aGVsbG8gd29ybGQsIHRoaXMgaXMgYSB0ZXh0IHRoYXQgaXMgbG9uZ2VyIHRo
  YW4gZm9ydHktZml2ZSBieXRlcyBvZiBkYXRhCg==
  ====
  $ uuencode name < h
  begin 644 name
  M:&5L;&\@=V]R;&0L('1H:7,@:7,@82!T97AT('1H870@:7,@;&]N9V5R('1H
  <86X@9F]R='DM9FEV92!B>71E<R!O9B!D871A"@``
  `
  end
  $ uuencode nosuch x
  uuencode: can't open 'nosuch': No such file or directory
  [1]
  $ uuencode 2>&1 | grep Usage
  Usage: uuencode [-m] [FILE] STORED_FILENAME
  $ uuencode h out > text; uudecode text; cmp h out; stat -c %a out
  640
  $ uudecode -o - text
  hello world, this is a text that is longer than forty-five bytes of data
  $ uudecode -o other < text; cmp h other
  $ uuencode -m h out > text; rm out; uudecode text; cmp h out
  $ head -c 100000 /bin/busybox > big; uuencode -m big b | uudecode -o back; cmp big back; uuencode big b | uudecode -o back; cmp big back
  $ echo junk | uudecode
  uudecode: no 'begin' line
  [1]
  $ printf 'begin 644\n' | uudecode
  uudecode: no 'begin' line
  [1]
  $ printf 'begin 644 x\n' | uudecode -o -
  uudecode: short file
  [1]
  $ printf 'begin 644 x\n#86)C\n`\nend\n' | uudecode -o -; echo
  abc
  $ printf 'mail\nbegin 644 a b\n#86)C\n \nend\n' | uudecode; cat 'a b'; echo
  abc
  $ printf 'begin-base64 644 x\nYW*Jj\n====\n' | uudecode -o -; echo
  abc
  $ uudecode nosuch
  uudecode: nosuch: No such file or directory
  [1]
A text that ends too early leaves what was there. [cairn]
  $ echo old > keep; printf 'begin 644 keep\n#86)C\n' | uudecode; cat keep
  uudecode: short file
  old
No set-user-ID bit comes out of a text. [cairn]
  $ printf 'begin 4755 suid\n#86)C\n \nend\n' | uudecode; stat -c %a suid
  755
