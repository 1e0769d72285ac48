# echo

  $ env echo a  b 'c  d'
  $ env echo
  $ env echo -n a; echo '|'
  $ env echo -e 'a\tb\n\\\0101\x41\e' | od -c
  $ env echo -e 'a\cb' c; echo '|'
  $ env echo -ne 'x\ny\n' -n
  $ env echo -E 'a\tb'; env echo -eE 'a\tb'; env echo -Ee 'a\tb'
  $ env echo -- a; env echo - a; env echo -nx a; env echo --help; env echo --version
  $ env echo '' '' x
  $ env echo -e '\0' '\0400' '\x' '\xg' '\1' '\8' '\u00e9' '\q' 'end\' | od -c

A byte that is no character, and a newline:

  $ env echo "$(printf 'a\377\nb')" | od -c

A full disk is told:

  $ env echo a > /dev/full
