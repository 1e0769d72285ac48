# env

  $ env -i A=1 B=2; env - A=1; env -i A=1 A=2; env -i A=1 -u A B=2 2>&1
  A=1
  B=2
  A=1
  A=2
  env: can't execute '-u': No such file or directory
  [127]
  $ export X=1 Y=2; env -u X sh -c 'echo "${X-unset} $Y"'; env X=3 sh -c 'echo $X'
  unset 2
  3
  $ env -i -0 A=1 B=2 | od -c
  0000000   A   =   1  \0   B   =   2  \0
  0000010
  $ env -i PATH="$PATH" A='x y' sh -c 'echo "$0 $1 $A"' a b
  a b x y
  $ env --ignore-environment --unset=X A=1; env --null -i A=1 | od -c
  A=1
  0000000   A   =   1  \0
  0000004
  $ env -i = 
  env: putenv: Invalid argument
  [1]
  $ env nosuch
  env: can't execute 'nosuch': No such file or directory
  [127]
  $ : > plain; env ./plain
  env: can't execute './plain': Permission denied
  [126]
  $ env -u 2>&1 | head -n 1
  env: option requires an argument: u
  $ env -x 2>&1 | head -n 1
  env: unrecognized option: x
  $ env sh -c 'exit 7'
  [7]
A full disk is told:
[cairn]
  $ env -i A=1 > /dev/full
  env: write error: No space left on device
  [1]

A script without a first line that names its interpreter is the shell's:
[cairn]
  $ echo 'echo script $1' > script; chmod +x script; env ./script x | sed 's/.*script/script/'
  script x

GNU's `-C` and `-S`:
[cairn]
  $ mkdir d; env -C d sh -c 'pwd -P' | sed 's/.*\///'; env -C nosuch true
  d
  env: can't change directory to 'nosuch': No such file or directory
  [125]
[cairn]
  $ env -S 'A=1 sh -c "echo \$A ${Y} \$0" x'; env -i -S'A=1 B="x y"'; env '-S printf %s| a\_b c#d' e; echo
  1 2 x
  A=1
  B=x y
  a|b|c#d|e|
[cairn]
  $ env -S "'a"; env -S 'a\q'; env -S '$Y'; env -C d
  env: no terminating quote in -S string
  env: invalid sequence '\q' in -S
  env: only ${VARNAME} expansion is supported, error at: $Y
  env: -C needs a PROG
  [125]

GNU's other options:
[cairn] [native]
  $ env -a basename dirname /a/b
  b
[cairn]
  $ env -v -u X A='b c' true; env -vS 'true "a b"'
  unset:    X
  setenv:   A=b c
  executing: true
     arg[0]= 'true'
  split -S:  'true "a b"'
   into:    'true'
       &    'a b'
  executing: true
     arg[0]= 'true'
     arg[1]= 'a b'
[cairn]
  $ env --ignore-signal=INT,PIPE --block-signal=USR1,int --default-signal=PIPE --list-signal-handling true
  INT        ( 2): BLOCK,IGNORE
  USR1       (10): BLOCK
[cairn]
  $ env --ignore-signal=TERM sh -c 'kill -TERM $$; echo still here'; env --ignore-signal --default-signal --list-signal-handling true
  still here
[cairn]
  $ env --block-signal=NOSUCH true; env --ignore-signal=KILL true; env -0 true; env -u a=b true; env -a x
  env: 'NOSUCH': invalid signal
  env: can't set signal 9: Invalid argument
  env: -0 does not go with a PROG
  env: cannot unset 'a=b': Invalid argument
  env: -a needs a PROG
  [125]
