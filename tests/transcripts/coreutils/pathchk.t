`pathchk`: may names be used? Alpine has none: POSIX.1-2024, with GNU's messages. [cairn]
  $ : > file; pathchk file new/file .; echo $?
  0
  $ pathchk file/x ''
  pathchk: 'file/x': Not a directory
  pathchk: '': No such file or directory
  [1]
  $ pathchk $(printf %0255d 1); pathchk a/$(printf %0256d 1) 2>&1 | cut -c 1-60; pathchk $(printf %04096d 1) 2>&1 | cut -c 1-60
  pathchk: limit 255 exceeded by length 256 of file name compo
  pathchk: limit 4095 exceeded by length 4096 of file name '00

Portable to every POSIX system:
  $ pathchk -p abc/A.b_c-d; pathchk -p abcdefghijklmno 'a b' '' $(printf %0256d 1) 2>&1 | cut -c 1-72
  pathchk: limit 14 exceeded by length 15 of file name component 'abcdefgh
  pathchk: nonportable character ' ' in file name 'a b'
  pathchk: empty file name
  pathchk: limit 255 exceeded by length 256 of file name '0000000000000000
  $ pathchk -P -- -a b/-c '' 'b c'; pathchk --portability 'b c' b/-c
  pathchk: leading '-' in a component of file name '-a'
  pathchk: leading '-' in a component of file name 'b/-c'
  pathchk: empty file name
  pathchk: nonportable character ' ' in file name 'b c'
  pathchk: leading '-' in a component of file name 'b/-c'
  [1]
  $ pathchk 2>&1 | sed -n 3p
  Usage: pathchk [-pP] NAME...
