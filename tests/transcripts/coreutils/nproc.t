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

OpenMP's variables count as in GNU:
[cairn]
  $ OMP_NUM_THREADS=7,2 nproc; OMP_NUM_THREADS=7 OMP_THREAD_LIMIT=3 nproc; OMP_NUM_THREADS=7 nproc --ignore=2
  7
  3
  5
