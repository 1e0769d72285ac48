# uname and arch

  $ uname; uname -s; uname -o; uname -so; uname -os
  Linux
  Linux
  Linux
  Linux Linux
  Linux Linux
  $ test "$(uname -m)" = "$(arch)" && test "$(uname -sm)" = "Linux $(arch)" && test "$(uname -n)" = "$(hostname)"
  $ test "$(uname -a)" = "$(uname -s -n -r -v -m -o)" && test "$(uname --all)" = "$(uname -a)"
  $ uname -p; uname -i
  unknown
  unknown
  $ uname -z 2>&1 | head -n 1
  uname: unrecognized option: z
  $ uname x 2>&1 | sed -n 3p
  Usage: uname [-amnrspvio]
A full disk is told:
[cairn]
  $ uname > /dev/full
  uname: write error: No space left on device
  [1]
