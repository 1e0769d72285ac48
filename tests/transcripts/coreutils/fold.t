  $ printf 'abcdefghij\n' | fold -w 4
  abcd
  efgh
  ij
  $ printf 'abc' | fold -w 2; echo
  ab
  c
  $ printf 'a b c d e f\n' | fold -s -w 4
  a b  (esc)
  c d  (esc)
  e f
  $ printf 'abcdefg hij\n' | fold -s -w 4
  abcd
  efg  (esc)
  hij
  $ printf 'a\tb\tc\n' | fold -w 10
  a	b
  	c
  $ printf 'a\tb\tc\n' | fold -b -w 2
  a\t (esc)
  b\t (esc)
  c
  $ printf 'ab\bcdef\n' | fold -w 3 | od -c
  0000000   a   b  \b   c   d  \n   e   f  \n
  0000011
  $ printf '\303\251\303\251\303\251\n' | fold -w 2
  éé
  é
  $ printf '\t\tx\n' | fold -w 4
  \t (esc)
  \t (esc)
  x
  $ printf '' | fold
  $ seq 200 | tr '\n' ' ' | fold | head -n 1
  1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30
  $ fold -w 0 /dev/null
  fold: number 0 is not in 1..10000 range
  [1]
  $ fold -w x /dev/null
  fold: invalid number 'x'
  [1]
  $ fold nosuch
  fold: nosuch: No such file or directory
  [1]

The form of old [cairn]
  $ printf 'abcdef\n' | fold -3
  abc
  def
Write errors [cairn]
  $ echo a | fold > /dev/full
  fold: write error: No space left on device
  [1]
