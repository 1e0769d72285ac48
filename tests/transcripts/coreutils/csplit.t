Pieces that end where lines match; as in POSIX and GNU [cairn]
  $ seq 10 > n; show() { for f in xx*; do echo "<$f>" $(cat "$f"); done; rm -f xx*; }
  $ csplit n 3 /7/; show
  4
  8
  9
  <xx00> 1 2
  <xx01> 3 4 5 6
  <xx02> 7 8 9 10
  $ csplit n /1/ '{*}'; show
  0
  18
  3
  <xx00>
  <xx01> 1 2 3 4 5 6 7 8 9
  <xx02> 10
  $ csplit -s n '%3%' 5 8; show
  <xx00> 3 4
  <xx01> 5 6 7
  <xx02> 8 9 10
  $ csplit -q n 4 '{1}'; show
  <xx00> 1 2 3
  <xx01> 4 5 6 7
  <xx02> 8 9 10
  $ csplit n /3/+2 /6/; show
  8
  2
  11
  <xx00> 1 2 3 4
  <xx01> 5
  <xx02> 6 7 8 9 10
  $ csplit n /5/-2 /6/; show
  4
  6
  11
  <xx00> 1 2
  <xx01> 3 4 5
  <xx02> 6 7 8 9 10
  $ csplit --suppress-matched n /5/ /6/; show
  8
  0
  9
  <xx00> 1 2 3 4
  <xx01>
  <xx02> 7 8 9 10
  $ csplit -z n /1/; show
  21
  <xx00> 1 2 3 4 5 6 7 8 9 10
  $ csplit -f p. -n 3 n 2; ls p.*; rm p.*
  2
  19
  p.000
  p.001
  $ csplit -b '<%#06x>' n 2; ls xx*; rm xx*
  2
  19
  xx<000000>
  xx<0x0001>
  $ csplit - 1 1 < n
  csplit: warning: line number '1' is the same as preceding line number
  0
  0
  21
  $ rm xx*
An error leaves no pieces, unless they are to be kept:
  $ csplit n 5 /x/; ls xx*
  8
  13
  csplit: '/x/': match not found
  ls: xx*: No such file or directory
  [1]
  $ csplit -k n 5 /x/; show
  8
  13
  csplit: '/x/': match not found
  <xx00> 1 2 3 4
  <xx01> 5 6 7 8 9 10
  $ csplit -k n 4 '{9}'; show
  6
  8
  7
  csplit: '4': line number out of range on repetition 2
  <xx00> 1 2 3
  <xx01> 4 5 6 7
  <xx02> 8 9 10
  $ csplit n 99
  21
  csplit: '99': line number out of range
  [1]
  $ csplit n /8/+5
  21
  csplit: '/8/+5': line number out of range
  [1]
  $ csplit n /3/ '{5}'
  4
  17
  csplit: '/3/': match not found on repetition 1
  [1]
What is wrong:
  $ csplit n x
  csplit: 'x': invalid pattern
  [1]
  $ csplit n /a
  csplit: /a: closing delimiter '/' missing
  [1]
  $ csplit n /a/x
  csplit: '/a/x': integer expected after delimiter
  [1]
  $ csplit n '/[/'
  csplit: '/[/': invalid regular expression: Missing ']'
  [1]
  $ csplit n 3 '{x}'
  csplit: {x}: integer required between '{' and '}'
  [1]
  $ csplit n 0
  csplit: 0: line number must be greater than zero
  [1]
  $ csplit n 5 3
  csplit: line number '3' is smaller than preceding line number, 5
  [1]
  $ csplit -b %s n 3
  csplit: invalid conversion specifier in suffix: s
  [1]
  $ csplit -b x n 3
  csplit: missing % conversion specification in suffix
  [1]
  $ csplit -b %d%d n 3
  csplit: too many % conversion specifications in suffix
  [1]
  $ csplit nosuch 3
  csplit: cannot open 'nosuch' for reading: No such file or directory
  [1]
  $ csplit n 2>&1 | head -n 1
  csplit: missing operand after 'n'
