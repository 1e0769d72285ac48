# kill

As a program of its own:

  $ k() { env kill "$@"; }
  $ k -l | head -n 3; k -l | tail -n 2; k -l 9 TERM sigint 143 0 EXIT 36 RTMIN RTMAX-1; k -l x
  $ k -0 $$; k -s 0 $$; k -CONT $$; k -cont $$; k -SIGCONT $$; k -18 $$; k -s CONT $$
  $ sleep 100 & k $!; wait $!
  $ sleep 100 & k -s HUP $!; wait $!
  $ sleep 100 & k -KILL $!; wait $!
  $ sleep 100 & k -9 $!; wait $!

Each that fails counts in the status:

  $ k -0 99999999 $$
  $ k -0 99999999 abc $$ 1x
  $ k
  $ k -TERM
  $ k -x $$
  $ k -65 $$
  $ k -s
  $ k -s x $$
  $ k abc
  $ k 99999999999
  $ k -0 -99999999
  $ k --help 2>&1 | sed -n 3p

A number behind a dash comes first as a signal, never as a process: nobody is killed here.

  $ k -1
  $ k -1 99999999

An empty word is no process, and `--` ends the options:
[cairn]
  $ k -0 ''
[cairn]
  $ k -0 -- $$ && k -- -99999999
