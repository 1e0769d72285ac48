# xargs

  $ printf 'a b\nc "d e" '"'f g'"' h\\ i\n\nj\n' > in

Words of the input become arguments:

  $ xargs < in
  a b c d e f g h i j
  $ xargs echo - < in
  - a b c d e f g h i j
  $ xargs -n 1 < in
  a
  b
  c
  d e
  f g
  h i
  j
  $ xargs -n2 echo - < in
  - a b
  - c d e
  - f g h i
  - j
  $ printf 'a\\\nb "c\nd"' | xargs -n1 echo
  a
  b
  c
  d
  $ printf 'a\tb  \n\n c' | xargs
  a b c
  $ xargs -a in -n 3
  a b c
  d e f g h i
  j
  $ xargs -t echo < in
  echo a b c d e f g h i j
  a b c d e f g h i j

Nothing in the input: the program runs once, or with -r not at all:

  $ printf '' | xargs echo none
  none
  $ printf ' \n' | xargs -r echo none
  $ printf '' | xargs --no-run-if-empty echo none
  $ printf '' | xargs -I{} echo none

Items that end in NUL:

  $ printf 'a b\0"c\0\0d\n\0' | xargs -0 -n1 echo '>'
  \x3e a b (esc)
  \x3e "c (esc)
  \x3e  (esc)
  \x3e d (esc)
  
  $ printf 'a b\0c' | xargs -0 -I{} echo '<{}>'
  <a b>
  <c>

Lines put into the arguments:

  $ xargs -I{} echo '[{}]' < in
  [a b]
  [c "d e" 'f g' h\ i]
  [j]
  $ xargs -I X echo X-X nox < in
  a b-a b nox
  c "d e" 'f g' h\ i-c "d e" 'f g' h\ i nox
  j-j nox
  $ xargs -i echo '<{}>' < in
  <a b>
  <c "d e" 'f g' h\ i>
  <j>
  $ xargs -iQ echo Q < in
  a b
  c "d e" 'f g' h\ i
  j
  $ printf ' x  y \n' | xargs -I{} echo '[{}]'
  [x  y ]
  $ xargs -tI{} echo {} < in
  echo a b
  a b
  echo c "d e" 'f g' h\ i
  c "d e" 'f g' h\ i
  echo j
  j

The end of the input:

  $ xargs -E c < in
  a b
  $ xargs -ec < in
  a b
  $ xargs -e < in
  a b c d e f g h i j
  $ printf 'a _ b' | xargs
  a _ b
  $ printf 'a _ b' | xargs -E _
  a
  $ printf 'a _ b' | xargs -E ''
  a _ b

The length of a command line:

  $ xargs -s 20 echo < in
  a b c d e f g
  h i j
  $ xargs -n2 -s 12 echo < in
  a b
  c d e
  f g
  h i j
  $ xargs -s 5 echo < in
  xargs: can't fit single argument within argument list size limit
  [1]

Several at a time:

  $ xargs -P2 -n1 echo < in | sort
  a
  b
  c
  d e
  f g
  h i
  j
  $ xargs -P 0 -n1 echo < in | sort
  a
  b
  c
  d e
  f g
  h i
  j
  $ xargs -P 3 -n1 false < in
  [123]

The status tells how the programs ended:

  $ xargs -n1 false < in
  [123]
  $ xargs sh -c 'exit 3' < in
  [123]
  $ xargs -n1 sh -c 'exit 255' < in
  xargs: sh: exited with status 255; aborting
  [124]
  $ xargs -n1 sh -c 'kill -9 $$' < in
  xargs: 'sh' terminated by signal 9
  [125]
  $ xargs nosuch < in
  xargs: nosuch: No such file or directory
  [127]
  $ xargs ./in < in
  xargs: ./in: Permission denied
  [126]
  $ xargs -n1 test x = < in
  [123]

The program does not read what xargs reads:

  $ printf 'a b' | xargs -n 1 sh -c 'cat; echo $0'
  a
  b

Mistakes:

  $ printf "a'b" | xargs
  xargs: unmatched single quote
  [1]
  $ printf 'a"b' | xargs
  xargs: unmatched double quote
  [1]
  $ xargs -n 0 echo < in
  xargs: number 0 is not in 1..2147483647 range
  [1]
  $ xargs -n x echo < in
  xargs: invalid number 'x'
  [1]
  $ xargs -s 0 < in
  xargs: number 0 is not in 1..2147483647 range
  [1]
  $ xargs -I < in 2>&1 | head -n 1
  xargs: option requires an argument: I
  $ xargs -a nosuch
  xargs: can't open 'nosuch': No such file or directory
  [1]
  $ xargs -h 2>&1 | head -n 1
  xargs: unrecognized option: h
