A file is installed with mode 755, or the one that is asked for:
  $ echo a > a; echo b > b; mkdir d; install a x; stat -c %a x; cat x; install -m 600 a x; stat -c %a x; install --mode=u=rwx,go=r b x; stat -c %a x; cat x; install a b d; ls d; install -t d x; ls d
  755
  a
  600
  744
  b
  a
  b
  a
  b
  x
  $ install nosuch y
  install: can't stat 'nosuch': No such file or directory
  [1]
  $ install d y
  install: omitting directory 'd'
  [1]
  $ install a a
  install: 'a' and 'a' are the same file
  [1]
  $ install a no/where
  install: can't create 'no/where': No such file or directory
  [1]
  $ install a nodir/
  install: can't create 'nodir/': Is a directory
  [1]
  $ install -t nodir a
  install: can't create 'nodir/a': No such file or directory
  [1]
  $ install a 2>&1 | tail -n +3 | head -n 1
  Usage: install [-cdDsp] [-o USER] [-g GRP] [-m MODE] [-t DIR] [SOURCE]... DEST
Directories, with those above:
  $ install -d p/q r; stat -c '%a %n' p p/q r; install -d -m 1777 s/t; stat -c '%a %n' s s/t; install -d a
  755 p
  755 p/q
  755 r
  755 s
  1777 s/t
  install: can't create directory 'a': File exists
  [1]
  $ install -D a l1/l2/f; cat l1/l2/f; install -D -t l3/l4 a b; ls l3/l4
  a
  a
  b
What exists is replaced, also a link:
  $ ln -s b ln; install a ln; stat -c %F ln; cat b; ln x hard; install a x; cat hard
  regular file
  b
  b
Times with -p, and what is done with -v:
  $ touch -d @1700000000 a; install -p a tm; stat -c %Y tm; install -v a v; install -dv v1/v2; install -Dv a v3/v4/f; install -c a c
  1700000000
  'a' -> 'v'
  created directory: 'v1/'
  created directory: 'v1/v2'
  created directory: 'v3/'
  created directory: 'v3/v4'
  'a' -> 'v3/v4/f'
Owner and group: [root]
  $ install -o 5 -g 6 -m 4711 a own; stat -c '%u %g %a' own; install -d -o 5 od/oe; stat -c %u od od/oe; install -o nosuch a own; install -g nosuch a own
  5 6 4711
  0
  5
  install: unknown user nosuch
  install: unknown group nosuch
  [1]
What is there stays until the new one is complete, and if it cannot be stripped: [cairn]
  $ echo old > st; install -s --strip-program=false a st; cat st; ls .cairn* 2> /dev/null; install -s --strip-program=true a st; cat st
  install: false failed
  old
  a
What is no mode is none: [cairn]
  $ install -m zz a zz; ls zz
  install: invalid mode 'zz'
  ls: zz: No such file or directory
  [1]
Backups, and only what differs: [cairn]
  $ echo one > k; install -b a k; cat k k~; install -b -S .o b k; cat k.o; touch -d @5 k; install -C b k; stat -c %Y k; install -C a k; [ "$(stat -c %Y k)" -gt 5 ] && cat k
  a
  one
  a
  5
  a
Likewise: [cairn]
  $ install -T a d
  install: 'd' is a directory
  [1]
Likewise: [cairn]
  $ install a b nodir
  install: can't create 'nodir/a': No such file or directory
  install: can't create 'nodir/b': No such file or directory
  [1]
What is replaced may be kept, and copying explained: [cairn]
  $ mkdir bk; cd bk; echo 1 > s; install s t; install -bv s t; install --backup=numbered s t; install --backup=simple -S .old s t; ls; install --debug s u; install -Z s u; install --context=foo s u; install --preserve-context s u; cd ..
  's' -> 't' (backup: 't~')
  s
  t
  t.old
  t.~1~
  t~
  's' -> 'u'
  copy offload: no, reflink: no, sparse detection: no
  install: warning: ignoring --context; it requires an SELinux-enabled kernel
  install: warning: ignoring --preserve-context; this kernel is not SELinux-enabled
What leads there is made once, and is no link: [cairn]
  $ echo x > src; install -Dv src l1/l2/f; ls l1/l2; ln -s nowhere dangling; install -D src dangling/f; install -d dangling; install -D -t l1/l3/l4 src; ls l1/l3/l4; install -D src src/f
  'src' -> 'l1/l2/f'
  f
  install: can't create directory 'dangling': File exists
  install: can't create directory 'dangling': File exists
  src
  install: can't create directory 'src': File exists
  [1]
