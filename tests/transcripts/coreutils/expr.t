# expr

  $ expr 1 + 2 '*' 3; expr '(' 1 + 2 ')' '*' 3; expr 7 / 2; expr -7 / 2; expr -7 % 2; expr 3 - -3
  7
  9
  3
  -3
  -1
  6
  $ expr 0; expr ''; expr 00; expr -0; expr a
  0
  
  00
  -0
  a
  $ expr 1 '<' 2; expr 10 '<' 9; expr 10 '<' 9a; expr a = a; expr a == b; expr a '!=' b; expr 5 '>=' 05; expr 5 '<=' 4; expr b '>' a
  1
  0
  1
  1
  0
  1
  1
  0
  1
  $ expr '' '|' x; expr a '|' b; expr a '&' b; expr 0 '&' b; expr 1 '&' 0 '|' 3
  x
  a
  a
  0
  3
  $ expr 1 = 1 = 1; expr ' 1' + +1
  1
  2

Patterns are anchored; a group gives what it matched:

  $ expr abc : 'a\(.\)c'; expr abc : 'x\(.\)c'; expr abc : ab; expr abc : b; expr abc : '.*'; expr '' : ''
  b
  
  2
  0
  3
  0
  [1]
  $ expr a.c : 'a\.c'; expr aXXb : 'aX\{2\}b'; expr abab : '\(ab\)\1'; expr ab : 'a\|b'; expr a : '[[:alpha:]]'; expr abc match abc
  3
  4
  ab
  1
  1
  expr: syntax error
  [2]
  $ expr abc : '^ab'
  expr: warning: '^ab': using '^' as the first character
  of a basic regular expression is not portable; it is ignored
  2
  $ expr /a/b/c.txt : '.*/\(.*\)\.txt'
  c
  $ expr a : 'a\'
  expr: bad regex 'a\': Trailing backslash
  [2]
  $ expr a : '\(a'
  expr: bad regex '\(a': Missing ')'
  [2]
  $ expr a : '[a'
  expr: bad regex '[a': Missing ']'
  [2]

Functions:

  $ expr length abc; expr length éa; expr match abc 'a\(.*\)'; expr index abcdef dc; expr index abc x; expr substr abcdef 2 3; expr substr abcdef 5 9; expr substr abcdef 0 3; expr substr abcdef a 1; expr substr abc 2 0
  3
  3
  bc
  3
  0
  bcd
  ef
  
  
  
  [1]
  $ expr quote length; expr length abc + 1; expr length length; expr quote 5 + 3
  length
  4
  expr: syntax error
  8

Errors:

  $ expr
  expr: too few arguments
  [2]
  $ expr 1 2
  expr: syntax error
  [2]
  $ expr 1 +
  expr: syntax error
  [2]

  $ expr '(' 1
  expr: syntax error
  [2]
  $ expr 1 ')'
  expr: syntax error
  [2]
  $ expr length
  expr: syntax error
  [2]
  $ expr 1 + a
  expr: non-numeric argument
  [2]
  $ expr '' + 1
  expr: non-numeric argument
  [2]
  $ expr '1 ' + 1
  expr: non-numeric argument
  [2]
  $ expr 1 / 0
  expr: division by zero
  [2]
  $ expr 1 % 0
  expr: division by zero
  [2]
  $ expr --help 2>&1 | sed -n 3p
  Usage: expr EXPRESSION

Numbers may be of any size:
[cairn]
  $ expr 9223372036854775807 + 1
  9223372036854775808
[cairn]
  $ expr -9223372036854775808 / -1
  9223372036854775808
[cairn]
  $ expr -9223372036854775808 % -1
  0
  [1]
[cairn]
  $ expr 99999999999999999999 '>' 9; expr 99999999999999999999 + 1
  1
  100000000000000000000

`--` and `+ TOKEN` as in GNU:
[cairn]
  $ expr -- -5 + 2; expr + length; expr length + match
  -3
  length
  5
[cairn]
  $ n=2000; p=; while [ $n -gt 0 ]; do p="$p ( "; n=$((n-1)); done; expr $p 1; echo $?
  expr: expression too deep
  2
[cairn]
  $ expr 99999999999999999999 '*' -99999999999999999999; expr 123456789012345678901234567890 / 987654321098765432 % 97
  -9999999999999999999800000000000000000001
  6
What `|` and `&` have decided already is not computed, but must be well-formed:
[cairn]
  $ expr 1 '|' 1 / 0; expr 0 '&' x + 1; expr '' '|' ''; expr 0 '|' ''; expr a : '\(b\)*'; expr 1 '|' 1 /
  1
  0
  0
  0
  
  expr: syntax error
  [2]
