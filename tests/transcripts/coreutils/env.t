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
  BusyBox v1.36.1 work-alike: Cairn v0.1.0 multi-call binary.
  
  Usage: env [-i0] [-u NAME]... [-C DIR] [-S STRING] [-] [NAME=VALUE]... [PROG ARGS]
  
  Print current environment or run PROG after setting up environment
  
  	-i, --ignore-environment	Start with empty environment; also -
  	-0, --null	NUL terminated output
  	-u, --unset=NAME	Remove variable from environment
  	-C, --chdir=DIR	Run PROG in DIR
  	-S, --split-string=STRING	Split STRING into arguments
  [1]
