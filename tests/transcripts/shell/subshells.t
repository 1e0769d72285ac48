What a subshell does stays in it, whether it has a process or not.

  $ x=1; (x=2; echo $x); echo $x; y=$(x=3; echo $x); echo $x $y
  2
  1
  1 3
  $ (unset x; echo ${x-unset}); echo $x
  unset
  1
  $ d=$PWD; (cd /; pwd); [ "$PWD" = "$d" ] && [ "$(pwd)" = "$d" ] && echo same
  /
  same
  $ y=$(cd / && pwd); echo $y; [ "$(pwd)" = "$d" ] && echo same
  /
  same
  $ umask 022; (umask 077; umask); umask; y=$(umask 027; umask); echo $y; umask
  0077
  0022
  0027
  0022
  $ n=$(ulimit -Sn); (ulimit -Sn 50; ulimit -Sn); [ "$(ulimit -Sn)" = "$n" ] && echo same
  50
  same
  $ y=$(ulimit -Sn 60; ulimit -Sn); echo $y; [ "$(ulimit -Sn)" = "$n" ] && echo same
  60
  same
  $ (readonly r=1; r=2; echo not reached); echo $?; r=3; echo $r
  sh: r: is read only
  2
  3
  $ y=$(readonly r=5; echo $r); echo $y; r=4; echo $r
  5
  4
  $ (f() { echo f; }; f); f 2>/dev/null; echo $?
  f
  127
  $ f() { echo outer; }; (f() { echo inner; }; f); f; (unset -f f; f 2>/dev/null; echo $?); f
  inner
  outer
  127
  outer
  $ (set -f; echo *x*); set -- a b; (shift; echo $#; set -- c d e; echo $#); echo $# $1
  *x*
  1
  3
  2 a
  $ (set -u; echo $-) | tr -d c; echo ${undefined-unset}
  u
  unset
  $ (alias e=echo); alias; echo $?
  0
  $ (exit 3); echo $?; y=$(exit 4); echo $?; (exit 300); echo $?; (return 5); echo $?
  3
  4
  44
  5
  $ f() { (return 6); echo $?; y=$(return 7); echo $?; }; f
  6
  7
  $ for i in 1 2; do (break); echo $i; (continue); echo $i; done
  1
  1
  2
  2
  $ (export e=1; printenv e); printenv e; echo $?
  1
  1
  $ OPTIND=1; (set -- -a -b; getopts ab o; getopts ab o; echo $o $OPTIND); echo $OPTIND
  b 3
  1
  $ f() { local l=1; (l=2; echo $l); echo $l; y=$(l=3; local m=4; echo $l$m); echo $y$l${m-}; }; l=0; f; echo $l
  2
  1
  341
  0
  $ (IFS=:; x=a:b; echo $x); x=a:b; echo $x
  a b
  a:b
  $ (PATH=/nonexistent; ls 2>/dev/null; echo $?); ls / >/dev/null && echo found
  127
  found
  $ (hash -r); ls / >/dev/null && echo found
  found
  $ (exec 5>in-subshell; echo a >&5); cat in-subshell; echo b 2>/dev/null >&5; echo $?
  a
  1
  $ (exec >moved; echo c); cat moved; echo d
  c
  d
  $ y=$( (echo nested; exit 2); echo $?); echo $y; y=$(echo $(echo $(echo deep))); echo $y
  nested 2
  deep
  $ set -e; (false; echo no) || echo caught; set +e
  no
  $ (set -e; false; echo no); echo $?; y=$(set -e; false; echo no); echo "$? [$y]"
  1
  1 []
  $ echo $$ > outer; (echo $$ > inner); cmp outer inner && echo same pid
  same pid
  $ x=1; x=2 | x=3; echo $x; echo 5 | read x; echo $x; : | { x=6; }; echo $x
  1
  1
  1
  $ : ${y:=$(echo assigned)}; unset y; (: ${y:=inner}; echo $y); echo ${y-unset}; z=$(echo $((n=7))); echo $z
  inner
  unset
  7
  $ while read a b; do x=$a; done <<X
  > loop 1
  > X
  $ echo $x; printf '1\n2\n' | while read n; do x=$n; done; echo $x
  loop
  loop

EXIT traps of subshells run in them, the shell's own do not.

  $ trap 'echo exit of the shell' EXIT; (echo in); y=$(echo in); echo $y; (exit 1); echo $?; trap - EXIT
  in
  in
  1
  $ (trap 'echo exit of the subshell' EXIT; echo in); y=$(trap 'echo bye' EXIT; echo hi); echo $y
  in
  exit of the subshell
  hi bye
  $ (trap 'echo bye; exit 9' EXIT; exit 1); echo $?
  bye
  9
  $ trap 'echo term' TERM; y=$(trap); echo "$y"; trap - TERM
  trap -- 'echo term' TERM
  $ trap '' USR1; (kill -USR1 $$; echo ignored in both); trap - USR1
  ignored in both

Output goes where it is sent.

  $ (echo out; echo err >&2) 2>/dev/null; y=$(echo out; echo err >&2) 2>/dev/null; echo "[$y]"
  out
  [out]
  $ y=$( (echo out; echo err >&2) 2>&1 ); echo "[$y]"
  [out
  err]
  $ { y=$( { echo out; echo err >&2; } 2>&1 >&3 ); } 3>&1; echo "[$y]"
  out
  [err]
  $ y=$(echo a; (echo b; echo c >&2) 2>&1; echo d | cat); echo $y
  a b c d
  $ y=$(printf 'a\n\n\n'); echo "[$y]"; y=$(printf 'a\0b'); echo "[$y]"; y=$(true); echo "[$y]"
  [a]
  [ab]
  []
  $ y=$(ls -d /); echo "$y"; y=$(echo b | cat - | tr b c); echo $y; y=$(sh -c 'echo from a process; exit 3'); echo $? $y
  /
  c
  3 from a process
  $ y=$(nosuchcommand 2>&1); echo $?; y=$(true; nosuchcommand 2>/dev/null; echo after); echo $y
  127
  after

A subshell that is nothing but an `eval` is still one, whatever the text does.

  $ t='x=2; echo $x'; x=1; (eval "$t"); (eval 'x=3;' "$t"); y=$(eval "$t; x=4"); eval "$t" | cat; echo $x $y
  2
  2
  2
  1 2
  $ t='cd /; pwd'; d=$PWD; (eval "$t"); y=$(eval "$t"); echo $y; [ "$(pwd)" = "$d" ] && echo same
  /
  /
  same
  $ umask 022; (eval 'umask 077; umask'); y=$(eval 'umask 027; umask'); echo $y; umask
  0077
  0027
  0022
  $ (eval 'exit 3'); echo $?; y=$(eval 'exit 4'); echo $?; (eval 'return 5'); echo $?; (eval 'false'); echo $?; (eval ''); echo $?
  3
  4
  5
  1
  0
  $ f() { (eval 'return 6'); echo $?; }; f; for i in 1 2; do (eval 'break'); echo $i; done
  6
  1
  2
  $ t='if'; (eval "$t") 2>/dev/null; echo $?; y=$(eval "echo a; ("; echo b) 2>/dev/null; echo "$? [$y]"; (eval "fi" 2>&1) | grep -c syntax
  2
  2 []
  1
  $ (set -e; eval 'false; echo no'); echo $?; set -e; (eval 'false; echo no') || echo caught; set +e
  1
  no
  $ t='trap "echo bye" EXIT; echo in'; (eval "$t"); y=$(eval "$t"); echo $y; trap
  in
  bye
  in bye
  $ trap 'echo term' TERM; y=$(eval 'kill -TERM $$; echo sent'); echo "$y"; trap - TERM
  term
  sent
  $ t='exec 5>evaluated; echo a >&5'; (eval "$t"); cat evaluated; echo b 2>/dev/null >&5; echo $?
  a
  1
  $ t='echo out; echo err >&2'; (eval "$t" 2>/dev/null); (eval "$t") 2>&1 | cat; y=$(eval "$t" 2>&1); echo $y
  out
  out
  err
  out err
  $ t='$CC $TEXT'; CC=printf TEXT='%s.\n'; (eval "$t" a); CC='exec echo'; (eval "$t"); CC=f; (eval "$t"); CC=ls TEXT=; (eval "$t" -d /) 2>/dev/null
  a.
  %s.\n
  6
  /
  $ sleep 9 & p=$!; (eval 'sleep 9 & kill $!'); [ $p = $! ] && echo same; kill $p
  same
  $ t='f() { echo new; }; f'; f() { echo old; }; (eval "$t"); f; t='alias e=echo'; (eval "$t"); alias
  new
  old
  $ a='b=$((b+1)); echo $b'; b=1; (eval $a); (eval "$a"); y=$(eval "$a"); echo $y $b
  2
  2
  2 1
  $ printf '1\n2\n' | eval 'read x; echo got $x'; t='while read l; do echo "<$l>"; done'; printf '1\n2\n' | eval "$t" | tail -n 1; echo $x
  got 1
  <2>
  1

A program at the end of a subshell: its signal is told outside of the redirections, its directory and environment are the subshell's.

  $ (sh -c 'kill -9 $$') 2>inner; echo $?; wc -c <inner; (x=1; export x; printenv x); (cd /; ls -d tmp)
  Killed
  137
  0
  1
  tmp
  $ trap 'x=trapped' USR1; x=; (sh -c "kill -USR1 $$"); echo "$x"; trap - USR1; (exit 3; ls); echo $?; (set -e; ls /nonexistent 2>/dev/null); echo $?
  trapped
  3
  1

Nor does it make a difference what a part of a pipeline, or a subshell, turns out to be when its name is expanded.

  $ tr_sh="eval sed 's/[^a-z]/_/g'"; echo 'a-b.c' | $tr_sh; y=`echo 'd.e' | $tr_sh`; echo $y; p='printf %s\n'; $p b a | sort
  a_b_c
  d_e
  a
  b
  $ n='eval x=5; echo $x'; x=1; echo a | $n; y=$($n); ($n); echo a | $n | cat; echo $x $y
  5
  5
  5
  1 5
  $ n='cd /'; d=$PWD; : | $n; ($n; pwd); y=$($n; pwd); echo $y; [ "$(pwd)" = "$d" ] && echo same
  /
  /
  same
  $ n='eval cd / && pwd'; : | $n; ($n); y=$($n); echo $y; [ "$(pwd)" = "$d" ] && echo same
  /
  /
  /
  same
  $ n='umask 077'; umask 022; : | $n; n='eval umask 077'; ($n); y=$($n); umask
  0022
  $ n='exit 3'; : | $n; echo $?; n='eval exit 4'; : | $n; echo $?; ($n); echo $?; y=$($n); echo $?
  3
  4
  4
  4
  $ n='eval trap "echo bye" EXIT; echo in'; : | $n; n='eval trap - EXIT'; ($n); trap
  in
  bye
  $ n='exec echo'; : | $n a; n='eval exec echo'; ($n b); y=$($n c); echo $y
  a
  b
  c
  $ n='eval f() { echo new; }; f'; f() { echo old; }; : | $n; ($n); f; n=f; echo a | $n b
  new
  new
  old
  old
  $ f() { read x; cd /; }; n=f; echo a | $n; [ "$(pwd)" = "$d" ] && echo same; f() { cat; echo b; }; echo a | $n | sort -r
  same
  b
  a
  $ n='eval if'; (: | $n) 2>/dev/null; echo $?; n='eval false; echo no'; (set -e; : | $n); echo $?
  2
  1
  $ n='read x'; x=0; echo a | $n; n='eval read x; echo $x'; printf '1\n2\n' | { $n; cat; }; echo $x
  1
  2
  0
  $ (set -u; : | $undefined; echo no); echo $?; n=; echo a | $n cat; echo $?
  sh: undefined: parameter not set
  no
  0
  a
  0
  $ sleep 9 & p=$!; n='eval sleep 9 & kill $!'; : | $n; ($n); [ $p = $! ] && echo same; kill $p
  same
