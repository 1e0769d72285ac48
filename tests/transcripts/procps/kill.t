# kill

As a program of its own:

  $ k() { env kill "$@"; }
  $ k -l | head -n 3; k -l | tail -n 2; k -l 9 TERM sigint 143 0 EXIT 36 RTMIN RTMAX-1; k -l x
   1) HUP
   2) INT
   3) QUIT
  35) RTMIN
  64) RTMAX
  KILL
  15
  2
  TERM
  EXIT
  0
  36
  35
  63
  kill: unknown signal 'x'
  [1]
  $ k -0 $$; k -s 0 $$; k -CONT $$; k -cont $$; k -SIGCONT $$; k -18 $$; k -s CONT $$
  $ { sleep 100 & k $!; wait $!; } 2>/dev/null; echo $?
  143
  $ { sleep 100 & k -s HUP $!; wait $!; } 2>/dev/null; echo $?
  129
  $ { sleep 100 & k -KILL $!; wait $!; } 2>/dev/null; echo $?
  137
  $ { sleep 100 & k -9 $!; wait $!; } 2>/dev/null; echo $?
  137

Each that fails counts in the status:

  $ k -0 99999999 $$
  kill: can't kill pid 99999999: No such process
  [1]
  $ k -0 99999999 abc $$ 1x
  kill: can't kill pid 99999999: No such process
  kill: invalid number 'abc'
  kill: invalid number '1x'
  [3]
  $ k
  kill: you need to specify whom to kill
  [1]
  $ k -TERM
  kill: you need to specify whom to kill
  [1]
  $ k -x $$
  kill: bad signal name 'x'
  [1]
  $ k -65 $$
  kill: bad signal name '65'
  [1]
  $ k -s
  kill: bad signal name 's'
  [1]
  $ k -s x $$
  kill: bad signal name 'x'
  [1]
  $ k abc
  kill: invalid number 'abc'
  [1]
  $ k 99999999999
  kill: invalid number '99999999999'
  [1]
  $ k -0 -99999999
  kill: can't kill pid -99999999: No such process
  [1]
  $ k --help 2>&1 | sed -n 3p
  Usage: kill [-l] [-SIG] PID...

A number behind a dash comes first as a signal, never as a process: nobody is killed here.

  $ k -1
  kill: you need to specify whom to kill
  [1]
  $ k -1 99999999
  kill: can't kill pid 99999999: No such process
  [1]

An empty word is no process, and `--` ends the options:
[cairn]
  $ k -0 ''
  kill: invalid number ''
  [1]
[cairn]
  $ k -0 -- $$ && k -- -99999999
  kill: can't kill pid -99999999: No such process
  [1]
