  $ seq 12 > n
  $ show() { for f in "$1"*; do echo "<$f>"; cat "$f"; done; }
  $ split -l 5 n; show x
  <xaa>
  1
  2
  3
  4
  5
  <xab>
  6
  7
  8
  9
  10
  <xac>
  11
  12
  $ split -b 10 n b; show b
  <baa>
  1
  2
  3
  4
  5
  <bab>
  6
  7
  8
  9
  10<bac>
  
  11
  12
  $ split -a 1 -l 6 n one; show one
  <onea>
  1
  2
  3
  4
  5
  6
  <oneb>
  7
  8
  9
  10
  11
  12
  $ split -l 5 - in < n; show in
  <inaa>
  1
  2
  3
  4
  5
  <inab>
  6
  7
  8
  9
  10
  <inac>
  11
  12
  $ split n all; cmp n allaa
  $ seq 60 | split -a 1 -l 2 - few; ls few* | wc -l
  split: suffixes exhausted
  26
  $ split nosuch
  split: can't open 'nosuch': No such file or directory
  [1]
  $ split -l x n
  split: invalid number 'x'
  [1]
  $ split a b c 2>/dev/null
  [1]

Numbers as suffixes [cairn]
  $ split -d -l 6 --additional-suffix=.t n num; show num
  <num00.t>
  1
  2
  3
  4
  5
  6
  <num01.t>
  7
  8
  9
  10
  11
  12
Pieces [cairn]
  $ split -n 2 n half; show half
  <halfaa>
  1
  2
  3
  4
  5
  6
  7<halfab>
  
  8
  9
  10
  11
  12
Pieces of whole lines [cairn]
  $ split -n l/3 n third; show third
  <thirdaa>
  1
  2
  3
  4
  5
  <thirdab>
  6
  7
  8
  9
  <thirdac>
  10
  11
  12
At most so many bytes of whole lines [cairn]
  $ split -C 7 n small; show small
  <smallaa>
  1
  2
  3
  <smallab>
  4
  5
  6
  <smallac>
  7
  8
  9
  <smallad>
  10
  11
  <smallae>
  12
