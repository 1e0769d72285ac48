# printf

  $ p() { env printf "$@"; }
  $ p '%s %s\n' a b c
  a b
  c  (esc)
  $ p 'no format\n' a b
  no format
  $ p -- '%s\n' a
  a
  $ p '%s|%5s|%-5s|%.2s|%5.1s|\n' a b c def ghi
  a|    b|c    |de|    g|
  $ p '%*s|%-*s|%.*s|%*s|\n' 3 a 3 b 1 cd -3 e
    a|b  |c|e  |
  $ p '%c%c|%3c|%-3c|\n' abc def g h
  ad|  g|h  |
  $ p '%d %i %u %o %x %X\n' 10 -10 10 8 255 255
  10 -10 10 10 ff FF
  $ p '%#o %#x %#X %+d % d %05d %-5d| %5.3d %.0d|\n' 8 255 255 1 1 1 1 5 0
  010 0xff 0XFF +1  1 00001 1    |   005 |
  $ p '%ld %lld %hd %hhd %zd\n' 1 2 3 4 5
  1 2 3 4 5
  $ p '%d %d %d %d\n' 0x1f 010 +7 ' -7'
  31 8 7 -7
  $ p '%d %d %d\n' "'a" '"b' "'ab"
  97 98 97
  $ p '%u %x\n' -1 -1
  18446744073709551615 ffffffffffffffff
  $ p '%f %.2f %e %g %G %E\n' 1.5 2.345 12345.678 0.0001 1e-10 1
  1.500000 2.35 1.234568e+04 0.0001 1E-10 1.000000E+00
  $ p '%f %f %f %f\n' inf -inf 0x10 "'a"
  inf -inf 16.000000 97.000000
  $ p '%10.3f|%-10.1f|%+f|%010.2f|% f\n' 1 2 3 4 5
       1.000|2.0       |+3.000000|0000004.00| 5.000000
  $ p '%%|%b|%b\n' 'a\tb\0101\101\x41' 'c\\'
  %|a	bAAA|c\
  $ p '%b|' 'a\cb' d; echo
  a
  $ p 'a\cb%s\n' d; echo
  a
  $ p 'A\101\x41\0\n' | od -c
  0000000   A   A   A  \0  \n
  0000005
  $ p '\0101 \8 \q \" \xg\n' | od -c
  0000000  \b   1       \   8       \   q       \   "       \   x   g  \n
  0000020

What is no number counts as what its beginning is worth, as POSIX has it, and the status tells:

  $ p '%d|\n' abc
  printf: invalid number 'abc'
  0|
  [1]
  $ p '%d|\n' 08
  printf: invalid number '08'
  0|
  [1]
  $ p '%d|\n' ''
  printf: invalid number ''
  0|
  [1]
  $ p '%f|\n' 1e400
  printf: invalid number '1e400'
  inf|
  [1]
[cairn]
  $ p '%d|%d|%f|%f|%d\n' 5x 1.5 1x 2e2.5 ' -7 ' 2>&1 >values; s=$?; cat values; (exit $s)
  printf: invalid number '5x'
  printf: invalid number '1.5'
  printf: invalid number '1x'
  printf: invalid number '2e2.5'
  printf: invalid number '-7 '
  5|1|1.000000|200.000000|-7
  [1]
[cairn]
  $ p '%d|%u|%u\n' 99999999999999999999 18446744073709551616 -18446744073709551615 2>&1 >values; cat values
  printf: invalid number '99999999999999999999'
  printf: invalid number '18446744073709551616'
  9223372036854775807|18446744073709551615|1
[cairn]
  $ p '%*d|\n' a 5
  printf: invalid number 'a'
  5|
  [1]

A missing number is 0 without a word, as POSIX has it:
[cairn]
  $ p '%d|%x|%s|%f\n'
  0|0||0.000000

What is no format ends it:

  $ p 'abc%'
  abcprintf: %: invalid format
  [1]
  $ p 'a%y b\n' 1
  aprintf: %y b\n: invalid format
  [1]
  $ p '%5%\n'
  printf: %5%\n: invalid format
  [1]
  $ p 2>&1 | sed -n 3p
  Usage: printf FORMAT [ARG]...
  $ p --help 2>&1 | tail -n +3
  Usage: printf FORMAT [ARG]...
  
  Format and print ARG(s) according to FORMAT (a-la C printf)

POSIX.1-2024's and bash's own:
[cairn]
  $ p '%2$s %1$s\n' a b c d
  b a
  d c
[cairn]
  $ p '%a %F %A\n' 1 1.5 255
  0x1p+0 1.500000 0X1.FEP+7
[cairn]
  $ p '%q %q %q %q\n' 'a b' "c'd" '' "$(p 'e\nf')"
  a\ b c\'d '' $'e\nf'
[cairn]
  $ p '%5b|%.1b|%b\n' a bc 'e\u00e9'
      a|b|eé
[cairn]
  $ p '%(%Y-%m-%d %H)T|%(x' 0; p '%(%s)T\n' 5 | cat
  1970-01-01 00|printf: %(x: invalid format
  5
[cairn]
  $ p '\u00e9\U0001f600\n'
  é😀

Odd bytes go through:

  $ p '%s\n' "$(p '\377')" | od -c
  0000000 377  \n
  0000002
A full disk is told:
[cairn]
  $ p '%s' x > /dev/full
  printf: write error: No space left on device
  [1]
