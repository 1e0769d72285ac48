  $ printf 'a\nb\n\n\nc' > f
  $ printf 'one two\n' > g
  $ printf '' > empty

Lines, words, bytes:

  $ wc f
          4         3         7 f
  $ wc < f
          4         3         7
  $ wc f g
          4         3         7 f
          1         2         8 g
          5         5        15 total
  $ wc empty
          0         0         0 empty
  $ wc -l f
  4 f
  $ wc -lw f
          4         3 f
  $ wc -l f g
          4 f
          1 g
          5 total
  $ wc -c < f
  7
  $ wc -c f
  7 f
  $ cat f | wc -c
  7
  $ echo x | wc - f
          1         1         2 -
          4         3         7 f
          5         4         9 total

A word has a printable character; blanks are six:

  $ printf 'a\vb\fc\rd\te f' | wc -w
  6
  $ printf '\001\002 x\n' | wc -w
  1
  $ seq 1000 | wc -w
  1000

Characters are what does not continue one:

  $ printf '\303\251x\n' | wc -m
  3
  $ printf '\303' | wc -m
  1

The longest line in columns:

  $ printf 'a\t\tb\n' | wc -L
  17
  $ printf 'abc\rde\nx\n' | wc -L
  3
  $ printf 'abc' | wc -L
  3
  $ wc -lL f g
          4         1 f
          1         7 g
          5         7 total

Errors:

  $ wc nosuch f
  wc: nosuch: No such file or directory
          4         3         7 f
          4         3         7 total
  [1]
  $ mkdir d; wc -l d
  wc: d: Is a directory
  0 d
  [1]
  $ wc -q 2>&1 | head -n 1
  wc: unrecognized option: q

Words of other letters are words, too, and have columns [cairn]
  $ printf '\303\251 \346\227\245\n' | wc -w
  2
Wide characters take two columns [cairn]
  $ printf '\303\251\346\227\245\n' | wc -L
  3
Write errors [cairn]
  $ wc f > /dev/full
  wc: write error: No space left on device
  [1]
Totals [cairn]
  $ wc -l --total=always f; wc -l --total=only f g; wc -l --total=never f g
  4 f
  4 total
  5
          4 f
          1 g
Names from a file [cairn]
  $ printf 'f\0g\0' > names; wc -l --files0-from=names
          4 f
          1 g
          5 total
Long names [cairn]
  $ wc --lines --words --bytes --chars --max-line-length f
          4         3         7         7         1 f
