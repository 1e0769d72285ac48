Arithmetic expansion.

  $ echo $((1+2*3)) $(( (1+2)*3 )) $((7/2)) $((-7/2)) $((7%3)) $((-7%3)) $((2**10)) $((2**3**2)) $((-2**2))
  7 9 3 -3 1 -1 1024 512 4
  $ echo $((1<2)) $((2<=1)) $((1==1)) $((1!=1)) $((!0)) $((!5)) $((~0)) $((5&3)) $((5|3)) $((5^3)) $((1<<4)) $((-16>>2))
  1 0 1 0 1 0 -1 1 7 6 16 -4
  $ echo $((1&&0)) $((1||0)) $((0||0)) $((1?2:3)) $((0?1:0?2:3)) $((1,2)) $((3>2>1))
  0 1 0 2 3 2 0
  $ x=5; echo $((x)) $(($x)) $((x+1)) $(($x+1)) $((x++)) $x $((++x)) $x $((x--)) $((--x)) $x
  5 5 6 6 5 6 7 7 7 5 5
  $ echo $((x=3)) $((x+=2)) $((x*=2)) $((x<<=1)) $((x%=7)) $((x|=8)) $x $((y=x=2)) $y
  3 5 10 20 6 14 14 2 2
  $ unset u; e=; echo $((u)) $((e)) $((u+1)) $((e+1)) $(()) $(( ))
  0 0 1 1 0 0
  $ a=b b=c c=3; echo $((a)) $((a*a)); z='1+2'; echo $((z*2)) $(($z*2)) $((2*z))
  3 9
  6 5 6
  $ echo $((0x1F)) $((010)) $((2#101)) $((16#ff)) $((36#Z)) $((64#_@))
  31 8 5 255 35 4094
  $ echo $((9223372036854775807+1)) $((-9223372036854775807-2)) $((1<<63))
  -9223372036854775808 9223372036854775807 -9223372036854775808
  $ echo $((2--3)) $((2++3)) $((- - 3)) $((--5)) $((2-+-3))
  5 5 3 5 5
  $ echo $((x > 1 ? x : 0))
  2
  $ set -- 4 6; echo $(($1*$2)) $(($#)) $(($1 + ${2})) $((${#1}+1)) $(($(echo 2)+`echo 3`))
  24 2 10 2 5
  $ n=-3; echo $((1-$n)) $((1 - n)) $((n*$n)); h=0x10; echo $(($h)) $((h+1))
  4 4 9
  16 17
  $ echo $((
  > 1 +
  > 2 )) "$((1 + 1))" a$((1))b
  3 2 a1b
  $ i=0; while [ $((i+=1)) -lt 5 ]; do :; done; echo $i
  5
  $ IFS=1; echo $((212)) "$((212))"; unset IFS
  2 2 212
  $ let x=1+2 y=x*2; echo $x $y $?; let 0; echo $?; let 'a = 5 % 3'; echo $a
  3 6 0
  1
  2
  $ for e in '1 +' '1 2' '08' '0x' '2#3' '1 ? 2' '5/0' '5%0' '2**-1' '1=2' '(1' "'a'" '@' '1.5' '5++'; do
  >   sh -c 'echo $(('"$e"'))'; echo $?
  > done
  sh: arithmetic syntax error
  2
  sh: arithmetic syntax error
  2
  sh: arithmetic syntax error
  2
  sh: arithmetic syntax error
  2
  sh: arithmetic syntax error
  2
  sh: malformed ?: operator
  2
  sh: divide by zero
  2
  sh: divide by zero
  2
  sh: exponent less than 0
  2
  sh: arithmetic syntax error
  2
  sh: syntax error: missing '))'
  2
  sh: arithmetic syntax error
  2
  sh: arithmetic syntax error
  2
  sh: arithmetic syntax error
  2
  sh: arithmetic syntax error
  2
  $ sh -c 'a=b b=a; echo $((a)); echo no'
  sh: expression recursion loop detected
  [2]
  $ sh -c 'readonly r=1; echo $((r=2)); echo no'; echo $?
  sh: r: is read only
  2

Nesting is bounded. [cairn]
  $ x=$(printf '%20000s' '' | tr ' ' '('); sh -c "echo \$(($x"; sh -c 'echo $((x))' ; x="$x" sh -c 'echo $((x))'
  sh: syntax error: missing '))'
  0
  sh: arithmetic syntax error: nesting too deep
  [2]

A long sum is not nesting.

  $ x=$(printf '%5000s' '' | sed 's/ /1+/g')0; echo $((x))
  5000

What && and || skip is not done. [cairn]
  $ unset u; echo $((0 && (u=7))) $u $((1 || (u=7))) $u
  0 1

Commas inside of a conditional, quotes. [cairn]
  $ echo $((1?2,3:4)) $(("1" + "2"))
  3 3

The arithmetic command. [cairn]
  $ ((1)); echo $?; ((0)); echo $?; x=1; ((x++)); ((x+=2)) && echo $x; if ((x > 3)); then echo big; fi
  0
  1
  4
  big

What can not be arithmetic is two subshells.

  $ ((echo a; echo b) | cat)
  a
  b
  $ ( (echo c) )
  c

Nor is this arithmetic. [cairn]
  $ echo $((echo a; echo b) | cat)
  a b
