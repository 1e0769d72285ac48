  $ printf 'a\nb\nc\n' > A
  $ printf 'b\nc\nd\n' > B
  $ comm A B
  a
  		b
  		c
  	d
  $ comm -1 A B
  	b
  	c
  d
  $ comm -2 A B
  a
  	b
  	c
  $ comm -3 A B
  a
  	d
  $ comm -12 A B
  b
  c
  $ comm -123 A B
  $ comm - B < A
  a
  		b
  		c
  	d
  $ printf 'a\nb' | comm - B
  a
  		b
  	c
  	d
  $ comm A /dev/null
  a
  b
  c
  $ comm A nosuch
  comm: nosuch: No such file or directory
  [1]
  $ comm nosuch B
  comm: nosuch: No such file or directory
  [1]
  $ comm A 2>/dev/null
  [1]

Totals and another separator [cairn]
  $ comm --total --output-delimiter=: A B
  a
  ::b
  ::c
  :d
  1:1:2:total
Unsorted files [cairn]
  $ printf 'b\na\n' | comm --check-order - A
  	a
  		b
  comm: file 1 is not in sorted order
  [1]
Lines that end with NUL [cairn]
  $ printf 'a\0' | comm -z - /dev/null | tr '\0' .
  a. (no-eol)
Write errors [cairn]
  $ comm A B > /dev/full
  comm: write error: No space left on device
  [1]
Two output delimiters [cairn]
  $ comm --output-delimiter=, --output-delimiter=+ /dev/null /dev/null
  comm: multiple output delimiters specified
  [1]
