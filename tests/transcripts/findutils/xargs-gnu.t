# xargs beyond BusyBox's [cairn]

  $ printf 'a b\nc \nd\n\ne\n' > in

Lines:

  $ xargs -L1 echo '>' < in
  \x3e a b (esc)
  \x3e c d (esc)
  \x3e e (esc)
  $ xargs -L 2 echo '>' < in
  \x3e a b c d (esc)
  \x3e e (esc)
  $ xargs -l echo '>' < in
  \x3e a b (esc)
  \x3e c d (esc)
  \x3e e (esc)
  $ xargs --max-lines=2 echo '>' < in
  \x3e a b c d (esc)
  \x3e e (esc)
  $ xargs -L1 -n1 echo '>' < in
  \x3e a (esc)
  \x3e b (esc)
  \x3e c (esc)
  \x3e d (esc)
  \x3e e (esc)

Other delimiters:

  $ printf 'a,b c,d' | xargs -d , -n1 echo '>'
  \x3e a (esc)
  \x3e b c (esc)
  \x3e d (esc)
  $ printf "it's\na b\n" | xargs -d '\n' -n1 echo '>'
  \x3e it's (esc)
  \x3e a b (esc)
  $ printf 'axb' | xargs --delimiter='\x78' echo '>'
  \x3e a b (esc)
  $ printf 'a' | xargs -d ab echo
  xargs: invalid delimiter 'ab'
  [1]

An empty word between quotes is an argument:

  $ printf "''x '' y" | xargs -n1 echo '>'
  \x3e x (esc)
  \x3e  (esc)
  \x3e y (esc)

Long names:

  $ xargs --max-args=2 --verbose echo < in
  echo a b
  a b
  echo c d
  c d
  echo e
  e
  $ xargs --replace=R echo '<R>' < in
  <a b>
  <c >
  <d>
  <e>
  $ printf 'a\0b c' | xargs --null --max-args=1 echo
  a
  b c
  $ xargs --arg-file=in echo
  a b c d e

With -x a command line that has not all of its items is not run:

  $ printf 'aa bb cc' | xargs -x -n 3 -s 12 echo
  xargs: argument line too long
  [1]

A program that is an applet is called without a process, to the same effect:

  $ printf 'x/a x/b' | xargs -n 1 basename
  a
  b
  $ printf 'none' | xargs cat; echo $?
  cat: can't open 'none': No such file or directory
  123
  $ printf 'a b' | xargs -n 1 false; echo $?
  123
  $ printf 'a' | xargs sh -c 'exit 255'; echo $?
  xargs: sh: exited with status 255; aborting
  124
  $ echo text > f; printf '- f' | xargs cat
  text
  $ printf 'f' > names; echo here | xargs -a names cat -
  here
  text
  $ mkdir own; printf '#!/bin/sh\necho another "$@"\n' > own/basename; chmod +x own/basename
  $ printf 'x/a' | PATH=$PWD/own:$PATH xargs basename
  another x/a

Slots and limits:

  $ printf 'a b c' | xargs -n 1 --process-slot-var=SLOT sh -c 'echo $SLOT $0'
  0 a
  0 b
  0 c
  $ mkfifo fifo; printf '1 2' | SLOT=x xargs -P 2 -n 1 --process-slot-var=SLOT sh -c '
  > if [ $0 = 1 ]; then echo > fifo; else read x < fifo; fi; echo $SLOT' | sort
  0
  1
  $ xargs --process-slot-var=a=b echo < /dev/null
  xargs: invalid --process-slot-var 'a=b'
  [1]
  $ xargs --show-limits -s 5000 -r < /dev/null 2>&1 | grep -v 'environment\|this system'
  POSIX smallest allowable upper limit on argument length (all systems): 4096
  Size of command buffer we are actually using: 5000
  Maximum parallelism (--max-procs must be no greater): 2147483647
  $ printf 'a' | xargs -s 100000000 2>&1 | sed 's/: [0-9]*$/: N/'
  xargs: warning: -s 100000000 is above the limit: N
  a
