  $ printf 'a\na\nb\nb\nb\nc\na\n' > u
  $ printf 'x a 1\ny a 2\nx  b 3\n' > v

  $ uniq u
  a
  b
  c
  a
  $ uniq < u
  a
  b
  c
  a
  $ uniq -c u
        2 a
        3 b
        1 c
        1 a
  $ uniq -d u
  a
  b
  $ uniq -u u
  c
  a
  $ uniq -du u
  $ uniq -cd u
        2 a
        3 b
  $ printf 'a\na' | uniq
  a
  $ printf '' | uniq
  $ printf '\n\n\n' | uniq -c
        3  (esc)
  $ printf 'a\nA\n' | uniq -i
  a
  $ printf 'a\0a\0b' | uniq -z | tr '\0' .
  a.b. (no-eol)
  $ seq 100000 | uniq | tail -n 1
  100000
  $ yes | head -n 30000 | uniq -c
    30000 y

What is compared:

  $ uniq -f1 v
  x a 1
  y a 2
  x  b 3
  $ uniq -f 1 -w 2 v
  x a 1
  x  b 3
  $ uniq -s1 -w1 v
  x a 1
  $ uniq -f 9 v
  x a 1
  $ uniq -w 0 u
  a

The second operand is written:

  $ uniq u out
  $ cat out
  a
  b
  c
  a
  $ uniq u -
  a
  b
  c
  a

Errors:

  $ uniq nosuch
  uniq: can't open 'nosuch': No such file or directory
  [1]
  $ uniq u /nosuch/x
  uniq: can't open '/nosuch/x': No such file or directory
  [1]
  $ uniq -f x u
  uniq: invalid number 'x'
  [1]
  $ uniq -q 2>&1 | head -n 1
  uniq: unrecognized option: q

Write errors [cairn]
  $ uniq u > /dev/full
  uniq: write error: No space left on device
  [1]
All the repeated lines [cairn]
  $ uniq -D u
  a
  a
  b
  b
  b
In groups [cairn]
  $ uniq --all-repeated=separate u; uniq --all-repeated=prepend u
  a
  a
  
  b
  b
  b
  
  a
  a
  
  b
  b
  b
Long names [cairn]
  $ uniq --count --repeated --ignore-case --skip-chars=0 u
        2 a
        3 b
All lines in groups [cairn]
  $ printf 'a\na\nb\n' > g; for how in separate prepend append both; do echo "$how:"; uniq --group=$how g; done
  separate:
  a
  a
  
  b
  prepend:
  
  a
  a
  
  b
  append:
  a
  a
  
  b
  
  both:
  
  a
  a
  
  b
  
Groups exclude a choice [cairn]
  $ uniq --group -c g 2>&1 | head -n 1; uniq --group=x g
  uniq: --group is mutually exclusive with -c/-d/-D/-u
  uniq: invalid argument 'x' to --group
  [1]
