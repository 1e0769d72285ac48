  $ printf 'a\na\nb\nb\nb\nc\na\n' > u
  $ printf 'x a 1\ny a 2\nx  b 3\n' > v

  $ uniq u
  $ uniq < u
  $ uniq -c u
  $ uniq -d u
  $ uniq -u u
  $ uniq -du u
  $ uniq -cd u
  $ printf 'a\na' | uniq
  $ printf '' | uniq
  $ printf '\n\n\n' | uniq -c
  $ printf 'a\nA\n' | uniq -i
  $ printf 'a\0a\0b' | uniq -z | tr '\0' .
  $ seq 100000 | uniq | tail -n 1
  $ yes | head -n 30000 | uniq -c

What is compared:

  $ uniq -f1 v
  $ uniq -f 1 -w 2 v
  $ uniq -s1 -w1 v
  $ uniq -f 9 v
  $ uniq -w 0 u

The second operand is written:

  $ uniq u out
  $ cat out
  $ uniq u -

Errors:

  $ uniq nosuch
  $ uniq u /nosuch/x
  $ uniq -f x u
  $ uniq -q 2>&1 | head -n 1

Write errors [cairn]
  $ uniq u > /dev/full
All the repeated lines [cairn]
  $ uniq -D u
In groups [cairn]
  $ uniq --all-repeated=separate u; uniq --all-repeated=prepend u
Long names [cairn]
  $ uniq --count --repeated --ignore-case --skip-chars=0 u
