The shell: descriptors of the script, wherever they really are

`exec` within a function or group that is redirected itself: what it opens stays, what the function had ends with it.
  $ f() { exec 7>seven; echo inner; }
  $ f >out; echo after; echo "to seven" >&7; cat out seven
  after
  inner
  to seven
  $ g() { exec 7>&-; echo x >&7; }
  $ (g 2>/dev/null; echo $?; f 2>/dev/null)
  1
  inner
  $ (f() { exec >out; echo one; }; f 2>/dev/null; echo two); cat out
  one
  two
  $ (f() { exec 5>&1 6>six; echo outer >&4; }; f 4>&1 >out; echo five >&5; cat out)
  outer
  five
  $ mkfifo pipe; cat pipe >got & exec 3>pipe; close() { exec 3>&-; wait; }; echo data >&3; close 2>/dev/null; cat got
  data

Names of descriptors mean the script's. The root of the reference has no /proc, so here [cairn]
  $ echo x | { [ -p /dev/stdin ] && echo pipe; }
  pipe
[cairn]
  $ f() { if [ -p /dev/stdin ]; then echo pipe; else echo none; fi; }
[cairn]
  $ f </dev/null; echo x | f; f <<END
  > END
  none
  pipe
  pipe
[cairn]
  $ x=$([ -p /dev/stdout ] && echo pipe); echo $x
  pipe
[cairn]
  $ { test -c /dev/fd/5 && echo device; test -e /dev/fd/6 || echo none; [ -t 5 ] || echo "no terminal"; } 5</dev/null
  device
  none
  no terminal
