# sed

  $ printf 'one\ntwo\nthree\nfour\nfive\n' > a
  $ printf 'x\ny' > b
  $ : > empty

Every line is printed, what the commands say is done before:

  $ sed '' b
  x
  y (no-eol)
  $ sed p b
  x
  x
  y
  y (no-eol)
  $ sed -n p a b
  one
  two
  three
  four
  five
  x
  y
  $ sed -n '$p' a
  five
  $ sed -n '$=' a b
  7
  $ sed p nosuch b
  sed: nosuch: No such file or directory
  x
  x
  y
  y (no-eol)
  [1]
  $ sed p empty
  $ sed -n '2{p;q}' < a
  two

Addresses:

  $ sed -n 2p a
  two
  $ sed -n '2,4p' a
  two
  three
  four
  $ sed -n '4,2p' a
  four
  $ sed -n '/t/p' a
  two
  three
  $ sed -n '/two/,/four/p' a
  two
  three
  four
  $ sed -n '/five/,1p' a
  five
  $ sed -n '2,/o/p' a
  two
  three
  four
  $ sed -n '\,two,p' a
  two
  $ sed '2!d' a
  two
  $ sed '2,4 ! d' a
  two
  three
  four
  $ sed -n '/two/,+1p' a
  two
  three
  $ sed -n '1d;1,3p' a
  two
  three
  $ sed -n '2d;2,1p' a
  three
  $ sed '1,$!d' b
  x
  y (no-eol)

Substitution:

  $ sed 's/o/0/' a
  0ne
  tw0
  three
  f0ur
  five
  $ sed 's/e/E/g' a
  onE
  two
  thrEE
  four
  fivE
  $ sed 's/e/E/2' a
  one
  two
  threE
  four
  five
  $ sed -n 's/o/0/p' a
  0ne
  tw0
  f0ur
  $ sed 's/\(.\)\(.\)/\2\1/' a
  noe
  wto
  htree
  ofur
  ifve
  $ sed -E 's/(.)(.)/\2\1/' a
  noe
  wto
  htree
  ofur
  ifve
  $ sed 's/./[&]/g' b
  [x]
  [y] (no-eol)
  $ sed 's/./\&/' b
  &
  & (no-eol)
  $ sed 's,x,/,' b
  /
  y (no-eol)
  $ sed 's/[/x]/-/' b
  -
  y (no-eol)
  $ sed 's/x/a\
  > b/' b
  a
  b
  y (no-eol)
  $ sed 's/x/a\nb/' b
  a
  b
  y (no-eol)
  $ echo baaac | sed 's/a*/x/g'
  xbxcx
  $ echo abc | sed 's/b*/x/2'
  axc
  $ echo abc | sed 's/$/!/;s/^/>/'
  >abc!
  $ echo hello | sed 's/l/L/I;s/H/h/i'
  heLlo
  $ sed '/x/s//Z/' b
  Z
  y (no-eol)
  $ sed 's/x/y/;s//z/' b
  y
  y (no-eol)
  $ echo 'aaa bbb' | sed 's/\<./X/'
  Xaa bbb
  $ echo a,b | sed 's,\,,;,'
  a;b
  $ echo 9+8 | sed 's1\(9\)1X\11'
  X1+8
  $ sed -n 's/o/0/w out' a
  $ cat out
  0ne
  tw0
  f0ur

Text before, after, instead:

  $ sed '2a after' a
  one
  two
  after
  three
  four
  five
  $ sed '2a\
  > one\
  > two' a
  one
  two
  one
  two
  three
  four
  five
  $ sed '2i\  before' b
  x
    before
  y (no-eol)
  $ sed 'c new' b
  new
  new
  $ sed '2,3c new' a
  one
  new
  four
  five
  $ sed '2,4!c new' a
  new
  two
  three
  four
  new
  $ sed '$a end' b
  x
  y
  end
  $ sed -e 'a\' -e 'foo' b
  x
  foo
  y
  foo
  $ sed 'a foo\tbar' empty
  $ sed '1{a foo
  > }' b
  x
  foo
  y (no-eol)

Files read and written:

  $ sed '1r b' a
  one
  x
  y
  two
  three
  four
  five
  $ sed 'r nosuch' b
  x
  y (no-eol)
  $ sed -n 'w copy' a
  $ cat copy
  one
  two
  three
  four
  five
  $ sed -n '/t/w t
  > /f/w f' a
  $ cat t f
  two
  three
  four
  five

Several lines together:

  $ sed 'N;s/\n/+/' a
  one+two
  three+four
  five
  $ sed '$!N;s/\n/+/' a
  one+two
  three+four
  five
  $ sed ':a;N;$!ba;s/\n/,/g' a
  one,two,three,four,five
  $ sed 'N;P;D' a
  one
  two
  three
  four
  five
  $ sed -n 'n;p' a
  two
  four
  $ sed n b
  x
  y (no-eol)
  $ sed G b
  x
  
  y
  
  $ sed -n 'H;${x;s/\n/,/g;p}' a
  ,one,two,three,four,five
  $ sed '1!G;h;$!d' a
  five
  four
  three
  two
  one
  $ sed 'x;p;x' b
  
  x
  
  y

Branches:

  $ sed ':a;s/^.\{1,4\}$/ &/;ta' a
    one
    two
  three
   four
   five
  $ sed -n '/o/b x;p;:x' a
  three
  five
  $ sed 's/x/z/;T;s/z/w/' b
  w
  y (no-eol)

The rest:

  $ sed = b
  1
  x
  2
  y (no-eol)
  $ sed 'y/abc/xyz/;y/o/\n/' a
  
  ne
  tw
  
  three
  f
  ur
  five
  $ sed 'y,\,x,;X,' b
  X
  y (no-eol)
  $ sed 2q a
  one
  two
  $ sed '#n
  > p' b
  x
  y
  $ sed '# nothing
  > p;p # twice' b
  x
  x
  x
  y
  y
  y (no-eol)
  $ sed -n '{p};p' b
  x
  x
  y
  y
  $ sed -e '1{' -e p -e '}' b
  x
  x
  y (no-eol)
  $ echo p > script
  $ sed -f script b
  x
  x
  y
  y (no-eol)
  $ sed -nf script b
  x
  y
  $ sed --expression=p --quiet b
  x
  y
  $ sed -- p b
  x
  x
  y
  y (no-eol)
  $ sed p -n b
  x
  y

Editing in place:

  $ printf '1\n2\n' > e
  $ sed -i 1d e
  $ cat e
  2
  $ sed -i.old s/2/3/ e
  $ cat e e.old
  3
  2
  $ chmod 640 e
  $ sed -i p e
  $ stat -c %a e
  640
  $ sed -i d nosuch
  sed: nosuch: No such file or directory
  [1]
  $ sed -i p
  sed: -i requires an argument
  [1]
  $ ls
  a
  b
  copy
  e
  e.old
  empty
  f
  out
  script
  t

Mistakes:

  $ sed s/a
  sed: unmatched '/'
  [1]
  $ sed s/a/b
  sed: unmatched '/'
  [1]
  $ sed s/a/b/q
  sed: bad option in substitution expression
  [1]
  $ sed y/a
  sed: unmatched '/'
  [1]
  $ sed k
  sed: unsupported command k
  [1]
  $ sed 1
  sed: missing command
  [1]
  $ sed 1,p
  sed: no address after comma
  [1]
  $ sed 'b x' a
  sed: can't find label for jump to 'x'
  [1]
  $ sed w
  sed: empty filename
  [1]
  $ sed 's/\(/x/'
  sed: bad regex '\(': Missing ')'
  [1]
  $ sed -E 's/(x/y/'
  sed: bad regex '(x': Missing ')'
  [1]
  $ sed s//x/ b
  sed: no previous regexp
  [1]
  $ sed -f nosuch b
  sed: nosuch: No such file or directory
  [1]
  $ sed --nope 2>&1 | head -n 1
  sed: unrecognized option: nope

Text that is not UTF-8 stays as it is:

  $ printf 'caf\351\n' | sed 's/c/k/' | od -c
  0000000   k   a   f 351  \n
  0000005
