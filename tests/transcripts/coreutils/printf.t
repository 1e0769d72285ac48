# printf

  $ p() { env printf "$@"; }
  $ p '%s %s\n' a b c
  $ p 'no format\n' a b
  $ p -- '%s\n' a
  $ p '%s|%5s|%-5s|%.2s|%5.1s|\n' a b c def ghi
  $ p '%*s|%-*s|%.*s|%*s|\n' 3 a 3 b 1 cd -3 e
  $ p '%c%c|%3c|%-3c|\n' abc def g h
  $ p '%d %i %u %o %x %X\n' 10 -10 10 8 255 255
  $ p '%#o %#x %#X %+d % d %05d %-5d| %5.3d %.0d|\n' 8 255 255 1 1 1 1 5 0
  $ p '%ld %lld %hd %hhd %zd\n' 1 2 3 4 5
  $ p '%d %d %d %d\n' 0x1f 010 +7 ' -7'
  $ p '%d %d %d\n' "'a" '"b' "'ab"
  $ p '%u %x\n' -1 -1
  $ p '%f %.2f %e %g %G %E\n' 1.5 2.345 12345.678 0.0001 1e-10 1
  $ p '%f %f %f %f\n' inf -inf 0x10 "'a"
  $ p '%10.3f|%-10.1f|%+f|%010.2f|% f\n' 1 2 3 4 5
  $ p '%%|%b|%b\n' 'a\tb\0101\101\x41' 'c\\'
  $ p '%b|' 'a\cb' d; echo
  $ p 'a\cb%s\n' d; echo
  $ p 'A\101\x41\0\n' | od -c
  $ p '\0101 \8 \q \" \xg\n' | od -c

What is no number counts as 0, and the status tells:

  $ p '%d|\n' abc
  $ p '%d|\n' 08
  $ p '%d|\n' 5x
  $ p '%d|\n' ''
  $ p '%d|\n' 1.5
  $ p '%d|\n' 99999999999999999999
  $ p '%u|\n' 18446744073709551616
  $ p '%f|\n' 1x
  $ p '%f|\n' 1e400
  $ p '%d x\n' 1 2a 3
  $ p '%*d|\n' a 5

A missing number is 0 without a word, as POSIX has it:
[cairn]
  $ p '%d|%x|%s|%f\n'

What is no format ends it:

  $ p 'abc%'
  $ p 'a%y b\n' 1
  $ p '%5%\n'
  $ p
  $ p --help 2>&1 | tail -n +3

POSIX.1-2024's and bash's own:
[cairn]
  $ p '%2$s %1$s\n' a b c d
[cairn]
  $ p '%a %F %A\n' 1 1.5 255
[cairn]
  $ p '%q %q %q %q\n' 'a b' "c'd" '' "$(p 'e\nf')"
[cairn]
  $ p '%5b|%.1b|%b\n' a bc 'e\u00e9'
[cairn]
  $ p '%(%Y-%m-%d %H)T|%(x' 0; p '%(%s)T\n' 5 | cat
[cairn]
  $ p '\u00e9\U0001f600\n'

Odd bytes go through:

  $ p '%s\n' "$(p '\377')" | od -c
  $ p '%s' x > /dev/full
