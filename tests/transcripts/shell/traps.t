Traps.

  $ trap 'echo caught' USR1; kill -USR1 $$; echo after; trap 'echo "twice $?"' USR1; (exit 3); kill -USR1 $$; echo $?
  caught
  after
  twice 0
  0
  $ trap; trap - USR1; trap
  trap -- 'echo "twice $?"' USR1
  $ trap 'echo a' INT TERM; trap; trap 2 15; trap
  trap -- 'echo a' INT
  trap -- 'echo a' TERM
  $ trap "echo it\\'s" HUP; trap; trap - HUP; trap 'x' SIGHUP hup 1; trap; trap - 1
  trap -- 'echo it\'"'"'s' HUP
  trap -- 'x' HUP
  $ trap '' USR2; kill -USR2 $$; echo ignored; sh -c 'kill -USR2 $$; echo ignored in child too'; trap - USR2
  ignored
  ignored in child too
  $ trap foo NOSUCH; echo $?; trap 'x' 99; echo $?; trap - ; echo $?
  sh: trap: line 18: NOSUCH: invalid signal specification
  1
  sh: trap: line 18: 99: invalid signal specification
  1
  sh: trap: line 18: -: invalid signal specification
  1
  $ sh -c 'trap "echo bye" EXIT; echo hi'; sh -c 'trap "echo bye \$?" 0; exit 5'; echo $?
  hi
  bye
  bye 5
  5
  $ sh -c 'trap "echo bye; exit 7" EXIT; exit 5'; echo $?; sh -c 'trap "echo bye; false" EXIT; exit 5'; echo $?
  bye
  7
  bye
  5
  $ sh -c 'trap "echo bye" EXIT; trap - EXIT; echo hi'; sh -c 'trap "echo \$?" EXIT; false'; echo $?
  hi
  1
  1
  $ sh -c 'trap "echo bye" EXIT; exec true'; echo $?; sh -c 'trap "exit" EXIT; exit 3'; echo $?
  0
  3
  $ sh -c 'trap "echo bye" EXIT; f() { exit 4; }; f'; echo $?; sh -c 'trap "echo bye" EXIT; set -e; false; echo no'; echo $?
  bye
  4
  bye
  1
  $ sh -c 'trap "echo bye" EXIT; ${x?is unset}' 2>/dev/null; echo $?; sh -c 'trap "echo term" TERM; kill $$; echo on'; echo $?
  bye
  2
  term
  on
  0
  $ sh -c 'trap "echo int; exit 3" INT; kill -INT $$; echo no'; echo $?; sh -c 'kill -INT $$; echo no'; echo $?
  int
  3
  130
  $ sh -c 'trap "" TERM; kill $$; echo survived; trap - TERM; kill $$; echo no' ; echo $?
  survived
  Terminated
  143
  $ sh -c 'trap "" INT; exec sh -c "trap \"echo no\" INT; kill -INT \$\$; trap; echo stays ignored"'
  trap -- 'echo no' INT
  stays ignored
  $ f() { trap 'echo in f; return 5' USR1; kill -USR1 $$; echo not reached; }; f; echo $?; trap - USR1
  in f
  5
  $ sh -c 'trap "echo trapped; break" USR1; while :; do kill -USR1 $$; done; echo out'
  trapped
  out
  $ sh -c 'trap "echo err \$?" ERR; false; (exit 3); true; false || true; if false; then :; fi; ! true; x=$(exit 4); echo end'
  err 1
  err 3
  err 4
  end
  $ sh -c 'trap "echo err" ERR; f() { false; :; }; f; echo end'; sh -c 'set -E; trap "echo err" ERR; f() { false; :; }; f; echo end'
  end
  err
  end
  $ sh -c 'trap "echo err" ERR; set -e; false; echo no'; echo $?
  err
  1
  $ sh -c 'trap "echo got" USR1; (sleep 1; kill -USR1 $$) & wait; echo $?; wait; echo $?'
  got
  138
  0
  $ sh -c 'trap "echo \$LINENO >/dev/null; x=1" USR1; x=0; kill -USR1 $$; echo $x'
  1
  $ sh -c 'trap "kill -USR2 \$\$; echo one" USR1; trap "echo two" USR2; kill -USR1 $$; echo three'
  two
  one
  three
  $ sh -c 'trap "trap - USR1; echo once; kill -USR1 \$\$" USR1; kill -USR1 $$; echo no' 2>/dev/null; echo $?
  once
  138

A command that a signal ends.

  $ sh -c 'kill -KILL $$'; echo $?
  Killed
  137
  $ sh -c 'kill -TERM $$'; echo $?
  Terminated
  143
  $ sh -c 'kill -PIPE $$'; echo $?
  141
  $ sleep 60 & kill $!; wait $! 2>/dev/null; echo $?; (exit 9) & wait $!; echo $?; wait $!; echo $?
  143
  9
  9
  $ wait 999999; echo $?; wait; echo $?; sh -c 'wait -n; echo $?; true & wait -n; echo $?'
  127
  0
  127
  0

Listings that read back.

  $ trap 'echo "$x" '"'"'q'"'" USR1; y=$(trap); trap - USR1; eval "$y"; trap; trap - USR1
  trap -- 'echo "$x" '"'"'q'"'" USR1

`trap -p`. [cairn]

The default of a condition asked for by name. [cairn]
  $ trap 'echo a' INT; trap -p; trap -p INT TERM; trap - INT
  trap -- 'echo a' INT
  trap -- 'echo a' INT
  trap -- - TERM

`trap` in a subshell lists what is ignored and what it has set; a substitution of `trap` alone lists the traps around it.
  $ trap 'echo term' TERM; trap '' QUIT; (trap); (trap 'echo int' INT; trap); echo "$(trap)"; trap - TERM QUIT
  trap -- '' QUIT
  trap -- 'echo int' INT
  trap -- '' QUIT
  trap -- '' QUIT
  trap -- 'echo term' TERM
  $ trap 'echo term' TERM; { trap; } & wait; trap - TERM

EXIT, in each shell its own; not when a signal ends it.
  $ sh -c 'trap "echo bye" EXIT; kill $$; echo no'; echo $?
  Terminated
  143
  $ sh -c 'trap "echo outer" EXIT; (trap "echo inner" EXIT; :); (exit 3); x=$(trap "echo sub" EXIT); echo $x; { trap "echo back" EXIT; } & wait'
  inner
  sub
  back
  outer
  $ sh -c 'trap "echo bye \$?" EXIT; (trap - EXIT; exit 3); sh -c "exit 4"'; echo $?
  bye 4
  4

`trap` with a number first sets all to their default.
  $ sh -c 'trap "echo a" INT TERM USR1; trap 2 15; trap; trap "" USR1; trap USR1; trap'
  trap -- 'echo a' USR1
  $ sh -c 'trap "echo t" TERM; trap -- - TERM; trap; trap -- "echo u" USR1; trap; trap -x; echo no'; echo $?
  trap -- 'echo u' USR1
  sh: trap: line 0: illegal option -x
  2

A command in the foreground is waited for before the trap is run.
  $ sh -c 'trap "echo trapped" USR1; (sleep 0.2; kill -USR1 $$; sleep 0.2; echo child) ; echo $?'
  child
  trapped
  0
  $ sh -c 'trap "echo trapped; (exit 5)" USR1; f() { kill -USR1 $$; return 3; }; f; echo $?'
  trapped
  3

A subshell in the shell's own process is no different. [cairn]
  $ sh -c 'trap "echo trapped" USR1; x=$(kill -USR1 $$; echo in); echo $x; (kill -USR1 $$; echo in); echo out'
  trapped
  in
  in
  trapped
  out

A trap runs before the next command of an AND-OR list.
  $ sh -c 'trap "echo trapped" USR1; kill -USR1 $$ && echo after; false || kill -USR1 $$ || echo never; echo end'
  trapped
  after
  trapped
  end
  $ sh -c '(trap "echo trapped" USR1; kill -USR1 $(exec sh -c "echo \$PPID") && echo after && exit; echo never)'
  trapped
  after

`trap --` in a substitution lists the traps around it, too. [cairn]
  $ sh -c 'trap "echo x" USR1; x=$(trap --); echo "$x"'
  trap -- 'echo x' USR1
