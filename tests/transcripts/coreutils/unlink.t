# unlink

  $ : > a; unlink a; ls
  $ unlink nosuch
  $ mkdir d; unlink d
  $ unlink 2>&1 | sed -n 3p; unlink a b 2>/dev/null
  $ : > -x; unlink -- -x; ls
