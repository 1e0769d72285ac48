# unlink

  $ : > a; unlink a; ls
  $ unlink nosuch
  unlink: can't remove file 'nosuch': No such file or directory
  [1]
  $ mkdir d; unlink d
  unlink: can't remove file 'd': Is a directory
  [1]
  $ unlink 2>&1 | sed -n 3p; unlink a b 2>/dev/null
  Usage: unlink FILE
  [1]
  $ : > -x; unlink -- -x; ls
  d
