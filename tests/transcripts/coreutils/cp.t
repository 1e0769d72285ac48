Files are copied, with the mode that the umask leaves:
  $ echo a > a; echo bbb > b; chmod 666 a; mkdir d; cp a a2; cat a2; stat -c %a a2; cp a b d; ls d; cp -t d a2; ls d
  a
  644
  a
  b
  a
  a2
  b
  $ cp a a
  cp: 'a' and 'a' are the same file
  [1]
  $ cp a ./a
  cp: 'a' and './a' are the same file
  [1]
  $ cp nosuch x
  cp: can't stat 'nosuch': No such file or directory
  [1]
  $ cp d x
  cp: omitting directory 'd'
  [1]
  $ cp a b nodir
  cp: can't create 'nodir/a': No such file or directory
  cp: can't create 'nodir/b': No such file or directory
  [1]
  $ cp a no/where
  cp: can't create 'no/where': No such file or directory
  [1]
  $ cp a nodir/
  cp: can't create 'nodir/': Is a directory
  [1]
  $ cp '' x
  cp: can't stat '': No such file or directory
  [1]
  $ cp a 2>&1 | tail -n +3 | head -n 1
  Usage: cp [-arPLHpfinlsTu] SOURCE DEST
What exists is replaced, also a link:
  $ echo old > o; ln o oh; ln -s a l; cp b o; cat o oh; cp b l; cat l a; stat -c %F l
  bbb
  old
  bbb
  a
  regular file
  $ ln -s nowhere dang; cp b dang; stat -c %F dang
  regular file
Not, if it is not to be:
  $ cp -n a o; cat o; echo n | cp -i a o; echo; cat o; echo y | cp -i a o; echo; cat o; touch -d @5 a; cp -u a b; cat b; cp -uv b a; cat a
  bbb
  cp: overwrite 'o'?  (esc)
  bbb
  cp: overwrite 'o'?  (esc)
  a
  bbb
  'b' -> 'a'
  bbb
  $ cp -T a d
  cp: 'd' is a directory
  [1]
  $ mkdir s; echo 1 > s/x; mkdir d/x; cp -r s/x d
  cp: can't create 'd/x': File exists
  [1]
  $ cp -r d/x s
  cp: target 's/x' is not a directory
  [1]
Trees are copied with all in them, links as links, and hard links together:
  $ mkdir -p t/u; echo f > t/f; ln -s f t/l; ln t/f t/h; mkfifo t/p; chmod 700 t/u; echo g > t/u/g; touch -d @1700000000 t/f t/u t; cp -r t r; stat -c '%A %h %F %N' r/f r/l r/p r/u r/u/g
  -rw-r--r-- 2 regular file r/f
  lrwxrwxrwx 1 symbolic link 'r/l' -> 'f'
  prw-r--r-- 1 fifo r/p
  drwx------ 2 directory r/u
  -rw-r--r-- 1 regular file r/u/g
  $ cp -a t y; stat -c '%Y %n' y y/f y/u; cp -r t r; ls r
  1700000000 y
  1700000000 y/f
  1700000000 y/u
  f
  h
  l
  p
  t
  u
  $ cp -R t/. dot; ls dot; cp t/f t/u dot -r
  f
  h
  l
  p
  u
  $ cp -r t t/sub; ls -d t/sub; rmdir t/sub
  cp: recursion detected, omitting directory 't/sub'
  t/sub
  rmdir: 't/sub': Directory not empty
  [1]
  $ cp -r t t; rmdir t/t
  cp: recursion detected, omitting directory 't/t'
  rmdir: 't/t': Directory not empty
  [1]
  $ mkdir ro; echo x > ro/f; chmod 555 ro; cp -r ro ro2; stat -c %a ro2; cat ro2/f; chmod 755 ro ro2
  555
  x
Links are followed as told:
  $ ln -s t tl; cp -R tl c1; stat -c %F c1; cp tl c2; cp -rL t c3; stat -c '%F %h' c3/l c3/f; cp -rH tl c4; stat -c %F c4 c4/l; cp -d t/l c5; stat -c %F c5; cp t/l c6; stat -c %F c6; cp -RHP tl c7; stat -c %F c7; cp -P t/l c8; readlink c8
  symbolic link
  cp: omitting directory 'tl'
  regular file 1
  regular file 1
  directory
  symbolic link
  symbolic link
  regular file
  directory
  f
  $ ln -s nowhere t/dang; cp t/dang c9; cp -L t/dang c9; cp -P t/dang c9; readlink c9; rm t/dang
  cp: can't stat 't/dang': No such file or directory
  cp: can't stat 't/dang': No such file or directory
  nowhere
Times, mode and special bits with -p:
  $ touch -d @1700000000 b; chmod 4711 b; cp -p b bp; stat -c '%a %Y' bp; cp -a b ba; stat -c '%a %Y' ba
  4711 1700000000
  4711 1700000000
Owner, too, and devices: [root]
  $ chown 5:6 b; chmod 4711 b; cp -p b bo; stat -c '%u %g %a' bo; mknod n c 1 3; cp -a n n2; stat -c '%F %t,%T' n2
  5 6 4711
  character special file 1,3
Links instead of copies:
  $ cp -l a hl; stat -c %h a hl; cp -s a sym; readlink sym; cp -lr t tl2; stat -c %h t/f; cp -sr t ts; readlink ts/f; cp -s nosuch sn; readlink sn; cp -l nosuch hn
  2
  2
  a
  4
  t/f
  nosuch
  cp: can't create 'hn': No such file or directory
  [1]
With -v each is told:
  $ cp -v a v; cp -rv t/u vu
  'a' -> 'v'
  't/u/g' -> 'vu/g'
  't/u' -> 'vu'
The whole name below a directory:
  $ cp --parents t/u/g d; find d/t; cp --parents a nodir
  d/t
  d/t/u
  d/t/u/g
  cp: with --parents, the destination must be a directory
  [1]
  $ cp --remove-destination a o; cat o; ln -s a l2; cp --remove-destination b l2; stat -c %F l2
  bbb
  regular file
Odd names:
  $ echo x > -x; echo y > 'n
  > l'; cp -- -x 'n
  > l' d; cat d/-x 'd/n
  > l'; echo z > "$(printf '\377')"; cp "$(printf '\377')" z; cat z
  x
  y
  z
Holes stay holes:
  $ truncate -s 3M sp; echo end >> sp; cp sp sp2; cmp sp sp2 && stat -c %s sp2
  3145732
Directories that are made for --parents have the mode of the source's: [cairn]
  $ stat -c %a d/t/u
  700
Special bits are only kept together with the owner: [cairn]
  $ chmod 4755 b; cp b bq; stat -c %a bq
  755
How blocks are copied: [cairn]
  $ cp --reflink=auto a r1; cp --reflink=never a r2; cat r1 r2; cp --reflink=foo a r3 2>&1 | head -n 1; cp --sparse=always sp sp3; cmp sp sp3 && [ "$(stat -c %b sp3)" -lt 100 ] && echo small; cp --sparse=never sp sp4; cmp sp sp4 && [ "$(stat -c %b sp4)" -gt 5000 ] && echo full
  bbb
  bbb
  cp: invalid argument 'foo' for '--reflink'
  small
  full
What to keep: [cairn]
  $ touch -d @7 a; chmod 600 a; cp --preserve=timestamps a k1; stat -c '%Y' k1; cp -p --no-preserve=timestamps a k2; [ "$(stat -c %Y k2)" -gt 7 ] && stat -c %a k2; cp --preserve=foo a k3 2>&1 | head -n 1
  7
  600
  cp: invalid argument 'foo' for '--preserve'
A file that cannot be copied leaves what was there: [cairn]
  $ echo keep > kept; cp /proc/self/mem kept; cat kept
  cp: error reading '/proc/self/mem': I/O error
  keep
What is there is no link to be followed by a tree: [cairn]
  $ mkdir -p w1/sub w2 elsewhere; echo in > w1/sub/in; ln -s ../elsewhere w2/sub; cp -r w1/. w2; ls elsewhere
  cp: target 'w2/./sub' is not a directory
What is replaced may be kept under another name: [cairn]
  $ mkdir bk; cd bk; echo 1 > o; echo 2 > n; cp -b n o; cat o o~; echo 3 > n; cp -bv n o; cat o~; cp --backup=numbered n o; cp --backup=t -v n o; ls; cp -b n o; cp --backup=simple --suffix=.old n o; cp -S .bak n o; ls; cd ..
  2
  1
  'n' -> 'o' (backup: 'o~')
  2
  'n' -> 'o' (backup: 'o.~2~')
  n
  o
  o.~1~
  o.~2~
  o~
  n
  o
  o.old
  o.~1~
  o.~2~
  o.~3~
  o.~4~
  o~
The environment names it, too, and what would be lost by it is refused: [cairn]
  $ cd bk; rm *; echo 1 > o; echo 2 > n; SIMPLE_BACKUP_SUFFIX=.x VERSION_CONTROL=simple cp -b n o; VERSION_CONTROL=off cp -b n o; ls; cp --backup=foo n o 2>&1 | head -n 1; cp -b --suffix=a/b n o; cp -b o.x o 2>&1; cp --backup=simple -S .x o.x o; cat o.x; cd ..
  n
  o
  o.x
  cp: invalid argument 'foo' for '--backup'
  cp: invalid suffix 'a/b'
  cp: backing up 'o' might destroy source; 'o.x' not copied
  1
In trees: [cairn]
  $ mkdir -p bt/d bs/d; echo new > bs/d/f; echo old > bt/d/f; cp -rbv bs/d bt; cat bt/d/f~
  'bs/d/f' -> 'bt/d/f' (backup: 'bt/d/f~')
  'bs/d' -> 'bt/d'
  old
Which of those that exist are replaced: [cairn]
  $ echo a > ua; echo b > ub; touch -d @9 ua; cp --update=none ua ub; cat ub; cp --update=none-fail ua ub; cp --update=older ua ub; cat ub; cp --update ua ub; cat ub; cp --update=all ua ub; cat ub; cp --update=some ua ub 2>&1 | head -n 1; echo a > ua; touch -d @9 ua; cp -iu ua ub; cat ub; touch ua; echo n | cp -ui ua ub; echo; cat ub
  b
  cp: not replacing 'ub'
  b
  b
  a
  cp: invalid argument 'some' for '--update'
  a
  cp: overwrite 'ub'?  (esc)
  a
Only what describes a file, or also what is in a pipe: [cairn]
  $ echo content > at; touch -d @8 at; chmod 640 at; echo kept > at2; cp --attributes-only -p at at2; cat at2; stat -c '%a %Y' at2; cp --attributes-only -p at at3; stat -c '%a %Y %s' at3
  kept
  640 8
  640 8 0
In a tree a pipe is made anew, or read: [cairn]
  $ mkdir pp; mkfifo pp/p; (echo through > pp/p &) ; cp -r --copy-contents pp pp2; cat pp2/p
  through
How it is copied: [cairn]
  $ truncate -s 1M dbg; cp --debug dbg dbg2; cp --debug --sparse=always --reflink=never a dbg3
  'dbg' -> 'dbg2'
  copy offload: no, reflink: unsupported, sparse detection: SEEK_HOLE
  'a' -> 'dbg3'
  copy offload: avoided, reflink: no, sparse detection: zeros
A link to a directory may be gone into: [cairn]
  $ mkdir -p kd/sub ke elsewhere2; echo in > kd/sub/in; ln -s ../elsewhere2 ke/sub; cp -r --keep-directory-symlink kd/. ke; ls elsewhere2
  in
Security contexts are nothing where the kernel has none: [cairn]
  $ cp -Z a z1 && cat z1; cp --context a z2; cp --preserve=context a z3; cmp a z3
  bbb
Names of what is kept may be shortened, but not beyond what is clear: [cairn]
  $ cp --preserve=mo,time a ab; cp --preserve=m a ab && stat -c %a ab; cp --sparse=a a ab 2>&1 | head -n 1
  600
  cp: ambiguous argument 'a' for '--sparse'
Blocks are shared or that is an error: [cairn]
  $ cp --reflink=always /proc/version rv 2>&1 | sed 's/:[^:]*$//'; ls rv
  cp: failed to clone 'rv' from '/proc/version'
  ls: rv: No such file or directory
  [1]
A new file has the mode of any other if that of the source is not to be kept: [cairn]
  $ mkdir plain; cd plain; umask 22; echo x > f; chmod 640 f; mkdir -m 750 d; cp --no-preserve=mode f g; cp -a --no-preserve=mode f h; cp -r --no-preserve=mode d e; cp f i; stat -c '%a %n' g h e i
  644 g
  644 h
  755 e
  640 i
Holes are written as zeros where there are none: [cairn]
  $ truncate -s 200000 holes; mkfifo pipe; cat pipe | wc -c & cp holes pipe; wait
  200000
