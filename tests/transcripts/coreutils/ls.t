Names in order of their bytes, without those that begin with a dot:
  $ mkdir d d/sub; printf hello > f; printf '%2000s' x > big; : > empty; ln -s f sl; ln -s d sd; ln -s nowhere dang; mkfifo ff; touch x.sh b.c c.b a1 a9 a10 A0 .hid; chmod 755 x.sh; touch 'sp ace' 'n
  > l' 'ü'; touch d/in; chmod 1777 d; for f in * .hid d/*; do touch -h -d '2020-01-02 03:04:05' "$f"; done; ls
  A0
  a1
  a10
  a9
  b.c
  big
  c.b
  d
  dang
  empty
  f
  ff
  n?l
  sd
  sl
  sp ace
  x.sh
  ü
  $ ls -a; ls -A; ls d f; ls -d d; ls -d
  .
  ..
  .hid
  A0
  a1
  a10
  a9
  b.c
  big
  c.b
  d
  dang
  empty
  f
  ff
  n?l
  sd
  sl
  sp ace
  x.sh
  ü
  .hid
  A0
  a1
  a10
  a9
  b.c
  big
  c.b
  d
  dang
  empty
  f
  ff
  n?l
  sd
  sl
  sp ace
  x.sh
  ü
  f
  
  d:
  in
  sub
  d
  .
  $ ls nosuch f
  ls: nosuch: No such file or directory
  f
  [1]
  $ ls ''
  ls: : No such file or directory
  [1]
  $ ls dang
  ls: dang: No such file or directory
  [1]
  $ ls -w x 2>&1
  ls: invalid number 'x'
  [1]
  $ ls -y 2>&1 | head -n 1
  ls: unrecognized option: y
Columns, across or down, as wide as told:
  $ ls -C; ls -C -w 40; ls -x -w 40; ls -C -w 5 d; ls -s -C empty ff; ls -C1 d
  A0      a10     b.c     c.b     dang    f       n?l     sl      x.sh
  a1      a9      big     d       empty   ff      sd      sp ace  ü
  A0      b.c     dang    n?l     x.sh
  a1      big     empty   sd      ü
  a10     c.b     f       sl
  a9      d       ff      sp ace
  A0      a1      a10     a9      b.c
  big     c.b     d       dang    empty
  f       ff      n?l     sd      sl
  sp ace  x.sh    ü
  in
  sub
       0 empty     0 ff
  in
  sub
Long:
  $ ls -ln | sed 's/^\(.\{10\} *[0-9]* \)[0-9]* *[0-9]* /\1U G /; s/^total.*/total/; s/ 4096 / N /'
  total
  -rw-r--r--    1 U G                0 Jan  2  2020 A0
  -rw-r--r--    1 U G                0 Jan  2  2020 a1
  -rw-r--r--    1 U G                0 Jan  2  2020 a10
  -rw-r--r--    1 U G                0 Jan  2  2020 a9
  -rw-r--r--    1 U G                0 Jan  2  2020 b.c
  -rw-r--r--    1 U G             2000 Jan  2  2020 big
  -rw-r--r--    1 U G                0 Jan  2  2020 c.b
  drwxrwxrwt    3 U G             N Jan  2  2020 d
  lrwxrwxrwx    1 U G                7 Jan  2  2020 dang -> nowhere
  -rw-r--r--    1 U G                0 Jan  2  2020 empty
  -rw-r--r--    1 U G                5 Jan  2  2020 f
  prw-r--r--    1 U G                0 Jan  2  2020 ff
  -rw-r--r--    1 U G                0 Jan  2  2020 n?l
  lrwxrwxrwx    1 U G                1 Jan  2  2020 sd -> d
  lrwxrwxrwx    1 U G                1 Jan  2  2020 sl -> f
  -rw-r--r--    1 U G                0 Jan  2  2020 sp ace
  -rwxr-xr-x    1 U G                0 Jan  2  2020 x.sh
  -rw-r--r--    1 U G                0 Jan  2  2020 ü
  $ ls -lg f | cut -c 1-14; ls -lnQ sl | sed 's/.*2020 //'; ls -l1 f | wc -l; ls -1l f | wc -l
  -rw-r--r--     (esc)
  "sl" -> "f"
  1
  1
  $ ls -lh big spar 2> /dev/null | sed 's/.* \([^ ]*\) Jan.*/\1/'
  2.0K
Times of the last half year show the clock, others the year:
  $ touch now; ls -l now | grep -c ':'; touch -d '2090-01-01 00:00' future; ls -l future f | sed 's/.*  *[0-9][0-9]* \([A-Z]\)/\1/'; rm now future
  1
  Jan  2  2020 f
  Jan  1  2090 future
  $ ls --full-time f | sed 's/.* \(2020.*\)/\1/'; TZ=XYZ-5:30 ls --full-time f | sed 's/.* \(2020.*\)/\1/'; touch -a -d @86400 f; ls -lu f | sed 's/.* \(J.*\)/\1/'; touch -a -d '2020-01-02 03:04:05' f
  2020-01-02 03:04:05 +0000 f
  2020-01-02 08:34:05 +0530 f
  Jan  2  1970 f
Marks:
  $ ls -F | xargs -n 1 | grep '[^a-z0-9A-Z.]'; ls -p | grep /; ls -lF sd sl | sed 's/.*2020 //'
  d/
  dang@
  ff|
  n?l
  sd@
  sl@
  x.sh*
  ü
  d/
  sd -> d/
  sl -> f
Links are followed as told:
  $ ls sd; ls -d sd; ls -lH sd sl | sed 's/.*2020 //; s/^total.*/total/'; ls -L | head -n 3 | tail -n 1; ls -lL sl | cut -c 1; ls -L dang
  in
  sub
  sd
  sl
  
  sd:
  total
  in
  sub
  ls: ./dang: No such file or directory
  a10
  -
  ls: dang: No such file or directory
  [1]
Orders:
  $ touch -d @5 a1; touch -d @4000000000 a9; ls -S | head -n 2; ls -t | head -n 1; ls -tr | head -n 1; ls -r | tail -n 1; ls -X | tail -n 3; ls -v | head -n 4; ls -rv | tail -n 2; ls --group-directories-first | head -n 1; touch -a -d @7 b.c; ls -u | tail -n 1
  d
  big
  a9
  a1
  A0
  c.b
  b.c
  x.sh
  A0
  a1
  a9
  a10
  a1
  A0
  d
  a1
Trees:
  $ touch d/sub/deep; ls -R d; ls -R f d/in; ls -Rd d
  d:
  in
  sub
  
  d/sub:
  deep
  d/in
  f
  d
Blocks and inodes:
  $ [ "$(ls -i f)" = "$(stat -c '%i f' f | sed 's/^/ /; s/.*\(.\{7,\} f\)$/\1/; s/^ *//')" ] || ls -i f | grep -c ' f$'; ls -s empty ff; ls -sh ff; ls -k empty
  1
       0 empty
       0 ff
        0 ff
  empty
Colours:
  $ ls --color=always d x.sh f ff sl | sed 's/\x1b/E/g'; ls --color=never f; ls --color=auto f; ls --color f | sed 's/\x1b/E/g'
  E[0;0mfE[m
  E[0;35mffE[m
  E[1;36mslE[m
  E[1;32mx.shE[m
  
  d:
  E[0;0minE[m
  E[1;34msubE[m
  f
  f
  E[0;0mfE[m
Control characters are question marks, and quotes can be had:
  $ printf 'x\033[31m' | { read -r n; : > "$n"; }; ls x*; touch 'q"u'; ls -Q n* q*
  x?[31m
  x.sh
  "n?l"
  "q\"u"
Names as they are, or with escapes: [cairn]
  $ ls -N n*; ls -b n* sp*; ls --zero n* q* | tr '\0' '|'; echo
  n
  l
  n\nl
  sp\ ace
  n
  l|q"u|
Other orders, and what to leave out: [cairn]
  $ ls -U d | sort; ls -f d | sort; ls --sort=size | head -n 1; touch 'b~'; ls -B | grep -c '~'; ls -I '*[a-z]' -I 'a*' | head -n 2; ls --sort=foo 2>&1 | head -n 1
  in
  sub
  .
  ..
  in
  sub
  d
  0
  A0
  b~
  ls: invalid argument 'foo' for '--sort'
With commas, and long without owner or group: [cairn]
  $ ls -m d; ls -m -w 12; ls -log f | sed 's/ *[0-9] *5 Jan/ 1 5 Jan/'
  in, sub
  A0, a1,
  a10, a9,
  b.c, big,
  b~, c.b, d,
  dang,
  empty, f,
  ff, n?l,
  q"u, sd,
  sl, sp ace,
  x?[31m,
  x.sh, ü
  -rw-r--r-- 1 5 Jan  2  2020 f
Other times and sizes: [cairn]
  $ ls -l --time-style=long-iso f | sed 's/.* \(2020.*\)/\1/'; ls -l --time-style=full-iso f | sed 's/.* \(2020.*\)/\1/'; ls -l --time-style=+%Y/%j f | sed 's/.* \(2020.*\)/\1/'; ls -l --si big | sed 's/.* \([^ ]*\) Jan.*/\1/'; ls --file-type x.sh d -d; ls --classify=never x.sh
  2020-01-02 03:04 f
  2020-01-02 03:04:05.000000000 +0000 f
  2020/002 f
  2.0k
  d/
  x.sh
  x.sh
A directory within itself is listed once: [cairn]
  $ mkdir l; ln -s .. l/up; ls -LR l 2>&1 | grep -c already
  1
A full disk is not success: [cairn]
  $ ls > /dev/full
  ls: write error: No space left on device
  [1]
