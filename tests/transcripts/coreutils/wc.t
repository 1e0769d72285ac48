  $ printf 'a\nb\n\n\nc' > f
  $ printf 'one two\n' > g
  $ printf '' > empty

Lines, words, bytes:

  $ wc f
  $ wc < f
  $ wc f g
  $ wc empty
  $ wc -l f
  $ wc -lw f
  $ wc -l f g
  $ wc -c < f
  $ wc -c f
  $ cat f | wc -c
  $ echo x | wc - f

A word has a printable character; blanks are six:

  $ printf 'a\vb\fc\rd\te f' | wc -w
  $ printf '\001\002 x\n' | wc -w
  $ seq 1000 | wc -w

Characters are what does not continue one:

  $ printf '\303\251x\n' | wc -m
  $ printf '\303' | wc -m

The longest line in columns:

  $ printf 'a\t\tb\n' | wc -L
  $ printf 'abc\rde\nx\n' | wc -L
  $ printf 'abc' | wc -L
  $ wc -lL f g

Errors:

  $ wc nosuch f
  $ mkdir d; wc -l d
  $ wc -q 2>&1 | head -n 1

Words of other letters are words, too, and have columns [cairn]
  $ printf '\303\251 \346\227\245\n' | wc -w
Wide characters take two columns [cairn]
  $ printf '\303\251\346\227\245\n' | wc -L
Write errors [cairn]
  $ wc f > /dev/full
Totals [cairn]
  $ wc -l --total=always f; wc -l --total=only f g; wc -l --total=never f g
Names from a file [cairn]
  $ printf 'f\0g\0' > names; wc -l --files0-from=names
Long names [cairn]
  $ wc --lines --words --bytes --chars --max-line-length f
