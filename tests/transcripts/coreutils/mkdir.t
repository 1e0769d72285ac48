Directories are made with the umask's mode, or with exactly the one that is asked for:
  $ mkdir a b; stat -c '%a %n' a b
  755 a
  755 b
  $ umask 077; mkdir u; mkdir -m 1777 t; mkdir -m u=rwx,go=rx s; mkdir -m a+x x; umask 022; stat -c '%a %n' u t s x
  700 u
  1777 t
  755 s
  777 x
  $ mkdir -m +t p; stat -c %a p
  1777
  $ mkdir --mode=700 l; stat -c %a l
  700
What is there already, or has no place to be, is an error; the others are made:
  $ mkdir a c no/b; ls -d c
  mkdir: can't create directory 'a': File exists
  mkdir: can't create directory 'no/b': No such file or directory
  c
  $ mkdir ''
  mkdir: can't create directory '': No such file or directory
  [1]
  $ mkdir -m zz n
  mkdir: invalid mode 'zz'
  [1]
  $ mkdir 2>&1 | tail -n +3 | head -n 1
  Usage: mkdir [-m MODE] [-p] DIRECTORY...
With -p what exists is fine, and what is missing above is made:
  $ mkdir -p a/b/c a/b/c; mkdir --parents d//e/; find a d | sort
  a
  a/b
  a/b/c
  d
  d/e
  $ umask 277; mkdir -p v/w; umask 022; stat -c '%a %n' v v/w
  700 v
  500 v/w
  $ mkdir -p -m 700 q/r; stat -c '%a %n' q q/r
  755 q
  700 q/r
  $ echo > f; mkdir -p f
  mkdir: can't create directory 'f': File exists
  [1]
  $ mkdir -p f/g
  mkdir: can't create directory 'f/': Not a directory
  [1]
  $ ln -s nowhere dang; mkdir -p dang
  mkdir: can't create directory 'dang': No such file or directory
  [1]
  $ mkdir -p dang/x
  mkdir: can't create directory 'dang/': No such file or directory
  [1]
  $ ln -s a al; mkdir -p al/z; ls a
  b
  z
  $ mkdir -p ''
  mkdir: can't create directory '': No such file or directory
  [1]
  $ mkdir -p . .. /
  $ mkdir .
With -v each is told:
  $ mkdir -v one; mkdir -pv one/two/three
  created directory: 'one'
  created directory: 'one/two/'
  created directory: 'one/two/three'
Odd names stay as they are:
  $ mkdir -- -x 'n
  > l' "$(printf '\377')"; stat -c %F -- -x 'n
  > l' "$(printf '\377')"
  directory
  directory
  directory
A full disk is not success: [cairn]
  $ mkdir -v full > /dev/full
  mkdir: write error: No space left on device
  [1]
Security contexts are nothing where the kernel has none: [cairn]
  $ mkdir -Z zd && ls -d zd; mkdir --context=foo ze && ls -d ze
  zd
  mkdir: warning: ignoring --context; it requires an SELinux-enabled kernel
  ze
