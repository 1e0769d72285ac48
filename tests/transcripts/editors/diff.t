  $ printf 'a\nb\nc\nd\ne\nf\ng\nh\ni\n' > 1; printf 'a\nB\nc\nd\ne\nf\ng\nh\nI' > 2

The output is unified, and shows where the last newline is missing:

  $ diff 1 2
  --- 1
  +++ 2
  @@ -1,9 +1,9 @@
   a
  -b
  +B
   c
   d
   e
   f
   g
   h
  -i
  +I
  \ No newline at end of file
  [1]
  $ diff -U 1 1 2
  --- 1
  +++ 2
  @@ -1,3 +1,3 @@
   a
  -b
  +B
   c
  @@ -8,2 +8,2 @@
   h
  -i
  +I
  \ No newline at end of file
  [1]
  $ diff -U0 1 2
  --- 1
  +++ 2
  @@ -2 +2 @@
  -b
  +B
  @@ -9 +9 @@
  -i
  +I
  \ No newline at end of file
  [1]
  $ diff 1 1
  $ diff -q 1 2
  Files 1 and 2 differ
  [1]
  $ cp 1 copy; diff -s 1 copy
  Files 1 and copy are identical
  $ diff -L old -L new -U0 1 2
  --- old
  +++ new
  @@ -2 +2 @@
  -b
  +B
  @@ -9 +9 @@
  -i
  +I
  \ No newline at end of file
  [1]
  $ diff - 2 < 1 | head -n 2
  --- -
  +++ 2
  $ : > empty; diff empty 1 | head -n 3
  --- empty
  +++ 1
  @@ -0,0 +1,9 @@

Whitespace, case, blank lines:

  $ printf 'a  b\n\nC\n' > w1; printf 'a b \nc\n' > w2
  $ diff -b -B -i w1 w2
  $ diff -w -B -i w1 w2
  $ diff -i w1 w2
  --- w1
  +++ w2
  @@ -1,3 +1,2 @@
  -a  b
  -
  +a b 
   C
  [1]
  $ printf 'a\tb\n' > t1; printf 'a\tc\n' > t2; diff -t t1 t2; diff -T -U0 t1 t2
  --- t1
  +++ t2
  @@ -1 +1 @@
  -a       b
  +a       c
  --- t1
  +++ t2
  @@ -1 +1 @@
  -	a	b
  +	a	c
  [1]

Directories:

  $ mkdir -p d1/s d2/s d1/only; cp 1 d1/x; cp 2 d2/x; echo z > d2/s/z; echo y > d1/s/y
  $ diff -q d1 d2
  Only in d1: only
  Common subdirectories: d1/s and d2/s
  Files d1/x and d2/x differ
  [1]
  $ diff -rq d1 d2
  Only in d1: s/y
  Only in d2: s/z
  Files d1/x and d2/x differ
  [1]
  $ diff -rq -S t d1 d2
  Files d1/x and d2/x differ
  [1]

Trouble is status 2, always: [cairn]
  $ diff -q d1 1
  diff: can't stat 'd1/1': No such file or directory
  [2]
  $ diff -q d1/x d2
  Files d1/x and d2/x differ
  [1]

Binary files:

  $ printf 'a\0b\n' > b1; printf 'a\0c\n' > b2; diff b1 b2
  Files b1 and b2 differ
  [1]

Errors:

  $ diff 1 missing
  diff: can't stat 'missing': No such file or directory
  [2]
  $ diff 1 2> /dev/null
  [1]
  $ diff -U x 1 2
  diff: invalid number 'x'
  [1]

A function's head stands beside the place: [cairn]
  $ printf 'int f(void)\n{\n1\n2\n3\n4\n5\n}\n' > c1; sed s/5/X/ c1 > c2; diff -p -U 1 c1 c2
  --- c1
  +++ c2
  @@ -6,3 +6,3 @@ int f(void)
   4
  -5
  +X
   }
  [1]

POSIX's form, and context: [cairn]
  $ printf 'new\na\nb\nd\n' > 3; printf 'a\nB\nd\ne\n' > 4; diff --normal 3 4
  1d0
  < new
  3c2
  < b
  ---
  \x3e B (esc)
  4a4
  \x3e e (esc)
  [1]
[cairn]
  $ diff -C 1 3 4
  *** 3
  --- 4
  ***************
  *** 1,4 ****
  - new
    a
  ! b
    d
  --- 1,4 ----
    a
  ! B
    d
  + e
  [1]

An absent file is empty: [cairn]
  $ diff -N 3 missing
  --- 3
  +++ /dev/null
  @@ -1,4 +0,0 @@
  -new
  -a
  -b
  -d
  [1]
[cairn]
  $ diff -rq -x 's' d1 d2
  Files d1/x and d2/x differ
  [1]
[cairn]
  $ diff 1 2 > /dev/full
  diff: write error: No space left on device
  [2]
