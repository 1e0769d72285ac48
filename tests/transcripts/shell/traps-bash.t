The traps DEBUG, RETURN and ERR of bash, and time as a reserved word. [cairn]

DEBUG runs before each command that is not a mere group of others; BASH_COMMAND is its text.
  $ cat > script <<'EOF'
  > trap 'echo "[$BASH_COMMAND]"' DEBUG
  > echo one
  > for i in a b; do echo two; done
  > if [[ x ]]; then f() { echo inside; }; fi
  > f
  > (echo subshell)
  > x=$(echo substitution)
  > trap - DEBUG
  > echo off
  > EOF
  $ sh script
  \[echo one\] (re)
  one
  \[for i in a b\] (re)
  \[echo two\] (re)
  two
  \[for i in a b\] (re)
  \[echo two\] (re)
  two
  \[\[\[ .*x \]\]\] (re)
  \[f\] (re)
  inside
  subshell
  \[x=.*\] (re)
  \[trap - DEBUG\] (re)
  off

Functions have it with set -T only.
  $ sh -c 'f() { echo inside; }; set -T; trap "echo debug" DEBUG; f; trap - DEBUG; f'
  debug
  debug
  inside
  debug
  inside

RETURN runs after a function or a sourced file; one that a function sets is its own and its caller's.
  $ echo 'echo sourced' > lib
  $ sh -c 'f() { return 3; }; trap "echo returned \$?" RETURN; f; echo $?; . ./lib'
  3
  sourced
  returned 0
  $ sh -c 'f() { trap "echo end of f" RETURN; g; echo f; }; g() { echo g; }; f; g'
  g
  f
  end of f
  g
  $ sh -c 'set -o functrace; f() { return 3; }; trap "echo returned \$?" RETURN; f; echo $?; case $- in *T*) ;; *) set +o | grep functrace ;; esac'
  returned 3
  3
  set -o functrace

ERR knows the command too.
  $ sh -c 'trap "echo \"\$BASH_COMMAND: \$?\"" ERR; false; (exit 4); true | false; ! true; false || :; f() { false; :; }; f; set -E; f'
  false: 1
  (exit 4): 4
  false: 1
  false: 1
  $ trap ': b' DEBUG; trap -p DEBUG; trap - DEBUG; trap -p DEBUG
  trap -- ': b' DEBUG
  trap -- - DEBUG

time is a reserved word before a command: it times pipelines, functions and groups.
  $ TIMEFORMAT='%0R'; time : | :; f() { return 3; }; time f; echo $?; time { (exit 4); }; echo $?; time ! false; echo $?
  0
  0
  3
  0
  4
  0
  0
  $ TIMEFORMAT=; time echo silent; TIMEFORMAT='%%'; time :
  silent
  %
  $ unset TIMEFORMAT; time : 2>&1
  real	0m 0.0?s (glob)
  user	0m 0.0?s (glob)
  sys	0m 0.0?s (glob)
  $ time -p :
  real 0.0? (glob)
  user 0.0? (glob)
  sys 0.0? (glob)

With other options, or alone, it is a command of that name.
  $ time -x 2>/dev/null; echo $?; time() { echo function "$@"; }; time -x; 'time' a
  127
  function -x
  function a
