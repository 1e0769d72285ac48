  $ printf 'a:b:c:d\nno delim\n:x::\n\n' > k

Fields:

  $ cut -d: -f2 k
  b
  no delim
  x
  
  $ cut -d: -f1,3- k
  a:c:d
  no delim
  ::
  
  $ cut -d: -f3,1 k
  a:c
  no delim
  :
  
  $ cut -d: -f-2 k
  a:b
  no delim
  :x
  
  $ cut -d: -f 2,2-3 k
  b:c
  no delim
  x:
  
  $ cut -d: -f 9 k
  
  no delim
  
  
  $ printf 'a\tb\n' | cut -f2
  b
  $ printf 'a:b' | cut -d: -f1
  a
  $ cut -d: -f2- -O, k
  b,c,d
  no delim
  x,,
  
  $ cut -d: -f1,2 -O ab k
  aabb
  no delim
  abx
  
  $ cut -d: -D -f3,1 k
  c:a
  no delim
  :
  
  $ cut -d: -D -f 2-3,1-2 k
  b:c:a:b
  no delim
  x:::x
  
  $ printf 'a:b\nc\n' | cut -s -d: -f2
  b
  $ printf 'a\nb\nc\n' | cut -d '
  > ' -f1,3
  a
  c
  $ cut -d: -f1 - < k
  a
  no delim
  
  

Bytes and characters:

  $ cut -b 2-3 k
  :b
  o  (esc)
  x:
  
  $ cut -c 1,3-4 k
  ab:
  n d
  :::
  
  $ cut -c 99- k
  
  
  
  
  $ printf 'h\303\251\n' | cut -c2-3
  é
  $ cut -nb 1 k
  a
  n
  :
  
  $ printf '' | cut -c 1

Odd lists:

  $ cut -d: -f0 k
  a
  no delim
  
  
  $ cut -f - k
  a:b:c:d
  no delim
  :x::
  
  $ cut -f 3-1 k
  cut: 1<2
  [1]
  $ cut -f '' k
  cut: missing list of positions
  [1]
  $ cut -f x k
  cut: invalid number 'x'
  [1]
  $ cut -f 1-2-3 k
  cut: invalid number '2-3'
  [1]
  $ cut -f 99999999999999999999 k
  cut: invalid number '99999999999999999999'
  [1]

Errors:

  $ cut -f1 nosuch k
  cut: nosuch: No such file or directory
  a:b:c:d
  no delim
  :x::
  
  [1]
  $ cut k
  cut: expected a list of bytes, characters, or fields
  [1]
  $ cut -d: k
  cut: expected a list of bytes, characters, or fields
  [1]
  $ cut -s -c1 k
  cut: suppressing non-delimited lines makes sense only when operating on fields
  [1]
  $ cut -d: -c1 k
  cut: a delimiter may be specified only when operating on fields
  [1]
  $ cut -b1 -c1 k 2>/dev/null
  [1]

Write errors [cairn]
  $ cut -d: -f1 k > /dev/full
  cut: write error: No space left on device
  [1]
A directory [cairn]
  $ mkdir d; cut -f1 d
  cut: d: Is a directory
  [1]
Fields between blanks [cairn]
  $ printf 'a b  c\t d\n  lead x\nsolo\n' | cut -F 2
  b
  lead
  solo
Fields between matches of a regular expression [cairn]
  $ printf 'a12b3c\n' | cut -d '[0-9]+' -F 1,3 -O -
  a-c
All but the list [cairn]
  $ cut -d: --complement -f2 k; printf 'abcd\n' | cut --complement -c 2-3
  a:c:d
  no delim
  ::
  
  ad
Between the parts of a list [cairn]
  $ printf 'abcdef\n' | cut -c 1-2,5 --output-delimiter=:
  ab:e
Lines that end with NUL [cairn]
  $ printf 'a:b\0c:d\0' | cut -z -d: -f2 | tr '\0' .
  b.d. (no-eol)
Long names [cairn]
  $ cut --delimiter=: --fields=2 --only-delimited --output-delimiter=, k; cut --bytes=1 k; cut --characters=1 k
  b
  x
  a
  n
  :
  
  a
  n
  :
  
