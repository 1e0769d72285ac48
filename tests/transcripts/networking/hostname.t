# hostname and dnsdomainname

  $ test "$(hostname)" = "$(uname -n)"; test "$(hostname -s)" = "$(hostname | cut -d . -f 1)"
  $ hostname -F nosuch
  $ : > empty; hostname -F empty
  $ hostname -x 2>&1 | head -n 1
  $ hostname > /dev/full
