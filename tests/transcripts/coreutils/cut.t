  $ printf 'a:b:c:d\nno delim\n:x::\n\n' > k

Fields:

  $ cut -d: -f2 k
  $ cut -d: -f1,3- k
  $ cut -d: -f3,1 k
  $ cut -d: -f-2 k
  $ cut -d: -f 2,2-3 k
  $ cut -d: -f 9 k
  $ printf 'a\tb\n' | cut -f2
  $ printf 'a:b' | cut -d: -f1
  $ cut -d: -f2- -O, k
  $ cut -d: -f1,2 -O ab k
  $ cut -d: -D -f3,1 k
  $ cut -d: -D -f 2-3,1-2 k
  $ printf 'a:b\nc\n' | cut -s -d: -f2
  $ printf 'a\nb\nc\n' | cut -d '
  > ' -f1,3
  $ cut -d: -f1 - < k

Bytes and characters:

  $ cut -b 2-3 k
  $ cut -c 1,3-4 k
  $ cut -c 99- k
  $ printf 'h\303\251\n' | cut -c2-3
  $ cut -nb 1 k
  $ printf '' | cut -c 1

Odd lists:

  $ cut -d: -f0 k
  $ cut -f - k
  $ cut -f 3-1 k
  $ cut -f '' k
  $ cut -f x k
  $ cut -f 1-2-3 k
  $ cut -f 99999999999999999999 k

Errors:

  $ cut -f1 nosuch k
  $ cut k
  $ cut -d: k
  $ cut -s -c1 k
  $ cut -d: -c1 k
  $ cut -b1 -c1 k 2>/dev/null

Write errors [cairn]
  $ cut -d: -f1 k > /dev/full
A directory [cairn]
  $ mkdir d; cut -f1 d
Fields between blanks [cairn]
  $ printf 'a b  c\t d\n  lead x\nsolo\n' | cut -F 2
Fields between matches of a regular expression [cairn]
  $ printf 'a12b3c\n' | cut -d '[0-9]+' -F 1,3 -O -
All but the list [cairn]
  $ cut -d: --complement -f2 k; printf 'abcd\n' | cut --complement -c 2-3
Between the parts of a list [cairn]
  $ printf 'abcdef\n' | cut -c 1-2,5 --output-delimiter=:
Lines that end with NUL [cairn]
  $ printf 'a:b\0c:d\0' | cut -z -d: -f2 | tr '\0' .
Long names [cairn]
  $ cut --delimiter=: --fields=2 --only-delimited --output-delimiter=, k; cut --bytes=1 k; cut --characters=1 k
