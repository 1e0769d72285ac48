# xargs beyond BusyBox's [cairn]

  $ printf 'a b\nc \nd\n\ne\n' > in

Lines:

  $ xargs -L1 echo '>' < in
  \x3e a b (esc)
  \x3e c d (esc)
  \x3e e (esc)
  $ xargs -L 2 echo '>' < in
  \x3e a b c d (esc)
  \x3e e (esc)
  $ xargs -l echo '>' < in
  \x3e a b (esc)
  \x3e c d (esc)
  \x3e e (esc)
  $ xargs --max-lines=2 echo '>' < in
  \x3e a b c d (esc)
  \x3e e (esc)
  $ xargs -L1 -n1 echo '>' < in
  \x3e a (esc)
  \x3e b (esc)
  \x3e c (esc)
  \x3e d (esc)
  \x3e e (esc)

Other delimiters:

  $ printf 'a,b c,d' | xargs -d , -n1 echo '>'
  \x3e a (esc)
  \x3e b c (esc)
  \x3e d (esc)
  $ printf "it's\na b\n" | xargs -d '\n' -n1 echo '>'
  \x3e it's (esc)
  \x3e a b (esc)
  $ printf 'axb' | xargs --delimiter='\x78' echo '>'
  \x3e a b (esc)
  $ printf 'a' | xargs -d ab echo
  xargs: invalid delimiter 'ab'
  [1]

An empty word between quotes is an argument:

  $ printf "''x '' y" | xargs -n1 echo '>'
  \x3e x (esc)
  \x3e  (esc)
  \x3e y (esc)

Long names:

  $ xargs --max-args=2 --verbose echo < in
  echo a b
  a b
  echo c d
  c d
  echo e
  e
  $ xargs --replace=R echo '<R>' < in
  <a b>
  <c >
  <d>
  <e>
  $ printf 'a\0b c' | xargs --null --max-args=1 echo
  a
  b c
  $ xargs --arg-file=in echo
  a b c d e

With -x a command line that has not all of its items is not run:

  $ printf 'aa bb cc' | xargs -x -n 3 -s 12 echo
  xargs: argument line too long
  [1]
