The shell: small things in which shells differ, and on which real scripts rely

Another shell's `${…}` may stand where it is never expanded.
  $ if false; then echo ${(k)x[@]:#__y_*} "${(%):-%x}"; fi; echo read
  read
  $ (echo "${(%):-%x}"; echo no) 2>/dev/null; echo $?
  2

Assignments before `exec` are for the program that the shell becomes.
  $ (A=1 exec sh -c 'echo "<$A>"')
  <1>
  $ (A=1; exec sh -c 'echo "<$A>"')
  <>

A trace is of the script, not of the command's redirected standard error.
  $ (set -x; : word 2>file) 2>&1; cat file
  + : word

getopts begins anew when the arguments are fewer than those it has seen.
  $ set -- -a -b x; while getopts ab o; do echo $o; done; set --; getopts ab o; echo $? $OPTIND
  a
  b
  1 1
  $ OPTIND=1; set -- -c foo; getopts c: 'o-' 2>/dev/null; echo $? "$OPTARG" $OPTIND
  2 foo 3

Tildes after colons in the word of a `${…}` inside an assignment.
  $ HOME=/h; x=~:${none-~:~/y}; echo $x; echo a:${none-~:~}
  /h:/h:/h/y
  a:~:~

Empty parameters joined by nothing are nothing.
  $ (set -- '' ''; IFS=; echo "${*:-none}" "${*:+some}" "${*-none}"; unset IFS; echo "<${*:-none}>")
  none  
  < >

An alias that ends with a blank, before each word of `for`.
  $ alias each='for ' item='i ' among='in ' all='1 2 '
  $ each item among all 3; do echo $i; done
  1
  2
  3

Options that begin with `+`, and masks that begin with `-`.
  $ sh +c 'echo hi'
  hi
  $ umask 022; umask -rwx 2>/dev/null; echo $?; umask
  2
  0022
  $ umask -- -x; umask
  0133
  $ umask 022

More than four arguments of `test`: `( = )` is a question about `=`.
  $ test 0 -eq 0 -a '(' = ')'; echo $?
  0

`set -e` does not look at what is tested, also within `eval` and `.`.
  $ echo 'false; echo "still here"' >file
  $ sh -ec 'if eval "false"; then :; fi; eval "false; echo on" || :; ! eval false; command eval false || echo or'
  on
  or
[cairn]
  $ sh -ec 'if . ./file; then echo end; fi'
  still here
  end
  $ sh -ec 'f() { eval "false"; echo "not last"; }; f || :; eval "false"; echo never'
  not last
  [1]
  $ sh -ec '. ./file; echo never'
  [1]

A directory is no script, and does not end one. [cairn]
  $ mkdir d; sh -c '. ./d; echo after $?'
  sh: .: line 0: ./d: Is a directory
  after 1
