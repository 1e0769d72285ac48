# nproc

  $ test "$(nproc)" -ge 1 && test "$(nproc --all)" -ge 1; nproc --ignore=100000
  $ nproc --ignore=x
  $ nproc --ignore=-1
  $ nproc -x 2>&1 | head -n 1
