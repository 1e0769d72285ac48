Builtins of the shell.

  $ cd /; pwd; cd usr/../bin; pwd; cd -; cd - >/dev/null; pwd; cd "$HOME"; [ "$PWD" = "$HOME" ] && echo home
  /
  /bin
  /
  /bin
  home
  $ mkdir -p a/b; ln -s a/b l; cd l; echo ${PWD#"$HOME"}; cd ..; echo ${PWD#"$HOME"}.; cd -P l; echo ${PWD#"$HOME"}; cd; CDPATH=a; cd b | sed "s,$HOME,,"; unset CDPATH
  /l
  .
  /a/b
  /a/b
  $ cd nosuch; echo $?; cd -x; echo $?; cd /; cd ''; pwd; cd
  sh: cd: line 13: can't cd to nosuch: No such file or directory
  2
  sh: cd: line 13: illegal option -x
  2
  /
  $ set -- a 'b c' ''; echo $#; shift; echo "$1"; shift 2; echo $#; shift; echo $?; set --; echo $#
  3
  b c
  0
  1
  0
  $ set -- -x; echo $1; set a -x; echo $2; set -o | head -n 1; set +o | head -n 2; set -o nosuch; echo $?
  -x
  -x
  errexit         off
  set +o errexit
  set +o noglob
  sh: set: line 25: illegal option -o nosuch
  1
  $ set -f; echo *; set +f; set -o noglob; echo *; set +o noglob; echo "$-"
  *
  *
  c
  $ x="a'b  c"; set | grep '^x='; y=$(set | grep '^x='); unset x; eval "$y"; echo "$x"
  x='a'"'"'b  c'
  a'b  c
  $ export e=1 f; export | grep '^export [ef]\b'; export -n e; export | grep '^export e'; echo $?; export -p | grep f$
  export e='1'
  export f
  1
  export f
  $ readonly r=1; readonly | grep ' r='; (r=2; echo no); echo $?; (unset r; echo no); echo $?
  readonly r='1'
  sh: r: is read only
  2
  sh: unset: line 45: r: is read only
  2
  $ (export 1a=2; echo no); echo $?; (readonly a-b; echo no); echo $?; unset -v x; echo ${x-unset}
  sh: export: line 51: 1a: bad variable name
  2
  sh: readonly: line 51: a-b: bad variable name
  2
  unset
  $ f() { local a=1 b; echo "$a$b"; a=2; g; }; g() { echo $a; a=3; }; a=0 b=0; f; echo $a$b
  1
  2
  00
  $ f() { local a; local a=5; local a; echo $a; unset a; echo ${a-unset}; }; a=7; f; echo $a; (local a; echo no); echo $?
  5
  unset
  7
  sh: local: line 61: not in a function
  2
  $ f() { return 3; echo no; }; f; echo $?; f() { return; }; (exit 4); f; echo $?
  3
  4
  $ for i in 1 2 3; do for j in 1 2 3; do [ $j = 2 ] && continue 2; [ $i = 3 ] && break 2; echo $i$j; done; done
  11
  21
  $ while :; do break 9; done; echo $?; break; echo $?; (break 0); echo $?; (continue x); echo $?
  0
  0
  sh: break: line 73: Illegal number: 0
  2
  sh: continue: line 73: Illegal number: x
  2
  $ eval 'echo a' \; 'echo b'; eval; echo $?; eval 'exit_in() { return 4; }'; exit_in; echo $?; (eval ')'); echo $?
  a
  b
  0
  4
  sh: eval: line 80: syntax error: unexpected ")"
  2
  $ echo 'echo sourced $# $1; x=5; return 6; echo no' > s; . ./s; echo $? $x; . ./s a b | head -n 1; (. ./nosuch; echo no); echo $?
  sourced 2 a
  6 5
  sourced 2 a
  sh: .: line 87: can't open './nosuch': No such file or directory
  2
  $ type cd; type :; type if; type nosuch; echo $?; f() { :; }; type f; command -v f; command -v cd; command -v nosuch; echo $?
  cd is a shell builtin
  : is a special shell builtin
  if is a shell keyword
  nosuch: not found
  127
  f is a function
  f
  cd
  127
  $ command -V cd; command echo a; command nosuch; echo $?; command; echo $?; command -v if; alias zz='x y'; command -v zz; unalias zz
  cd is a shell builtin
  a
  sh: nosuch: not found
  127
  0
  if
  alias zz='x y'
  $ command cd /; pwd; cd; (command exit 3); echo $?; command : || echo no; command eval 'echo b'
  /
  3
  b
  $ alias e=echo; alias; alias e; alias nosuch; echo $?; unalias e; unalias e; echo $?; alias
  e='echo'
  e='echo'
  alias: nosuch not found
  1
  unalias: e not found
  1
  $ true a b; echo $?; false; echo $?; : a; echo $?; test a = a; echo $?; [ a = b ]; echo $?; [ a; echo $?
  0
  1
  0
  0
  1
  sh: missing ]
  2
  $ let 'x = 1 + 2' y=x*2; echo $? $x $y; let 0; echo $?; let; echo $?
  0 3 6
  1
  sh: let: line 130: expression expected
  2
  $ umask 022; umask; umask -S; umask u=rwx,g=rx,o=; umask; umask g+w; umask; umask 9; echo $?; umask x; echo $?; umask 022
  0022
  u=rwx,g=rx,o=rx
  0027
  0007
  sh: umask: line 135: illegal mode: 9
  2
  sh: umask: line 135: illegal mode: x
  2
  $ hash -r; ls / > /dev/null; hash | grep -c '/ls$'; hash nosuch; echo $?
  1
  sh: hash: line 144: nosuch: not found
  1
  $ times | wc -l | tr -d ' '; times | head -n 1 | tr 0-9 N
  2
  NmN.NNNs NmN.NNNs
  $ help | head -n 2; jobs; fg; echo $?; bg; echo $?; history; echo $?
  Built-in commands:
  ------------------
  sh: fg: line 151: No current job
  2
  sh: bg: line 151: No current job
  2
  0
  $ kill -l 9 15; kill %1; echo $?; kill -NOSUCH 1; echo $?; wait %1; echo $?
  KILL
  TERM
  sh: kill: line 159: %1: no such job
  2
  sh: bad signal name 'NOSUCH'
  1
  sh: wait: line 159: %1: no such job
  2

getopts

  $ set -- -a -bval -c x -d y; while getopts ab:cd o; do echo "$o [$OPTARG] $OPTIND"; done; echo "$? $o $OPTIND"
  a [] 2
  b [val] 3
  c [] 4
  0 ? 4
  $ OPTIND=1; set -- -ab -- -c; while getopts abc o; do echo $o; done; echo $OPTIND
  a
  b
  3
  $ OPTIND=1; set -- -x; getopts a o; echo "$? $o"; OPTIND=1; getopts :a o; echo "$? $o $OPTARG"
  Illegal option -x
  0 ?
  0 ? x
  $ OPTIND=1; set -- -a; getopts a: o; echo "$? $o"; OPTIND=1; getopts :a: o; echo "$? $o $OPTARG"
  No arg for -a option
  0 ?
  0 : a
  $ OPTIND=1; getopts ab o -b; echo $o; getopts; echo $?; f() { local OPTIND=1; while getopts xy o; do echo $o; done; }; f -x -y; f -y
  b
  sh: getopts: line 188: usage: getopts optstring var [arg]
  2
  x
  y
  y

read

  $ printf 'a b  c \\d\ne\n' > f; { read x y; echo "[$x][$y]"; read -r z; echo $z; read w; echo "$? [$w]"; } < f
  [a][b  c d]
  e
  1 []
  $ printf '  a b\\\nc  \n' | { read x; echo "[$x]"; }; printf 'a\\b\n' | { read -r x; echo "[$x]"; }; printf 'no newline' | { read x; echo "$? [$x]"; }
  [a bc]
  [a\b]
  1 [no newline]
  $ printf 'a:b::c:\n' | { IFS=: read w x y z; echo "[$w][$x][$y][$z]"; }; printf 'a:b:\n' | { IFS=: read x y; echo "[$x][$y]"; }
  [a][b][][c]
  [a][b]
  $ printf ' a  b \n' | { IFS= read x; echo "[$x]"; }; printf 'abcdef' | { read -n 3 x; echo "[$x]"; }; printf 'a,b,' | { read -d , x; echo "[$x]"; }
  [ a  b ]
  [abc]
  [a]
  $ printf 'one\n' | { read; echo "$REPLY"; }; printf '3\n' > f; read -u 7 x 7< f; echo $x; read x < /dev/null; echo $? "[$x]"
  one
  3
  1 []
  $ sleep 2 | { read -t 0.1 x; echo $? "[$x]"; }; read -t x y; echo $?; read 1a; echo $?; read -q; echo $?
  1 []
  sh: read: line 217: invalid timeout
  2
  sh: read: '1a': bad variable name
  1
  sh: read: line 217: illegal option -q
  2
  $ printf 'a\tb\n' | { read x y; echo "[$x][$y]"; }; printf 'a\\ b c\n' | { read x y; echo "[$x][$y]"; }
  [a][b]
  [a b][c]

ulimit

  $ ulimit -Sn 99; ulimit -Sn; ulimit -S -n; (ulimit -f 10; ulimit -f; ulimit -H -f); ulimit -x 2>&1 | head -n 1; ulimit -Z; echo $?; ulimit abc; echo $?
  99
  99
  10
  10
  unlimited
  ulimit: unrecognized option: Z
  1
  sh: invalid number 'abc'
  1

command_not_found_handle

  $ command_not_found_handle() { echo "handled $*"; }; nosuch a b; echo $?; unset -f command_not_found_handle; nosuch; echo $?
  handled nosuch
  127
  sh: nosuch: not found
  127

The command line.

  $ sh -c 'echo $0 $1 $#' name a b; echo 'echo $1 $#' | sh -s a b; echo 'echo $0 $1' > s; sh s a; sh -ec 'false; echo no'; echo $?
  name a 2
  a 2
  s a
  1
  $ sh -x -c 'x=1; echo $x' 2>&1; sh -v s 2>&1; sh +e -c 'echo $-'; sh -o noglob -c 'echo *'; sh -o nosuch; sh -Z; echo $?; sh nosuch; echo $?
  + x=1
  + echo 1
  1
  echo $0 $1
  s
  c
  *
  sh: illegal option -o nosuch
  sh: illegal option -Z
  2
  sh: can't open 'nosuch': No such file or directory
  2
  $ sh -u -c 'echo $nosuch'; echo $?; sh -n -c 'echo no'; sh -c; echo $?
  sh: nosuch: parameter not set
  2
  sh: -c requires an argument
  2

A script on standard input is read line by line, so that its commands read what follows them. [cairn]
  $ printf 'read x\nline\necho "<$x>"\n' | sh
  <line>
