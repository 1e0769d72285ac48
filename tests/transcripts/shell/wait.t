`wait`.

  $ (exit 3) & wait $!; echo $?; (exit 4) & (exit 5) & wait; echo $?
  3
  0
  $ (exit 3) & a=$!; (exit 4) & b=$!; wait $a $b; echo $?; wait $b $a; echo $?
  4
  3
  $ sh -c 'sleep 0.1 & (exit 6) & wait %1 %2; echo $?'
  6
  $ wait 1 $$ 99999999; echo $?; wait -1; echo $?; wait abc; echo $?
  127
  sh: wait: line *: illegal option -1 (glob)
  2
  sh: wait: line *: Illegal number: abc (glob)
  2
  $ sleep 60 & kill -9 $!; wait $! 2>/dev/null; echo $?
  137

A subshell has no children of its shell's. [cairn]
  $ sleep 60 & (wait $!; echo $?); (wait; echo $?); kill $!; wait
  127
  0

A status is kept for a process that ended long ago, however many came after it.
  $ (exit 9) & p=$!; i=0; while [ $i -lt 200 ]; do : & i=$((i+1)); done; wait $p; echo $?
  9

The list of background commands stays short: a loop that starts them for ever does not grow. [cairn]
  $ sh -c 'i=0; while [ $i -lt 300 ]; do : & wait; i=$((i+1)); done; test $(jobs | wc -l) -lt 100 && echo bounded'
  bounded

The first that ends. [cairn]
  $ sh -c 'wait -n; echo $?; (exit 7) & wait -n; echo $?; sleep 60 & p=$!; (exit 8) & wait -n; echo $?; wait -n $!; echo $?; kill $p; wait'
  127
  7
  8
  127

A trapped signal interrupts it, and only a trapped one.
  $ sh -c 'trap "echo usr1" USR1; (sleep 0.2; kill -USR1 $$) & sleep 60 & wait $!; echo $?; kill $!'
  usr1
  138
  $ sh -c 'trap "" USR1; (kill -USR1 $$; exit 4) & wait $!; echo $?'
  4
  $ sh -c 'trap "echo usr1" USR1; (kill -USR1 $$; exit 4) & sleep 0.3; wait $!; echo $?'
  usr1
  4
  $ sh -c 'trap "echo chld" CHLD; sleep 0.3 & wait $!; echo $?' | tail -n 1
  145

Children that others have taken, as if SIGCHLD were ignored. [cairn] [native]
  $ sh -c 'trap "" CHLD; exec sh -c "(exit 3) & wait \$!; echo \$?; (exit 4); echo \$?; sh -c \"exit 5\"; echo done"'
  127
  4
  done

Where only the name of the command is not known before, no process is needed in between; what needs one gets it. [cairn]
  $ CMD=printf; x=$($CMD '%s-' a b); echo $x; CMD="cut -c 2"; echo abc | $CMD; x=$(echo abc | $CMD); echo $x
  a-b-
  b
  b
  $ d=$PWD; CMD=cd; x=$($CMD /; pwd); echo "$x"; test "$d" = "$(pwd)" && echo here; x=$($CMD / && pwd; $CMD /); test "$d" = "$PWD" && echo here
  /
  here
  here
  $ f() { cd /; pwd; }; CMD=f; x=$($CMD); echo $x; test "$d" = "$(pwd)" && echo here; g() { v=1; echo in $1; }; CMD=g; v=0; x=$($CMD a); echo $x $v
  /
  here
  in a 0
  $ set -- exit 7; x=$("$@"); echo $?; set -- nosuchcommand; x=$("$@" 2>/dev/null); echo $?; set --; x=$("$@"; echo end); echo $x
  7
  127
  end
  $ CMD='trap - EXIT'; (trap 'echo bye' EXIT; x=$($CMD; echo in); echo $x); NO=; x=$($NO echo hi); echo $x
  in
  bye
  hi
  $ CMD=true; false | $CMD; echo $?; CMD=exit; true | $CMD 3; echo $?; CMD=sleep; $CMD 60 & kill $!; wait $! 2>/dev/null; echo $?
  0
  3
  143

A subshell that goes elsewhere comes back.
  $ mkdir -p a/b; x=$(cd a/b && pwd); test "$x" = "$d/a/b" && echo there; test "$PWD" = "$d" && test "$(pwd -P)" = "$(cd "$d" && pwd -P)" && echo here
  there
  here
  $ (cd a; cd b; echo "${PWD#"$d"}"; ls ..); pwd | sed "s|$d|.|"; x=$(cd nosuch 2>/dev/null || echo no); echo $x; ls
  /a/b
  b
  .
  no
  a
  $ OLDPWD=old; x=$(cd a; echo $OLDPWD); test "$x" = "$d" && echo $OLDPWD; (cd a && $(cd b && echo pwd)) | sed "s|$d||"
  old
  /a
  $ x=$(cd a && rmdir b && cd b); echo $?; ls a
  sh: cd: line *: can't cd to b: No such file or directory (glob)
  2

Also from a directory that is gone.
  $ mkdir gone; cd gone; rmdir ../gone; x=$(cd / && pwd); echo $x; cd "$d"; pwd | sed "s|$d|.|"
  /
  .
