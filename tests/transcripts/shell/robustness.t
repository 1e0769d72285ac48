What is too deep, too large or not there: an error and a status, never a crash. [native]

Endless recursion ends the shell, or the process that recurses. [cairn]
  $ sh -c 'f() { f; }; f'; echo $?
  sh: recursion too deep
  2
[cairn]
  $ sh -c 'x="eval \$x"; eval "$x"'; echo $?
  sh: eval: line 0: recursion too deep
  2
[cairn]
  $ echo '. ./endless' > endless; sh -c '. ./endless'; echo $?
  sh: ./endless: line 1: recursion too deep
  2
[cairn]
  $ sh -c 'f() { x=$(f); }; f'; echo $?
  sh: recursion too deep
  2
[cairn]
  $ sh -c 'trap "kill -USR1 \$\$" USR1; kill -USR1 $$; echo x'; echo $?
  sh: recursion too deep
  2
Values that are expressions may name one another only so far.
  $ sh -c 'a=b; b=a; echo $((a))' 2>&1 | grep -c loop; sh -c 'a=a+1; echo $((a))' 2>&1 | grep -c loop
  1
  1

Nesting is bounded by the parser. [cairn]
  $ repeat() { printf "%$2s" | sed "s/ /$1/g"; }
  > try() { sh -c "$1"; echo $?; }
  > try "$(repeat '( ' 3000) : $(repeat ' )' 3000)"
  > try "echo \$(( $(repeat '(' 3000) 1 $(repeat ')' 3000) ))"
  > try "echo \$(( $(repeat '- ' 50000) 1 ))"
  > try "echo $(repeat '${a:-' 3000)$(repeat '}' 3000)"
  > try "echo $(repeat '$(' 3000)$(repeat ')' 3000)"
  > try "$(repeat '{ ' 3000) :; $(repeat '}; ' 3000)"
  > try "[[ $(repeat '( ' 3000) a $(repeat ') ' 3000) ]]"
  > try "$(repeat 'if :; then ' 3000) :; $(repeat 'fi; ' 3000)"
  sh: syntax error: nesting too deep
  2
  sh: arithmetic syntax error: nesting too deep
  2
  sh: arithmetic syntax error: nesting too deep
  2
  sh: syntax error: nesting too deep
  2
  sh: syntax error: nesting too deep
  2
  sh: syntax error: nesting too deep
  2
  sh: syntax error: nesting too deep
  2
  sh: syntax error: nesting too deep
  2
Length is not.
  $ sh -c "$(printf '%20000s' | sed 's/ /: \&\& /g') :"; echo $?
  0
  $ sh -c "$(printf '%200s' | sed 's/ /echo x | /g') cat"; echo $?
  x
  0

Memory that is used up is an error of the shell. [cairn]
  $ sh -c 'ulimit -v 300000; x=aaaaaaaaaaaaaaaa; while :; do x=$x$x; done'; echo $?
  sh: out of memory
  2
[cairn]
  $ sh -c 'ulimit -v 300000; set -- a; while :; do set -- "$@" "$@"; done'; echo $?
  sh: out of memory
  2
A command's own memory is its process's. [cairn]
  $ (ulimit -v 300000; env awk 'BEGIN { x = "aaaaaaaaaaaaaaaa"; while (1) x = x x }'; echo $?)
  awk: out of memory
  1
What asks politely is told. [cairn]
  $ (ulimit -v 300000; dd if=/dev/null bs=4G count=1; echo $?)
  dd: out of memory
  1

A large value is no problem, nor a large here-document, read or not.
  $ x=$(head -c 10000000 /dev/zero | tr '\0' a); echo ${#x}; y=${x//a/bbbb}; echo ${#y}
  10000000
  40000000
  $ : <<E; env true <<E; wc -c <<E; env wc -c <<E
  > $x
  > E
  > $x
  > E
  > $x
  > E
  > $x
  > E
  10000001
  10000001
As an argument of a program, or in its environment, it is one. [cairn]
  $ sh -c 'x=$(head -c 3000000 /dev/zero | tr "\0" a); env true "$x"; echo $?; exec env "$x"'; echo $?
  sh: env: Argument list too long
  126
  sh: exec: line 0: env: Argument list too long
  126

Descriptors that run out. [cairn]
  $ sh -c 'ulimit -n 10; echo a | cat; x=$(env echo b); echo $x; : 3<&0 4<&0 5<&0 6<&0 7<&0 8<&0 9<&0; echo $?'
  a
  b
  0
[cairn]
  $ sh -c 'ulimit -n 3; x=$(env true); echo $?; exec 3</dev/null; echo $?'; echo $?
  sh: can't create pipe: No file descriptors available
  2
  sh: can't open /dev/null: No file descriptors available
  1

Streams that are closed.
  $ sh -c 'read x; echo $?' <&-
  1
[cairn]
  $ sh -c 'echo x; echo $? >&2; pwd; echo $? >&2; printf y; echo $? >&2' >&-
  sh: write error: Bad file descriptor
  1
  sh: write error: Bad file descriptor
  1
  sh: write error: Bad file descriptor
  1
  $ sh -c 'exec <&- >&- 2>&-; echo x; env true; x=$(echo 5); echo $x | cat; exit $x'; echo $?
  5

Every builtin that prints says when it cannot, and fails. [cairn]
  $ alias q=r; trap : USR1
  > for c in 'echo x' 'printf x' pwd set 'export -p' 'type ls' 'command -v ls' umask ulimit 'ulimit -a' times 'kill -l' \
  >   'set -o' 'set +o' trap alias; do
  >   $c 2>err >/dev/full && echo "$c"; grep -q 'No space left on device' err || echo "$c"
  > done
  $ trap - USR1

A directory is no script and no input.
  $ read x < .; echo $?
  1
[cairn]
  $ sh < .; echo $?
  sh: read error: Is a directory
  2
[cairn]
  $ sh .; echo $?; sh ./nothing; echo $?
  .: line 0: read error: Is a directory
  2
  sh: can't open './nothing': No such file or directory
  2

A directory that is removed.
  $ mkdir gone; cd gone; rmdir ../gone; pwd | grep -c /gone; cd ..
  1
  $ mkdir gone; cd gone; rmdir ../gone; cd . 2>/dev/null; echo $?; cd ..; echo $?; echo "${PWD##*/gone}" | grep -c .
  2
  0
  1

Background jobs by the thousand.
  $ sh -c 'i=0; while [ $i -lt 1500 ]; do env true & i=$((i+1)); done; wait; echo $?'
  0
Process substitutions leave nothing behind. [cairn]
  $ sh -c 'open() { set -- /proc/$$/fd/*; echo $#; }
  > open; i=0; while [ $i -lt 200 ]; do cat <(echo x) >/dev/null; i=$((i+1)); done; open; :' | uniq | wc -l
  1

The environment passes through as it is, as far as a variable can have the name.
  $ env -i PATH="$PATH" A=1 'b c=2' sh -c 'env | grep -v -e PATH= -e PWD= -e SHLVL= -e OLDPWD= -e _=' | sort
  A=1
  b c=2
  $ env -i sh -c 'echo "${HOME-unset}"; cd; echo $?' 2>/dev/null || env -i /bin/sh -c 'echo "${HOME-unset}"'
  unset
  0

Without PATH nothing is found.
  $ sh -c 'PATH=; ls' 2>/dev/null; echo $?
  127

SIGPIPE that was ignored when the shell began stays so.
  $ (trap '' PIPE; sh -c 'trap - PIPE; kill -PIPE $$; echo alive')
  alive

A script may be changed or removed while it runs: what was read is run.
  $ printf 'rm -f self\necho still here\n' > self; sh self
  still here
A file that is no text is not run as a script. [cairn]
  $ printf '\177ELF\1\1\1\0\0\0' > broken; chmod +x broken; ./broken; echo $?; sh broken; echo $?
  sh: ./broken: Exec format error
  126
  broken: line 0: cannot execute binary file
  126
Behind the first line NUL bytes are passed over.
  $ printf 'echo a\necho b\0\n\0\necho c\n' > nul; sh nul; sh < nul
  a
  b
  c
  a
  b
  c

A signal with a trap that comes while a script is read, or output is collected, is lost to neither.
  $ { echo 'trap "echo trapped" USR1; kill -USR1 $$ &'; sleep 0.6; echo 'echo two; wait'; } | sh
  trapped
  two
  $ sh -c 'trap "echo trapped" USR1; x=$(kill -USR1 $$; sleep 0.1; echo value); echo "$x"'
  trapped
  value
`read` goes on behind the trap. [cairn]
  $ mkfifo slow; sh -c '(sleep 0.5; echo line) > slow & (sleep 0.1; kill -USR1 $$) & trap "echo trapped" USR1; read x < slow
  > echo "$x $?"; exec 3<&-; wait'; rm slow
  trapped
  line 0
