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
  7
  <halfab>
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
Pieces for nothing are empty, or left out [cairn]
  $ split -n 3 /dev/null nil; wc -c nil*; split -e -n 3 /dev/null none; ls none* 2>/dev/null
          0 nilaa
          0 nilab
          0 nilac
          0 total
  [1]
Lines dealt out in turn [cairn]
  $ seq 7 | split -n r/3 - turn; paste turnaa turnab turnac
  1	2	3
  4	5	6
  7\t\t (esc)
One piece, printed [cairn]
  $ split -n 2/3 n | od -An -c; split -n l/3/3 n; seq 7 | split -n r/2/3 -
    \n   6  \n   7  \n   8  \n   9  \n
  10
  11
  12
  2
  5
A pipe has no size: it is copied first [cairn]
  $ cat n | split -n 2 - p; cat paa pab | cmp - n; wc -c < paa
  14
Other ends of lines [cairn]
  $ printf 'a:b:c' | split -t : -l 2 - sep; head sepaa sepab
  ==> sepaa <==
  a:b:
  ==> sepab <==
  c (no-eol)
NUL as the end [cairn]
  $ printf 'a\0b\0' | split -t '\0' -l 1 - nul; od -An -c nulab
     b  \0
Suffixes that begin elsewhere [cairn]
  $ split --numeric-suffixes=9 -l 6 n from; split --hex-suffixes=f -l 6 n from; ls from*
  from09
  from0f
  from10
Numbers grow [cairn]
  $ seq 91 | split -d -l 1 - grow; ls grow* | tail -n 2
  grow89
  grow9000
A filter for each piece [cairn]
  $ split -l 5 --filter='tr "\n" " "; echo "> $FILE"' n
  1 2 3 4 5 > xaa
  6 7 8 9 10 > xab
  11 12 > xac
A filter that has read enough, one that fails [cairn]
  $ seq 100000 | split -n r/2 --filter='head -n 1' -; split -l 9 --filter='exit 3' n
  1
  2
  split: with FILE=xaa, exit 3 from command: exit 3
  split: with FILE=xab, exit 3 from command: exit 3
  [3]
The number of lines of old, verbosely [cairn]
  $ split -6 --verbose n old
  creating file 'oldaa'
  creating file 'oldab'
The input is never overwritten [cairn]
  $ cp n xaa; split xaa; cmp n xaa
  split: 'xaa' would overwrite input; aborting
What is wrong [cairn]
  $ split -n 3/2 n; split -n x n; split -n l/0 n
  split: invalid chunk number: '3'
  split: invalid number of chunks: 'x'
  split: invalid number of chunks: '0'
  [1]
[cairn]
  $ split -t ab n; split -t a -t b n
  split: multi-character separator 'ab'
  split: multiple separator characters specified
  [1]
[cairn]
  $ split --additional-suffix=a/b n; split -a 1 -n 30 n; split -a 1 --numeric-suffixes=10 n; split --filter=cat -n 1/2 n
  split: invalid suffix 'a/b', contains directory separator
  split: the suffix length needs to be at least 2
  split: numerical suffix start value is too large for the suffix length
  split: --filter does not process a chunk extracted to stdout
  [1]
