# tty

  $ tty
  not a tty
  [1]
  $ tty < /dev/null
  not a tty
  [1]
  $ tty x
  tty: ignoring all arguments
  not a tty
  [1]

Silent, as in GNU:
[cairn]
  $ tty -s
  [1]
[cairn]
  $ tty > /dev/full
  tty: write error: No space left on device
  [1]
