The shell when it is called bash. [cairn] [native]

  $ ln -s "$(readlink -f "$(command -v sh)")" bash
  $ ./bash -c 'echo ${BASH_VERSION%%.*} ${BASH_VERSINFO[0]} ${#BASH_VERSINFO[@]}; echo $OSTYPE; [ $UID = $EUID ] && echo ids; echo $-'
  5 5 6
  linux-musl
  ids
  hBc
  $ ./bash -c 'echo "${PS1-no prompt} $0 ${BASH##*/} $1"' name arg
  no prompt name bash arg

Messages are bash's in form; the lines of -c count from 1.
  $ ./bash -c 'nosuch
  > ./nosuch; cd /nosuch'
  ./bash: line 1: nosuch: command not found
  ./bash: line 2: ./nosuch: No such file or directory
  ./bash: line 2: cd: can't cd to /nosuch: No such file or directory
  [2]

What ends a POSIX shell is in bash only an error: of a special builtin that command, of an assignment or of arithmetic what
was read with it.
  $ cat > script <<'EOF'
  > shift 5 2>/dev/null || echo shift
  > . ./nosuch 2>/dev/null || echo dot
  > readonly x=1; x=2; echo not reached
  > echo next $?
  > echo $((1/0)); echo not reached
  > echo next $?
  > a=1 :; echo "<$a>"
  > set -e; y=$(false; echo on); echo $y
  > EOF
  $ ./bash script
  shift
  dot
  script: line 3: x: is read only
  next 1
  script: line 5: divide by zero
  next 1
  <>
  on
  $ ./bash --posix -c 'a=1 :; echo "<$a>"; echo {a,b}; . ./nosuch; echo not reached'
  <1>
  {a,b}
  ./bash: line 1: .: can't open './nosuch'* (glob)
  [2]

Options of the command line.
  $ ./bash -O extglob +O sourcepath -c 'shopt -q extglob && echo extglob; shopt -q sourcepath || echo no sourcepath'
  extglob
  no sourcepath
  $ ./bash --norc --noprofile -euo pipefail -c 'echo $-; echo $SHELLOPTS'
  ehuBc
  braceexpand:errexit:hashall:interactive-comments:nounset:pipefail
  $ ./bash -c 'shopt -s nullglob; echo $BASHOPTS' | tr : '\n' | grep nullglob
  nullglob
  $ ./bash --nosuch
  ./bash: --nosuch: invalid option
  [2]
  $ ./bash nosuch
  ./bash: nosuch: No such file or directory
  [127]
  $ ./bash --version | grep -c 'bash, version 5'
  1

BASH_ENV is read before a script, ENV is not; aliases are for interactive shells; set -e ends inside $( ) only on request.
  $ echo 'echo from BASH_ENV' > env; BASH_ENV=./env ENV=./no ./bash -c 'echo script'
  from BASH_ENV
  script
  $ ./bash -c 'alias hi="echo hi"
  > hi 2>/dev/null || echo no alias
  > shopt -s expand_aliases
  > hi'
  no alias
  hi
  $ ./bash -c 'set -e; shopt -s inherit_errexit; x=$(false; echo on); echo $x'
  [1]
  $ printf '%s\n' '#!/usr/bin/env bash' 'echo "${BASH_SOURCE[0]} ${BASH_VERSINFO[0]}"' > hello; chmod +x hello; PATH=$PATH:$PWD ./bash ./hello
  ./hello 5

It changes nothing in sh.
  $ sh -c 'echo "${BASH_VERSION-unset}"; . ./nosuch; echo not reached'
  unset
  sh: .: line 0: can't open './nosuch'* (glob)
  [2]

A readonly variable of a calling function can be hidden, a global one cannot; SHELL is there, but only for the shell.
  $ ./bash -c 'f() { local -r n=$1; [ $n = 0 ] || f $((n - 1)); printf "$n "; }; f 2; readonly g=1; h() { local g=2; }; h' 2>/dev/null
  0 1 2  (no-eol)
  [2]
  $ env -u SHELL ./bash -c 'echo ${SHELL:+set}; env | grep -c ^SHELL='
  set
  0
  [1]

A text within a script that cannot be read does not end the script.
  $ ./bash -c 'eval "if"; echo $?; f() { eval ")
  > x"; echo in $?; }; f; echo "(" > text; . ./text; echo $?' 2>/dev/null
  2
  in 2
  2
