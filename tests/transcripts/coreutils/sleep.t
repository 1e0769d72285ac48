# sleep and usleep

  $ sleep 0; sleep 0 0s 0m 0h 0d; sleep .01; sleep 0.01 0.01s; sleep 0.
  $ sleep
  $ sleep a
  $ sleep -1
  $ sleep 1x
  $ sleep ''
  $ sleep 1e-3
  $ sleep 0 --
  $ usleep 10; usleep 0
  $ usleep x
  $ usleep 2>&1 | sed -n 3p

`infinity` lasts until a signal:

  $ sleep infinity & sleep inf & kill $! %1; wait $!
