Options and builtins of bash that have to do with finding commands. [cairn] [native]

  $ ln -s "$(readlink -f "$(command -v sh)")" bash
  $ mkdir one two; printf '#!/bin/sh\necho one\n' > one/prog; cp one/prog two/prog; chmod +x one/prog two/prog
  $ ./bash -c 'f() { :; }; type -t if cd export f nosuch; type -t [['
  keyword
  builtin
  builtin
  function
  keyword
  $ ./bash -c 'PATH=./one:./two; prog() { :; }; type -at prog; type -p prog; type -P prog; type -aP prog; type -f prog'
  function
  file
  file
  ./one/prog
  ./one/prog
  ./two/prog
  prog is ./one/prog
  $ ./bash -c 'PATH=./one; prog; type prog; f() { echo; }; type f; type nosuch'
  one
  prog is hashed (./one/prog)
  f is a function
  f() { echo; }
  ./bash: line 1: type: nosuch: not found
  [1]
  $ ./bash -c 'command -v if nosuch cd; echo $?; command -V export; command -V nosuch'
  if
  cd
  0
  export is a shell builtin
  ./bash: line 1: command: nosuch: not found
  [1]
  $ ./bash -O expand_aliases -c 'alias ll="ls -l"
  > type ll; type -t ll'
  ll is aliased to `ls -l'
  alias

In sh, any first option of type asks for the path.
  $ sh -c 'f() { :; }; type -t cd f'
  cd
  f

builtin passes functions over.
  $ sh -c 'cd() { builtin cd "$@" && echo "now in $PWD"; }; cd /; builtin; builtin nosuch; echo $?'
  now in /
  sh: builtin: line 0: nosuch: not a shell builtin
  1

exec -a, -c and -l.
  $ sh -c 'exec -a -sh sh -c "echo \$0"'
  -sh
  $ sh -c 'exec -l sh -c "echo \$0"'
  -sh
  $ A=1 sh -c 'exec -c env'
  $ sh -c 'exec -cl -a sh sh -c "echo \$0 \$A."'
  -sh .

hash -p, -t and -d.
  $ sh -c 'hash -p ./one/prog p; p; hash -t p; hash -d p; p; hash -t p'
  one
  ./one/prog
  sh: p: not found
  sh: hash: line 0: p: not found
  [1]
  $ sh -c 'hash -p ./one/prog p q; hash -t p q; hash -r; hash -t p 2>/dev/null || echo forgotten'
  p	./one/prog
  q	./one/prog
  forgotten

unset without an option takes the variable, and in bash the function if there is none.
  $ ./bash -c 'f() { echo f; }; f=1; unset f; f; unset f; f'
  f
  ./bash: line 1: f: command not found
  [127]
  $ sh -c 'f() { echo f; }; unset f; f; unset -v f; f; unset -f f; f'
  f
  f
  sh: f: not found
  [127]

shopt: cdable_vars, execfail, shift_verbose.
  $ ./bash -c 'dir=/; cd dir 2>/dev/null || echo no; shopt -s cdable_vars; cd dir; pwd'
  no
  /
  /
  $ ./bash -c 'shopt -s execfail; exec ./nosuch; echo still here $?'
  ./bash: line 1: exec: ./nosuch: No such file or directory
  still here 127
  $ ./bash -c 'shift 3; echo $?; shopt -s shift_verbose; shift 3; echo $?'
  1
  ./bash: line 1: shift: can't shift that many
  1

SECONDS+= appends to what it is now.
  $ sh -c 'SECONDS=5; SECONDS+=3; [ $SECONDS -ge 53 ] && echo appended'
  appended
