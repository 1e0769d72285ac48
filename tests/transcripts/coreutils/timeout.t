# timeout

  $ timeout 10 echo hi; timeout 10 sh -c 'exit 7'
  $ timeout 0.2 sleep 10; echo $?
  $ timeout -s KILL 0.2 sleep 10; echo $?
  $ timeout -s INT 0.1s sleep 10; echo $?
  $ timeout -s 10 0.1 sh -c 'trap "echo usr1; exit 3" USR1; sleep 10 & wait'
  $ timeout -k 10 10 true; timeout -k 0.1 0.1 sh -c 'trap "" TERM; sleep 10 & wait; wait'; echo $?
  $ timeout -s x 1 true
  $ timeout x true
  $ timeout -k x 1 true
  $ timeout 1 nosuch
  $ : > plain; timeout 1 ./plain
  $ timeout 1 2>&1 | sed -n 3p
  $ timeout -x 1 true 2>&1 | head -n 1

The program keeps its parent and gets no child that it did not make:

  $ timeout 10 sh -c 'test $PPID = '$$' && wait && echo yes'

A pipe does not wait for the watcher:

  $ timeout 100 echo fast | cat

GNU's options, and the form of old:
[cairn]
  $ timeout --foreground --preserve-status 10 sh -c 'exit 5'
[cairn]
  $ timeout -t 10 sh -c 'exit 6'
[cairn]
  $ timeout -v 0.1 sleep 10; sleep 0.1
