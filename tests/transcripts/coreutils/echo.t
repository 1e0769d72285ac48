# echo

  $ env echo a  b 'c  d'
  a b c  d
  $ env echo
  
  $ env echo -n a; echo '|'
  a|
  $ env echo -e 'a\tb\n\\\0101\x41\e' | od -c
  0000000   a  \t   b  \n   \   A   A 033  \n
  0000011
  $ env echo -e 'a\cb' c; echo '|'
  a|
  $ env echo -ne 'x\ny\n' -n
  x
  y
   -n (no-eol)
  $ env echo -E 'a\tb'; env echo -eE 'a\tb'; env echo -Ee 'a\tb'
  a\tb
  a	b
  a	b
  $ env echo -- a; env echo - a; env echo -nx a; env echo --help; env echo --version
  -- a
  - a
  -nx a
  --help
  --version
  $ env echo '' '' x
    x
  $ env echo -e '\0' '\0400' '\x' '\xg' '\1' '\8' '\u00e9' '\q' 'end\' | od -c
  0000000  \0           0       \   x       \   x   g     001       \   8
  0000020       \   u   0   0   e   9       \   q       e   n   d   \  \n
  0000040

A byte that is no character, and a newline:

  $ env echo "$(printf 'a\377\nb')" | od -c
  0000000   a 377  \n   b  \n
  0000005

A full disk is told:

  $ env echo a > /dev/full
  echo: write error: No space left on device
  [1]
