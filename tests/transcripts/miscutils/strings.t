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
  Usage: strings [-fo] [-t o|d|x] [-n LEN] [FILE]...
GNU's options. [cairn]
  $ strings -12 o
  $ printf 'a\000b\000c\000d\000\n\000' | strings -t d -e l
  strings: unrecognized option: e
  BusyBox v1.36.1 (2024-06-10 07:11:47 UTC) multi-call binary.
  
  Usage: strings [-fo] [-t o|d|x] [-n LEN] [FILE]...
  
  Display printable strings in a binary file
  
  	-f		Precede strings with filenames
  	-o		Precede strings with octal offsets
  	-t o|d|x	Precede strings with offsets in base 8/10/16
  	-n LEN		At least LEN characters form a string (default 4)
  [1]
  $ printf '\000\000\000a\000\000\000b\000\000\000c\000\000\000d' | strings -e B
  strings: unrecognized option: e
  BusyBox v1.36.1 (2024-06-10 07:11:47 UTC) multi-call binary.
  
  Usage: strings [-fo] [-t o|d|x] [-n LEN] [FILE]...
  
  Display printable strings in a binary file
  
  	-f		Precede strings with filenames
  	-o		Precede strings with octal offsets
  	-t o|d|x	Precede strings with offsets in base 8/10/16
  	-n LEN		At least LEN characters form a string (default 4)
  [1]
  $ strings -w o
  strings: unrecognized option: w
  BusyBox v1.36.1 (2024-06-10 07:11:47 UTC) multi-call binary.
  
  Usage: strings [-fo] [-t o|d|x] [-n LEN] [FILE]...
  
  Display printable strings in a binary file
  
  	-f		Precede strings with filenames
  	-o		Precede strings with octal offsets
  	-t o|d|x	Precede strings with offsets in base 8/10/16
  	-n LEN		At least LEN characters form a string (default 4)
  [1]
  $ strings -s ' / ' o; echo
  strings: unrecognized option: s
  BusyBox v1.36.1 (2024-06-10 07:11:47 UTC) multi-call binary.
  
  Usage: strings [-fo] [-t o|d|x] [-n LEN] [FILE]...
  
  Display printable strings in a binary file
  
  	-f		Precede strings with filenames
  	-o		Precede strings with octal offsets
  	-t o|d|x	Precede strings with offsets in base 8/10/16
  	-n LEN		At least LEN characters form a string (default 4)
  
  $ printf 'caf\351s\000' | strings -e S -n 5 | od -An -c
  strings: unrecognized option: e
  BusyBox v1.36.1 (2024-06-10 07:11:47 UTC) multi-call binary.
  
  Usage: strings [-fo] [-t o|d|x] [-n LEN] [FILE]...
  
  Display printable strings in a binary file
  
  	-f		Precede strings with filenames
  	-o		Precede strings with octal offsets
  	-t o|d|x	Precede strings with offsets in base 8/10/16
  	-n LEN		At least LEN characters form a string (default 4)
  $ strings -e x o 2>&1 | tail -n +3 | head -n 1 | cut -c 1-14
  
A directory is no input. [cairn]
  $ strings .
