Jobs of a shell that is not interactive.

The current job is the newest that runs; `%+`, `%-`, numbers.
  $ sh -c 'sleep 60 & sleep 61 & sleep 62 & jobs; kill %1 %3; wait %1; echo $?; kill %2; wait' 2>/dev/null | sed 's/  *sleep.*//; s/ *$//'
  [3]+  Running
  [2]-  Running
  [1]   Running
  143
  $ sh -c 'sleep 0 & wait %1; jobs; false & wait $!; echo $?; jobs; jobs' | sed 's/   *[a-z].*//; s/ *$//'
  [1]+  Done
  1
  [1]+  Done(1)
  $ sh -c 'sleep 60 & test "$(jobs -p)" = $! && echo the same; kill $(jobs -p); wait; jobs' | sed 's/   *[a-z].*//; s/ *$//'
  the same
  [1]+  Terminated

The first number that is free is given.
  $ sh -c 'sleep 60 & sleep 61 & kill %1; wait %1; jobs >/dev/null; sleep 62 & jobs; kill %1 %2' 2>/dev/null | sed 's/  *sleep.*//; s/ *$//'
  [1]+  Running
  [2]-  Running

Words that mean no job.
  $ jobs %1; echo $?; fg; echo $?; bg; echo $?; wait %2; echo $?; kill %3; echo $?
  sh: jobs: line *: %1: no such job (glob)
  2
  sh: fg: line *: No current job (glob)
  2
  sh: bg: line *: No current job (glob)
  2
  sh: wait: line *: %2: no such job (glob)
  2
  sh: kill: line *: %3: no such job (glob)
  2
  $ sh -c 'sleep 60 & fg %1; echo $?; bg %1; echo $?; kill $!'
  sh: fg: line *: job %1 not created under job control (glob)
  2
  sh: bg: line *: job %1 not created under job control (glob)
  2

What was typed, whole and in part. [cairn]
  $ sh -c 'sleep 60 & cat </dev/null | sleep 61 & jobs; kill %?61; kill %cat; kill %sleep; wait'; sh -c 'sleep 60 & sleep 61 & kill %sl; kill %1 %2'
  [2]+  Running                    cat </dev/null | sleep 61
  [1]-  Running                    sleep 60
  sh: kill: line 0: %sl: ambiguous

States that are asked for: `-r`, `-s`. [cairn]
  $ sh -c 'sleep 60 & sleep 61 & kill %1; wait %1; jobs -s; jobs -r; kill %2; wait' 2>/dev/null | sed 's/[0-9]* *sleep.*//; s/ *$//'
  [2]+  Running

A job that is forgotten goes on. [cairn]
  $ sh -c 'sleep 60 & disown; jobs; kill -0 $! && echo lives; kill $!; disown %3; sleep 60 & p=$!; sleep 60 & disown $p; jobs -r; disown -a; jobs; kill $p $!'
  lives
  sh: disown: line 0: %3: no such job
  [2]+  Running                    sleep 60

Signals by number and name.
  $ kill -l 15; kill -l 143 9; kill -s NOSUCH 1; echo $?; kill; echo $?
  TERM
  TERM
  KILL
  sh: bad signal name 'NOSUCH'
  1
  sh: you need to specify whom to kill
  1
  $ sh -c 'sleep 60 & kill -s KILL %1; wait %1; echo $?; sleep 60 & kill -9 %1; wait $!; echo $?; sleep 60 & kill -- %%; wait %1; echo $?' 2>/dev/null
  137
  137
  143
A job that was waited for is known until another takes its number.
  $ sh -c '(exit 3) & p=$!; wait $p; wait %1; echo $?; wait $p; echo $?; (exit 4) & wait %1; echo $?; wait $p; echo $?'
  3
  3
  4
  127

Commands in the background: input from /dev/null, INT and QUIT ignored, unless job control is on.
  $ echo data | sh -c 'cat & wait; cat'
  data
  $ echo data | sh -c 'cat 0<&3 & wait; { cat; } & wait' 3<&0
  data
  $ sh -c 'sh -c "kill -INT \$\$; kill -QUIT \$\$; echo not ended" & wait; { kill -INT $$; :; } & wait; echo no'
  not ended
  [130]

A trap takes that back there: the signal was not ignored when the shell began. [cairn]
  $ sh -c '{ trap "echo caught" INT; sh -c "kill -INT \$PPID"; trap; } & wait' | sed 's/^trap.*/trap/'
  caught
  trap

  $ true & test -n "$!" && echo set; x=$!; (:); true | true; test "$x" = $! && echo unchanged; wait
  set
  unchanged

Without a terminal there is no job control.
  $ sh -c 'set -m; echo $?; case $- in *m*) echo on;; *) echo off;; esac'
  sh: set: line 0: can't access tty; job control turned off
  0
  off
  $ sh -mc 'echo goes on' 2>/dev/null
  goes on

A subshell has no jobs of its own, but one that only lists them shows those around it. [cairn]
  $ sh -c 'sleep 60 & x=$(jobs); echo "$x"; (:; jobs); jobs | cat; kill $!'
  [1]+  Running                    sleep 60
  [1]+  Running                    sleep 60
  [1]+  Running                    sleep 60
