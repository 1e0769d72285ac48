  $ printf 'b 2 x\na 10 y\nA 1 z\nb 2 a\n\n c 3\n' > s

Whole lines, by their bytes:

  $ sort s
  
   c 3
  A 1 z
  a 10 y
  b 2 a
  b 2 x
  $ sort < s
  
   c 3
  A 1 z
  a 10 y
  b 2 a
  b 2 x
  $ sort -r s
  b 2 x
  b 2 a
  a 10 y
  A 1 z
   c 3
  
  $ sort -f s
  
   c 3
  A 1 z
  a 10 y
  b 2 a
  b 2 x
  $ sort -u s s
  
   c 3
  A 1 z
  a 10 y
  b 2 a
  b 2 x
  $ sort s s | wc -l
  12
  $ printf 'b\na' | sort
  a
  b
  $ printf '' | sort
  $ printf 'z\n\377\n\303\251\n' | sort | od -An -tx1
   7a 0a c3 a9 0a ff 0a
  $ printf 'b\0a' | sort -z | tr '\0' .
  a.b. (no-eol)
  $ sort s > sorted; sort -m sorted sorted; rm sorted
  
  
   c 3
   c 3
  A 1 z
  A 1 z
  a 10 y
  a 10 y
  b 2 a
  b 2 a
  b 2 x
  b 2 x

Kinds of order:

  $ printf '0.10\n.1\n-5\n -3\n10\n9\n1,000\n00\n' | sort -n
  -5
   -3
  00
  .1
  0.10
  1,000
  9
  10
  $ printf '3 b\n3 a\n1 c\n' | sort -n
  1 c
  3 a
  3 b
  $ printf '3 b\n3 a\n1 c\n' | sort -nr
  3 b
  3 a
  1 c
  $ printf '3 b\n3 a\n1 c\n' | sort -ns
  1 c
  3 b
  3 a
  $ printf '3 b\n3 a\n1 c\n' | sort -nu
  1 c
  3 a
  $ printf '3 b\n3 a\n1 c\n' | sort -nsu
  1 c
  3 b
  $ printf '1e3\n2\n-inf\nnan\n0x10\nx\n' | sort -g
  x
  nan
  -inf
  2
  0x10
  1e3
  $ printf '10K\n1M\n2\n1G\n3m\n1.5K\n' | sort -h
  2
  3m
  1.5K
  10K
  1M
  1G
  $ printf 'JAN\nfeb\nx\nDec\n mar\n' | sort -M
  x
  JAN
  feb
   mar
  Dec
  $ printf 'a1\na10\na2\n1.01\n1.1\n1.09\n' | sort -V
  1.01
  1.09
  1.1
  a1
  a2
  a10
  $ printf 'a-b\nab\na c\n' | sort -d
  a c
  a-b
  ab
  $ printf 'a\001z\nab\n' | sort -i | od -An -c
     a   b  \n   a 001   z  \n
  $ printf 'b\nB\na\n' | sort -fu
  a
  B
  $ printf ' b\na\n' | sort -b
  a
   b

Keys:

  $ sort -k2n s
  
  A 1 z
  b 2 a
  b 2 x
   c 3
  a 10 y
  $ sort -k2,2n s
  
  A 1 z
  b 2 a
  b 2 x
   c 3
  a 10 y
  $ sort -k 2,2 -s s
  
  A 1 z
  a 10 y
  b 2 x
  b 2 a
   c 3
  $ sort -t ' ' -k3 s
  
   c 3
  b 2 a
  b 2 x
  a 10 y
  A 1 z
  $ sort -k 1,1r -k 2 s
  b 2 a
  b 2 x
  a 10 y
  A 1 z
   c 3
  
  $ sort -nk1 -rk2 s
  a 10 y
   c 3
  b 2 x
  b 2 a
  A 1 z
  
  $ printf 'x a\nx  b\n' | sort -k2
  x  b
  x a
  $ printf 'x a\nx  b\n' | sort -k2b
  x a
  x  b
  $ printf 'x a\nx  b\n' | sort -b -k2
  x a
  x  b
  $ printf '1-2\n1-10\n' | sort -t- -k1,1 -k2,2n
  1-2
  1-10
  $ printf 'a1z\nb0a\n' | sort -k1.2
  b0a
  a1z
  $ printf 'a1z\nb1a\n' | sort -k1.2,1.2
  a1z
  b1a
  $ printf '10\n9\n' | sort -k1n,1r
  10
  9
  $ printf 'b x\nb a\na\n' | sort -u -k1,1
  a
  b a
  $ printf 'b x\nb a\na\n' | sort -su -k1,1
  a
  b x

Checking:

  $ printf '1\n2\n' | sort -c
  $ printf '1\n3\n2\n' | sort -cn
  Check line 2
  [1]
  $ sort -cr s
  Check line 3
  [1]
  $ printf '1\n1\n' | sort -c
  $ printf '1\n1\n' | sort -cu
  Check line 1
  [1]

The output may be an input:

  $ sort -o s s
  $ cat s
  
   c 3
  A 1 z
  a 10 y
  b 2 a
  b 2 x
  $ sort -o out -S 1M -T /tmp s && cat out
  
   c 3
  A 1 z
  a 10 y
  b 2 a
  b 2 x

Errors have status 2:

  $ sort nosuch s
  sort: nosuch: No such file or directory
  [2]
  $ sort -o /nosuch/x s
  sort: can't open '/nosuch/x': No such file or directory
  [2]
  $ sort -k x s
  sort: bad field specification
  [2]
  $ sort -k0 s
  sort: bad field specification
  [2]
  $ sort -k1.0 s
  sort: bad field specification
  [2]
  $ sort -k1,x s
  sort: bad field specification
  [2]
  $ sort -k1x s
  sort: unknown key option
  [2]
  $ sort -t ab s
  sort: bad -t parameter
  [2]
  $ sort -t '' s
  sort: bad -t parameter
  [2]
  $ sort -nM s
  sort: unknown sort type
  [2]
  $ sort -k 2>&1 | head -n 1
  sort: option requires an argument: k
  $ sort -o a -o b s 2>/dev/null
  [2]

A bad input leaves the output as it was:

  $ sort -o s nosuch
  sort: nosuch: No such file or directory
  [2]
  $ wc -l < s
  6

Write errors [cairn]
  $ sort s > /dev/full
  sort: write error: No space left on device
  [2]
A directory [cairn]
  $ mkdir d; sort d
  sort: d: Is a directory
  [2]
Negative numbers come first, also with suffixes [cairn]
  $ printf '1\n-1K\n-2M\n' | sort -h
  -2M
  -1K
  1
A NUL is a byte like others [cairn]
  $ printf 'a\0b\na\0a\na\n' | sort | od -An -c
     a  \n   a  \0   a  \n   a  \0   b  \n
One character of a field, in reverse [cairn]
  $ printf 'a:a\na:b\n' | sort -t: -k2.1,2.1r
  a:b
  a:a
Checking without a word [cairn]
  $ printf '2\n1\n' | sort -C
  [1]
How to check [cairn]
  $ printf '2\n1\n' | sort --check=quiet; echo $?; printf '2\n1\n' | sort --check
  1
  Check line 1
  [1]
A shuffle keeps equal lines together [cairn]
  $ printf 'a\nb\na\nb\n' | sort -R | uniq | wc -l
  2
Orders by word, and long names [cairn]
  $ printf '10\n9\n' | sort --sort=numeric --reverse --stable --unique --key=1,1 --field-separator=:
  10
  9
More processors [cairn]
  $ printf 'b\na\n' | sort --parallel=2; sort --parallel=0; sort --parallel=x
  a
  b
  sort: number in parallel must be nonzero
  sort: invalid --parallel argument 'x'
  [2]
What does not fit into memory goes through temporary files, which have no name [cairn]
  $ seq 100000 > big; sort -S 64K -T . big | cmp - <(sort big) && sort -nr -S 100K --batch-size=3 big | head -n 2; ls
  100000
  99999
  big
  d
  out
  s
Their directory is that of -T, then of TMPDIR [cairn]
  $ TMPDIR=nosuch sort -S 1 big | head -n 1; TMPDIR=nosuch sort -S 1 -T . big | head -n 1
  sort: cannot create temporary file in 'nosuch': No such file or directory
  1
They may be compressed [cairn]
  $ sort -S 64K --compress-program=gzip big | cmp - <(sort big)
A program that fails [cairn]
  $ sort -S 64K --compress-program=false big 2>&1 | tail -n 1
  sort: 'false' terminated abnormally
Bad bounds [cairn]
  $ sort -S x; sort -S 1x; sort -S 99Y
  sort: invalid -S argument 'x'
  sort: invalid suffix in -S argument '1x'
  sort: -S argument '99Y' too large
  [2]
Bad batches [cairn]
  $ sort --batch-size=1; sort --batch-size=x
  sort: invalid --batch-size argument '1'
  minimum --batch-size argument is '2'
  sort: invalid --batch-size argument 'x'
  [2]
Files that are sorted already are merged, also many [cairn]
  $ seq 1 3 9 > m1; seq 2 3 9 > m2; seq 3 3 9 > m3; sort -m m1 m2 m3 | paste -s -d ' '; sort -m --batch-size=2 m1 m2 m3 | paste -s -d ' '
  1 2 3 4 5 6 7 8 9
  1 2 3 4 5 6 7 8 9
A merge into one of its inputs [cairn]
  $ sort -m m1 m2 -o m1 && paste -s -d ' ' m1
  1 2 4 5 7 8
Names of inputs from a file [cairn]
  $ printf 'm2\0m3\0' | sort --files0-from=- | paste -s -d ' '
  2 3 5 6 8 9
Names that are none [cairn]
  $ printf 'm2\0\0' | sort --files0-from=-
  sort: -:2: invalid zero-length file name
  [2]
No names [cairn]
  $ sort --files0-from=/dev/null
  sort: no input from '/dev/null'
  [2]
The same source, the same shuffle [cairn]
  $ seq 20 > r; sort -R --random-source=big r | cmp - <(sort -R --random-source=big r)
What is compared is underlined [cairn]
  $ printf 'b\t 10\na 9\n' | sort --debug -k2n
  sort: text ordering performed using simple byte comparison
  sort: key 1 is numeric and spans multiple fields
  a 9
    _
  ___
  b> 10
     __
  _____
With warnings [cairn]
  $ sort --debug -r -b -k2,1 -k1,1d -k1n /dev/null
  sort: text ordering performed using simple byte comparison
  sort: key 1 has zero width and will be ignored
  sort: leading blanks are significant in key 2; consider also specifying 'b'
  sort: key 3 is numeric and spans multiple fields
