# nproc

  $ test "$(nproc)" -ge 1 && test "$(nproc --all)" -ge 1; nproc --ignore=100000
  1
  $ nproc --ignore=x
  nproc: invalid number 'x'
  [1]
  $ nproc --ignore=-1
  nproc: invalid number '-1'
  [1]
  $ nproc -x 2>&1 | head -n 1
  nproc: unrecognized option: x
