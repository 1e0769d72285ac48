# sleep and usleep

  $ sleep 0; sleep 0 0s 0m 0h 0d; sleep .01; sleep 0.01 0.01s; sleep 0.
  $ sleep 2>&1 | sed -n 3p
  Usage: sleep [N]...
  $ sleep a
  sleep: invalid number 'a'
  [1]
  $ sleep -1
  sleep: invalid number '-1'
  [1]
  $ sleep 1x
  sleep: invalid number '1x'
  [1]
  $ sleep ''
  sleep: invalid number ''
  [1]
  $ sleep 1e-3
  sleep: invalid number '1e-3'
  [1]
  $ sleep 0 --
  sleep: invalid number '--'
  [1]
  $ usleep 10; usleep 0
  $ usleep x
  usleep: invalid number 'x'
  [1]
  $ usleep 2>&1 | sed -n 3p
  Usage: usleep N

`infinity` lasts until a signal:

  $ { sleep infinity & sleep inf & kill $! %1; wait $!; } 2>/dev/null; echo $?
  143
