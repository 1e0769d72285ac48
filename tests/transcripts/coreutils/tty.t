# tty

  $ tty
  $ tty < /dev/null
  $ tty -s
  $ tty x
