# env

  $ env -i A=1 B=2; env - A=1; env -i A=1 A=2; env -i A=1 -u A B=2 2>&1
  $ export X=1 Y=2; env -u X sh -c 'echo "${X-unset} $Y"'; env X=3 sh -c 'echo $X'
  $ env -i -0 A=1 B=2 | od -c
  $ env -i PATH="$PATH" A='x y' sh -c 'echo "$0 $1 $A"' a b
  $ env --ignore-environment --unset=X A=1; env --null -i A=1 | od -c
  $ env -i = 
  $ env nosuch
  $ : > plain; env ./plain
  $ env -u 2>&1 | head -n 1
  $ env -x 2>&1 | head -n 1
  $ env sh -c 'exit 7'
  $ env -i A=1 > /dev/full

A script without a first line that names its interpreter is the shell's:

  $ echo 'echo script $1' > script; chmod +x script; env ./script x | sed 's/.*script/script/'

GNU's `-C` and `-S`:
[cairn]
  $ mkdir d; env -C d sh -c 'pwd -P' | sed 's/.*\///'; env -C nosuch true
[cairn]
  $ env -S 'A=1 sh -c "echo \$A ${Y} $0" x'; env -i -S'A=1 B="x y"'; env '-S printf %s| a\_b c#d' e; echo
[cairn]
  $ env -S "'a"; env -S 'a\q'; env -S '$Y'; env -C d
