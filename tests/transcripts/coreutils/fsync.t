# fsync

  $ echo x > a; fsync a; fsync -d a .
  $ fsync nosuch a
  $ fsync 2>&1 | sed -n 3p
