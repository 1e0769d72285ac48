# uname and arch

  $ uname; uname -s; uname -o; uname -so; uname -os
  $ test "$(uname -m)" = "$(arch)" && test "$(uname -sm)" = "Linux $(arch)" && test "$(uname -n)" = "$(hostname)"
  $ test "$(uname -a)" = "$(uname -s -n -r -v -m -o)" && test "$(uname --all)" = "$(uname -a)"
  $ uname -p; uname -i
  $ uname -z 2>&1 | head -n 1
  $ uname x 2>&1 | sed -n 3p
  $ uname > /dev/full
