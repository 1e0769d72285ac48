# hostname and dnsdomainname

  $ test "$(hostname)" = "$(uname -n)"; test "$(hostname -s)" = "$(hostname | cut -d . -f 1)"
  $ hostname -F nosuch
  hostname: can't open 'nosuch': No such file or directory
  [1]
  $ : > empty; hostname -F empty
  $ hostname -x 2>&1 | head -n 1
  hostname: unrecognized option: x
A full disk is told:
[cairn]
  $ hostname > /dev/full
  hostname: write error: No space left on device
  [1]
