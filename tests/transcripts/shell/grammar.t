Lists, pipelines, compound commands.

  $ true && echo 1; false && echo 2; false || echo 3; true || echo 4; false && echo 5 || echo 6
  1
  3
  6
  $ ! true; echo $?; ! false; echo $?; ! true | false; echo $?
  1
  0
  0
  $ echo a | cat | cat; echo b |
  >   cat
  a
  b
  $ true &&
  > 
  > echo c
  c
  $ { echo 1; echo 2; } | cat; (echo 3; echo 4); { echo 5;}
  1
  2
  3
  4
  5
  $ if true; then echo 1; fi; if false; then echo 2; else echo 3; fi; if false; then :; elif true; then echo 4; fi
  1
  3
  4
  $ if false; then :; elif false; then :; else echo 5; fi; if false; then :; fi; echo $?
  5
  0
  $ i=0; while [ $i -lt 3 ]; do i=$((i+1)); echo $i; done; until [ $i -eq 0 ]; do i=$((i-1)); done; echo $i
  1
  2
  3
  0
  $ for i in a b "c d" $(echo e f); do echo $i; done; for i in; do echo no; done; echo $?
  a
  b
  c d
  e
  f
  0
  $ for i
  > in 1 2
  > do
  > echo $i
  > done
  1
  2
  $ set -- x y; for i do echo $i; done; for i; do echo $i; done; set --
  x
  y
  x
  y
  $ while false; do :; done; echo $?; while :; do break; done; for i in 1 2; do continue; echo no; done
  0
  $ f() { echo f$1; return 3; }; f 1; echo $?; f () ( echo subshell ); f; f() if true; then echo if; fi; f
  f1
  3
  subshell
  if
  $ f() { echo out; echo err >&2; } >file 2>&1; f; cat file
  out
  err
  $ function g { echo g; }; g; function g() { echo g2; }; g
  g
  g2
  $ echo if then else fi do done; echo { }; echo !; a=if; echo $a; echo \{ 
  if then else fi do done
  { }
  !
  if
  {
  $ if=1 then=2; echo $if$then
  12
  $ { echo a; } >file; cat <file; for i in 1 2; do echo $i; done >file; cat file; if true; then cat; fi <file
  a
  1
  2
  1
  2
  $ (exit 3); echo $?; { (exit 4); }; echo $?; ! (exit 5); echo $?
  3
  4
  0
  $ >empty; wc -c <empty; a=1 >empty; echo $a; 2>/dev/null nosuchcommand; echo $?
  0
  1
  127
  $ echo a 2>&1 >file; cat file; echo a 1>file b 2>>file; cat file; echo c >|file; cat file; cat <>file
  a
  a b
  c
  c
  $ echo 2>file; cat file; echo 2 >file; cat file; echo a2>file; cat file; echo "2">file; cat file
  
  2
  a2
  2
  $ exec 3>file; echo three >&3; exec 3>&-; cat file; echo x >&- 2>/dev/null; echo $?
  three
  1
  $ ls nosuch &>file; wc -l <file; echo a >&file; cat file
  1
  a
  $ ec\
  > ho con\
  > tinued; echo a;\
  > echo b
  continued
  a
  b
  $ echo a # comment
  a
  $ echo b;# comment
  b
  $ # comment \
  $ echo c
  c
  $ cat <(echo substituted) | cat; echo x > >(cat) ; sleep 0.1
  substituted
  x
  $ eval 'echo a; echo b'; eval; echo $?; eval echo '$a'; eval "f() { echo defined; }"; f
  a
  b
  0
  1
  defined

Both streams into a pipe. [cairn]
  $ { echo out; echo err >&2; } |& sort; { echo out; echo err >&2; } &>>both; cat both
  err
  out
  out
  err

Functions with names that only other shells allow. [cairn]
  $ a-b() { echo dash; }; a-b; function x.y { echo dot; }; x.y
  dash
  dot

Standard input is shared with the commands of the script. [cairn]
  $ printf 'read x\nfirst\necho got $x\ncat\nrest\n' | sh
  got first
  rest

Also when it is a file. [cairn]
  $ printf 'read x\nfirst\necho got $x\ncat\nrest\n' > script; sh < script

`((` begins arithmetic if it can be, whatever parameters stand for. [cairn]
  $ lt() { (((${1?needs two})<(${2?needs two})${3+${ERROR:?too many}})); }; lt 1 2; echo $?; lt 2 1; echo $?; a=7 op='%'; (($a $op 7)); echo $?
  0
  1
  1
  $ a=echo b=x; (($a $b)); ((echo $a $b))
  x
  echo x
