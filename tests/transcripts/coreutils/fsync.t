# fsync

  $ echo x > a; fsync a; fsync -d a .
  $ fsync nosuch a
  fsync: can't open 'nosuch': No such file or directory
  [1]
  $ fsync 2>&1 | sed -n 3p
  Usage: fsync [-d] FILE...
