  $ printf 'b 2 x\na 10 y\nA 1 z\nb 2 a\n\n c 3\n' > s

Whole lines, by their bytes:

  $ sort s
  $ sort < s
  $ sort -r s
  $ sort -f s
  $ sort -u s s
  $ sort s s | wc -l
  $ printf 'b\na' | sort
  $ printf '' | sort
  $ printf 'z\n\377\n\303\251\n' | sort | od -An -tx1
  $ printf 'b\0a' | sort -z | tr '\0' .
  $ sort -m s s

Kinds of order:

  $ printf '0.10\n.1\n-5\n -3\n10\n9\n1,000\n00\n' | sort -n
  $ printf '3 b\n3 a\n1 c\n' | sort -n
  $ printf '3 b\n3 a\n1 c\n' | sort -nr
  $ printf '3 b\n3 a\n1 c\n' | sort -ns
  $ printf '3 b\n3 a\n1 c\n' | sort -nu
  $ printf '3 b\n3 a\n1 c\n' | sort -nsu
  $ printf '1e3\n2\n-inf\nnan\n0x10\nx\n' | sort -g
  $ printf '10K\n1M\n2\n1G\n3m\n1.5K\n' | sort -h
  $ printf 'JAN\nfeb\nx\nDec\n mar\n' | sort -M
  $ printf 'a1\na10\na2\n1.01\n1.1\n1.09\n' | sort -V
  $ printf 'a-b\nab\na c\n' | sort -d
  $ printf 'a\001z\nab\n' | sort -i | od -An -c
  $ printf 'b\nB\na\n' | sort -fu
  $ printf ' b\na\n' | sort -b

Keys:

  $ sort -k2n s
  $ sort -k2,2n s
  $ sort -k 2,2 -s s
  $ sort -t ' ' -k3 s
  $ sort -k 1,1r -k 2 s
  $ sort -nk1 -rk2 s
  $ printf 'x a\nx  b\n' | sort -k2
  $ printf 'x a\nx  b\n' | sort -k2b
  $ printf 'x a\nx  b\n' | sort -b -k2
  $ printf '1-2\n1-10\n' | sort -t- -k1,1 -k2,2n
  $ printf 'a1z\nb0a\n' | sort -k1.2
  $ printf 'a1z\nb1a\n' | sort -k1.2,1.2
  $ printf '10\n9\n' | sort -k1n,1r
  $ printf 'b x\nb a\na\n' | sort -u -k1,1
  $ printf 'b x\nb a\na\n' | sort -su -k1,1

Checking:

  $ printf '1\n2\n' | sort -c
  $ printf '1\n3\n2\n' | sort -cn
  $ sort -cr s
  $ printf '1\n1\n' | sort -c
  $ printf '1\n1\n' | sort -cu

The output may be an input:

  $ sort -o s s
  $ cat s
  $ sort -o out -S 1M -T /tmp s && cat out

Errors have status 2:

  $ sort nosuch s
  $ sort -o /nosuch/x s
  $ sort -k x s
  $ sort -k0 s
  $ sort -k1.0 s
  $ sort -k1,x s
  $ sort -k1x s
  $ sort -t ab s
  $ sort -t '' s
  $ sort -nM s
  $ sort -k 2>&1 | head -n 1
  $ sort -o a -o b s 2>/dev/null

A bad input leaves the output as it was:

  $ sort -o s nosuch
  $ wc -l < s

Write errors [cairn]
  $ sort s > /dev/full
A directory [cairn]
  $ mkdir d; sort d
Negative numbers come first, also with suffixes [cairn]
  $ printf '1\n-1K\n-2M\n' | sort -h
A NUL is a byte like others [cairn]
  $ printf 'a\0b\na\0a\na\n' | sort | od -An -c
One character of a field, in reverse [cairn]
  $ printf 'a:a\na:b\n' | sort -t: -k2.1,2.1r
Checking without a word [cairn]
  $ printf '2\n1\n' | sort -C
How to check [cairn]
  $ printf '2\n1\n' | sort --check=quiet; echo $?; printf '2\n1\n' | sort --check
A shuffle keeps equal lines together [cairn]
  $ printf 'a\nb\na\nb\n' | sort -R | uniq | wc -l
Orders by word, and long names [cairn]
  $ printf '10\n9\n' | sort --sort=numeric --reverse --stable --unique --key=1,1 --field-separator=:
A hint that changes nothing [cairn]
  $ printf 'b\na\n' | sort --parallel=2
