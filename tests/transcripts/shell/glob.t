Pathname expansion.

  $ mkdir d d/sub e; touch a.c b.c a.h .hidden d/x.c d/sub/y.c e/x.c 'sp ace' '[x]'
  $ echo *.c; echo *.[ch]; echo ?.c; echo *; echo .h*
  a.c b.c
  a.c a.h b.c
  a.c b.c
  [x] a.c a.h b.c d e sp ace
  .hidden
  $ echo */x.c; echo */*.c; echo d/*/*.c; echo */; echo ./*.c; echo d/../*.h
  d/x.c e/x.c
  d/x.c e/x.c
  d/sub/y.c
  d/ e/
  ./a.c ./b.c
  d/../a.h
  $ echo *.none; echo "*.c" '*.c' \*.c; echo "a"*; echo *".c"; echo [ab].c [!a].c
  *.none
  *.c *.c *.c
  a.c a.h
  a.c b.c
  a.c b.c b.c
  $ x='*.c'; echo $x "$x"; y=$x; echo "$y"; case $x in '*.c') echo not expanded;; esac
  a.c b.c *.c
  *.c
  not expanded
  $ for f in *c*; do echo "<$f>"; done
  <a.c>
  <b.c>
  <sp ace>
  $ echo [[]x]; echo '[x]'; echo [x]; echo "[x]"*
  [x]
  [x]
  [x]
  [x]
  $ set -f; echo *.c; set +f; echo *.c
  *.c
  a.c b.c
  $ echo *.c > out; cat out; a=*.h; echo $a
  a.c b.c
  a.h
  $ echo sp*; set -- sp*; echo $#
  sp ace
  1
  $ cd e; echo *; echo ../*.c; echo /../*/nosuch; cd ..
  x.c
  ../a.c ../b.c
  /../*/nosuch
  $ mkdir n; touch n/"$(printf '\377')" n/"$(printf 'a\nb')"; for f in n/*; do printf %s "$f"; done | od -An -tx1
   6e 2f 61 0a 62 6e 2f ff
  $ ln -s d link; ln -s nowhere broken; echo l*/x.c b*; echo broken/*
  link/x.c b.c broken
  broken/*
  $ echo d*/*; echo [de]/x.c
  d/sub d/x.c
  d/x.c e/x.c
  $ export v=*.c; echo "$v"; readonly w=*.h; echo "$w"
  *.c
  *.h

The names . and .. are not found. [cairn]
  $ echo .*
  .hidden
