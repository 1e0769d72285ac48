  $ printf 'abc\000\001\377\nhello world, this is od\nhello hello' > o
  $ strings o
  hello world, this is od
  hello hello
  $ strings -n 12 o
  hello world, this is od
  $ strings -t x -f o o
  o:       7 hello world, this is od
  o:      1f hello hello
  o:       7 hello world, this is od
  o:      1f hello hello
  $ strings -o o
        7 hello world, this is od
       37 hello hello
  $ strings -t d o
        7 hello world, this is od
       31 hello hello
  $ strings -f - < o
  -: hello world, this is od
  -: hello hello
  $ strings -f < o
  {standard input}: hello world, this is od
  {standard input}: hello hello
  $ strings -a o
  hello world, this is od
  hello hello
  $ printf 'ab\200cdefg\thi\njk lmnop\000q' | strings | cat -A
  cdefg^Ihi$
  jk lmnop$
  $ printf 'abcde\000\000abcdef' | strings -n 6
  abcdef
  $ strings -n 0 o
  strings: number 0 is not in 1..2147483647 range
  [1]
  $ strings -n x o
  strings: invalid number 'x'
  [1]
  $ strings -n 99999999999 o
  strings: invalid number '99999999999'
  [1]
  $ strings nosuch o
  strings: nosuch: No such file or directory
  hello world, this is od
  hello hello
  [1]
  $ strings -t q o 2>&1 | tail -n +3 | head -n 1 | cut -c 1-14
  Usage: strings
GNU's options. [cairn]
  $ strings -12 o
  hello world, this is od
[cairn]
  $ printf 'a\000b\000c\000d\000\n\000' | strings -t d -e l
        0 abcd
[cairn]
  $ printf '\000\000\000a\000\000\000b\000\000\000c\000\000\000d' | strings -e B
  abcd
[cairn]
  $ strings -w o
  
  hello world, this is od
  hello hello
[cairn]
  $ strings -s ' / ' o; echo
  hello world, this is od / hello hello /  (esc)
[cairn]
  $ printf 'caf\351s\000' | strings -e S -n 5 | od -An -c
     c   a   f 351   s  \n
[cairn]
  $ strings -e x o 2>&1 | tail -n +3 | head -n 1 | cut -c 1-14
  Usage: strings
A directory is no input. [cairn]
  $ strings .
  strings: .: Is a directory
  [1]
