The loops of bash: for ((…)), select, bodies in braces. [cairn]

  $ for ((i=0; i<3; i++)); do echo $i; done
  0
  1
  2
  $ for ((i=0, j=9; i<j; i+=4, j--)) { echo $i $j; }; echo $i $j
  0 9
  4 8
  8 7
  $ for (( ; ; )); do i=$((i+1)); [ $i -gt 10 ] && break; done; echo $i
  11
  $ n=2; for ((i=$n;i<(n+2);i++))
  > do
  > [ $i = 2 ] && continue; echo $i; done
  3
  $ for ((i=5;i<3;i++)); do false; done; echo $? $i
  0 5
  $ for ((i=0;i<1;i++)); do (exit 3); done; echo $?
  3
  $ for ((i=0;i<2;i++)); do for ((j=0;j<2;j++)); do [ $j = 1 ] && continue 2; echo $i$j; done; done
  00
  10

A wrong expression is said and ends the loop, not the shell.
  $ for ((i=0; 1/0; i++)); do echo no; done 2>&1; echo $?
  *divide by zero (glob)
  1
  $ sh -c 'for ((i=0; i<3)); do :; done'
  sh: syntax error: bad for loop: expecting ((start; condition; step))
  [2]

  $ for x in a b; { echo $x; }; set -- c; for x { echo $x; }
  a
  b
  c

(( )) as a command says whether its value is not zero.
  $ ((2 > 1)); echo $?; ((0)); echo $?; ((x = 5, x > 6)) || echo $x; ((1 / 0)) 2>/dev/null; echo $?
  0
  1
  5
  1

select shows what there is on standard error and reads answers.
  $ select x in one two "three four"; do echo "$x ($REPLY)"; break; done 2>&1 <<< 3
  1) one
  2) two
  3) three four
  #? three four (3)

An empty answer shows it again; the end of input ends it with 1; PS3 is the prompt.
  $ PS3='? '; printf '\n9\n 1 \n' > answers
  $ select x in a b; do echo "[$x] [$REPLY]"; done 2>&1 < answers; echo $?
  1) a
  2) b
  ? 1) a
  2) b
  ? [] [9]
  ? [a] [ 1 ]
  ? 
  1
  $ set -- p q; select x; do echo $x; break; done 2>/dev/null <<< 2
  q
  $ select x in; do echo no; done; echo $?
  0
  $ COLUMNS=30; select x in {1..9}; do break; done 2>&1 <<< 1; echo
  1) 1  3) 3  5) 5  7) 7	9) 9
  2) 2  4) 4  6) 6  8) 8
  ? 

printf -v prints into a variable.
  $ printf -v x '%03d|%s\n' 7 a 8; echo "$x"
  007|a
  008|
  
  $ printf -v 1x a; echo $?
  * printf: *1x: bad variable name (glob)
  2
  $ printf -v x %d z 2>/dev/null; echo $? "$x"
  1 0
