# timeout

  $ timeout 10 echo hi; timeout 10 sh -c 'exit 7'
  hi
  [7]
The program dies of the signal (the shell's word for that is left out here):

  $ { timeout 0.2 sleep 10; } 2>/dev/null; echo $?
  143
  $ { timeout -s KILL 0.2 sleep 10; } 2>/dev/null; echo $?
  137
  $ { timeout -s INT 0.1s sleep 10; } 2>/dev/null; echo $?
  130
  $ timeout -s 10 0.1 sh -c 'trap "echo usr1; exit 3" USR1; sleep 10 & wait'
  usr1
  [3]
  $ timeout -k 10 10 true

Fractions of a second hold for `-k` too:
[cairn]
  $ { timeout -k 0.1 0.1 sh -c 'trap "" TERM; sleep 2; sleep 2'; } 2>/dev/null; echo $?
  137
  $ timeout -s x 1 true
  timeout: unknown signal 'x'
  [1]
  $ timeout x true
  timeout: invalid number 'x'
  [1]
  $ timeout -k x 1 true
  timeout: invalid number 'x'
  [1]
  $ timeout 1 nosuch
  timeout: can't execute 'nosuch': No such file or directory
  [127]
  $ : > plain; timeout 1 ./plain
  timeout: can't execute './plain': Permission denied
  [126]
  $ timeout 1 2>&1 | sed -n 3p
  Usage: timeout [-s SIG] [-k KILL_SECS] SECS PROG ARGS
  $ timeout -x 1 true 2>&1 | head -n 1
  timeout: unrecognized option: x

The program keeps its parent and gets no child that it did not make:

  $ timeout 10 sh -c 'test $PPID = '$$' && wait && echo yes'
  yes

A pipe does not wait for the watcher:

  $ timeout 100 echo fast | cat
  fast

GNU's options, and the form of old:
[cairn]
  $ timeout --foreground --preserve-status 10 sh -c 'exit 5'
  [5]
[cairn]
  $ timeout -t 10 sh -c 'exit 6'
  [6]
[cairn]
  $ timeout -v 0.1 sh -c 'trap "exit 3" TERM; sleep 1 & wait'
  timeout: sending signal TERM to command 'sh'
  [3]

A limit of 0 is not one of no time at all:

  $ timeout 0 echo done
  done
