Hard links by default, symbolic ones with -s:
  $ echo a > a; echo b > b; mkdir d; ln a h; ln -s a s; ln -s nowhere dang; stat -c '%n %h %F' a h s dang; readlink s; readlink dang
  a 2 regular file
  h 2 regular file
  s 1 symbolic link
  dang 1 symbolic link
  a
  nowhere
  $ ln a h
  ln: h: File exists
  [1]
  $ ln -s a s
  ln: s: File exists
  [1]
  $ ln nosuch x
  ln: nosuch: No such file or directory
  [1]
  $ ln d dd
  ln: dd: Operation not permitted
  [1]
  $ ln 2>&1 | tail -n +3 | head -n 1
  Usage: ln [-sfnbtv] [-S SUF] TARGET... LINK|DIR
Into a directory, and alone into the working directory:
  $ ln -s ../a ../b d; ls d; (cd d; ln -s ../../c; readlink c)
  a
  b
  ../../c
  $ ln a b no/where
  ln: no/where: No such file or directory
  ln: no/where: No such file or directory
  [1]
A link to a directory is that directory, unless -n says it is a link:
  $ ln -s d dl; ln -s x dl; ls d; ln -sn a dl; ln -snf a dl; readlink dl
  a
  b
  c
  x
  ln: dl: File exists
  a
With -T it never is:
  $ rm dl; ln -s d dl; ln -sfT b dl; readlink dl; ln -sT b d
  b
  ln: 'd' is a directory
  [1]
With -f what is there is replaced, but never a directory:
  $ ln -sf b s; readlink s; ln -f b h; stat -c %h a b
  b
  1
  2
  $ mkdir d/b2; ln -sfT b d
  ln: 'd' is a directory
  [1]
A backup is made with -b, and -S names it:
  $ echo old > f; ln -sb b f; cat f f~; ln -sb -S .bak a f; readlink f; ls f*
  b
  old
  a
  f
  f.bak
  f~
With -v each is told:
  $ ln -v a va; ln -sfv b va
  'va' -> 'a'
  'va' -> 'b'
A link to a link links the link:
  $ ln dang dang2; readlink dang2
  nowhere
Odd names:
  $ ln -s -- -t -x; readlink -- -x; ln -s 'n
  > l' nl; readlink nl
  -t
  n
  l
A file is not replaced by a link to itself: [cairn]
  $ ln -f a a; cat a
  ln: 'a' and 'a' are the same file
  a
Likewise: [cairn]
  $ ln -sf a a; cat a
  ln: 'a' and 'a' are the same file
  a
Relative to where the link lies: [cairn]
  $ mkdir -p r/s; ln -sr a r/s/l; readlink r/s/l; ln -r a r/x
  ../../a
  ln: cannot do --relative without --symbolic
  [1]
Into a directory that is named first: [cairn]
  $ mkdir t; ln -t t a b; ln -s --target-directory=t ../s; ls t; ln -t nodir a
  a
  b
  s
  ln: nodir: No such file or directory
  [1]
Asked for: [cairn]
  $ echo n | ln -si b f; echo; readlink f; echo y | ln -si b f; echo; readlink f
  ln: replace 'f'?  (esc)
  a
  ln: replace 'f'?  (esc)
  b
What a link leads to: [cairn]
  $ ln -L s ls1; ln -P s ls2; stat -c '%n %F' ls1 ls2
  ls1 regular file
  ls2 symbolic link
Backups may be numbered: [cairn]
  $ mkdir bk; cd bk; echo 1 > t1; echo 2 > t2; ln -s t1 l; ln -sbv t2 l; readlink l l~; ln -s --backup=numbered t1 l; ln -s -b t2 l; ls; ln -s --backup=simple --suffix=.old t1 l; readlink l.old; ln --backup=none -sf t2 l; ls | wc -l; ln -S .q -s t1 l; cd ..
  'l' -> 't2' (backup: 'l~')
  t2
  t1
  l
  l.~1~
  l.~2~
  l~
  t1
  t2
  t2
  7
  ln: l: File exists
Directories get no further names: [cairn]
  $ mkdir dd; ln dd dd2; ln -d dd dd2; ls -d dd2
  ln: dd2: Operation not permitted
  ln: dd2: Operation not permitted
  ls: dd2: No such file or directory
  [1]
