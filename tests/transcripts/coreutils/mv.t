Files and directories get another name, or another place:
  $ echo a > a; echo b > b; mkdir d e e/f; echo x > d/x; mv a a1; cat a1; mv a1 b; cat b; mv b d; ls d; mv d/b d/x .; ls; mv b x e/; ls e; mv d e; ls e; mv -t . e/d e/b e/x; ls
  a
  a
  b
  x
  b
  d
  e
  x
  b
  f
  x
  b
  d
  f
  x
  b
  d
  e
  x
  $ mv nosuch x2
  mv: can't rename 'nosuch': No such file or directory
  [1]
  $ mv b x nodir
  mv: can't rename 'b': No such file or directory
  mv: can't rename 'x': No such file or directory
  [1]
  $ mv b nodir/
  mv: can't rename 'b': Not a directory
  [1]
  $ mv d b
  mv: can't rename 'd': Not a directory
  [1]
  $ mv d d/y
  mv: can't rename 'd': Invalid argument
  [1]
  $ mv b x/
  mv: can't stat 'x/': Not a directory
  [1]
  $ mv b ''
  mv: can't rename 'b': No such file or directory
  [1]
  $ mv b 2>&1 | tail -n +3 | head -n 1
  Usage: mv [-finT] SOURCE DEST
A directory takes the place of an empty one only:
  $ mkdir g; echo y > g/y; mkdir h h/g; mv g h; ls h/g; mkdir g; mv h/g .; ls g; mkdir k k/g; echo z > k/g/z; mv g k
  y
  y
  mv: can't rename 'g': Directory not empty
  [1]
With -T the destination is no directory to move into:
  $ mv -T b d
  mv: 'd' is a directory
  [1]
  $ mkdir m; mv -T g m; ls m; mv -T m d
  y
What exists stays if it is to stay:
  $ mv -n b x; ls b x; echo n | mv -i b x; echo; ls b; echo y | mv -i b x; echo; ls b; cat x; mv -f x b; cat b
  b
  x
  mv: overwrite 'x'?  (esc)
  b
  mv: overwrite 'x'?  (esc)
  ls: b: No such file or directory
  a
  a
Links are moved as links:
  $ ln -s b l; mv l l2; readlink l2; ln -s d dl; mv b dl; ls d; ln -s nowhere dang; mv d/b dang; cat dang
  b
  b
  y
  a
With -v each is told:
  $ mv -v dang b; mv -v b d; mv --verbose d d2
  'dang' -> 'b'
  'b' -> 'd/b'
  'd' -> 'd2'
Odd names:
  $ echo o > -x; echo n > 'n
  > l'; mv -- -x 'n
  > l' d2; ls d2
  -x
  b
  n?l
  y
Only what is newer: [cairn]
  $ touch -d @5 u1; touch -d @6 u2; mv -u u1 u2; ls u1 u2; mv -u u2 u1; ls u1 u2
  u1
  u2
  ls: u2: No such file or directory
  u1
  [1]
Two names can be swapped: [cairn]
  $ echo 1 > s1; echo 2 > s2; mv --exchange s1 s2; cat s1 s2
  2
  1
What is replaced may be kept under another name: [cairn]
  $ mkdir bk; cd bk; echo 1 > o; echo 2 > n; mv -bv n o; cat o o~; echo 3 > n; mv --backup=numbered n o; echo 4 > n; mv -b n o; ls; echo 5 > n; mv -S .bak n o; mkdir d d2; mv -T --backup=simple d d2; ls; cd ..
  'n' -> 'o' (backup: 'o~')
  2
  1
  o
  o.~1~
  o.~2~
  o~
  d2
  d2~
  o
  o.~1~
  o.~2~
  o.~3~
  o~
What would be lost by it is refused: [cairn]
  $ cd bk; rm -r *; echo 1 > a; echo 2 > a~; mv --backup=simple a~ a; cat a~ a; mv -b a a; mv -bn a a~; mv -b --exchange a a~; cd ..
  mv: backing up 'a' might destroy source; 'a~' not moved
  2
  1
  mv: 'a' and 'a' are the same file
  mv: cannot combine --backup with --exchange, -n, or --update=none
  mv: cannot combine --backup with --exchange, -n, or --update=none
So is a link that would take the place of what it leads to: [cairn]
  $ mkdir lk; cd lk; echo data > t; ln -s t l; mv l t; cat t l; mv -b l t; readlink t; cat t~; cd ..
  mv: 'l' and 't' are the same file
  data
  data
  t
  data
Which of those that exist are replaced: [cairn]
  $ echo a > ua; echo b > ub; touch -d @9 ua; mv --update=none ua ub; mv --update=none-fail ua ub; mv --update=older ua ub; cat ua ub; mv --update=all ua ub; cat ub; ls ua
  mv: not replacing 'ub'
  a
  b
  a
  ls: ua: No such file or directory
  [1]
Two names of one file stay:
  $ echo h > h1; ln h1 h2; mv h1 h2; ls h1 h2; mv h2 h2; mv h2 ./h2; cat h2
  h1
  h2
  h
Nothing is copied with --no-copy: [cairn]
  $ mv --no-copy h2 h3; cat h3; mv -Z h3 h4; mv --debug h4 h5
  h
  'h4' -> 'h5'
A file and a directory change places: [cairn]
  $ touch swapped; mkdir swapper; mv -T --exchange swapped swapper; stat -c %F swapped swapper
  directory
  regular empty file
