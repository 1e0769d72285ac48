Only empty directories are removed:
  $ mkdir -p a b/c f/g; rmdir a; ls -d a
  ls: a: No such file or directory
  [1]
  $ rmdir b
  rmdir: 'b': Directory not empty
  [1]
  $ rmdir b/c b f; ls
  rmdir: 'f': Directory not empty
  f
  $ echo > x; rmdir x nosuch
  rmdir: 'x': Not a directory
  rmdir: 'nosuch': No such file or directory
  [1]
  $ rmdir .
  rmdir: '.': Invalid argument
  [1]
  $ ln -s f l; rmdir l
  rmdir: 'l': Not a directory
  [1]
  $ rmdir 2>&1 | tail -n +3 | head -n 1
  Usage: rmdir [-p] DIRECTORY...
With -p those above go too, as far as they are empty:
  $ mkdir -p p/q/r s/t; echo > s/u; rmdir -p p/q/r; rmdir -p s/t; ls
  rmdir: 's': Directory not empty
  f
  l
  s
  x
  $ mkdir -p ./m/n; rmdir -p ./m/n; mkdir -p m/n; rmdir -p m/n/; ls -d m
  ls: m: No such file or directory
  [1]
A directory that is not empty may be no error:
  $ rmdir --ignore-fail-on-non-empty s f; mkdir s/t; rmdir -p --ignore-fail-on-non-empty s/t; echo $?
  0
With -v each is told:
  $ mkdir -p v/w; rmdir -pv v/w; mkdir v; rmdir --verbose v
  rmdir: removing directory, 'v/w'
  rmdir: removing directory, 'v'
  rmdir: removing directory, 'v'
Odd names:
  $ mkdir -- -x 'n
  > l'; rmdir -- -x 'n
  > l'; ls
  f
  l
  s
  x
