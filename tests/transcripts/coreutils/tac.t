  $ printf 'a\nb\n\nc' > f
  $ printf '1\n2\n' > g
  $ tac g
  2
  1
  $ tac f g
  c
  b
  a
  2
  1
  $ tac < g
  2
  1
  $ printf '' | tac
  $ seq 100000 | tac | head -n 1
  100000
  $ tac nosuch g
  tac: nosuch: No such file or directory
  2
  1
  [1]
  $ mkdir d; tac d
  tac: d: Is a directory
  [1]

Another separator [cairn]
  $ printf 'a--b--c' | tac -s --; echo; printf 'a--b--c' | tac -bs --; echo
  cb--a--
  --c--ba
Write errors [cairn]
  $ tac g > /dev/full
  tac: write error: No space left on device
  [1]
