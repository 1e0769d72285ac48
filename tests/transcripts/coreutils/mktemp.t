A file that is the user's alone, in TMPDIR or the given directory:
  $ mkdir t; f=$(TMPDIR=t mktemp); stat -c '%a %s' "$f"; echo "$f"
  600 0
  t/tmp\..{6} (re)
  $ d=$(mktemp -d -p t); stat -c '%a %F' "$d"; echo "$d"
  700 directory
  t/tmp\..{6} (re)
  $ mktemp ./aXXXXXX
  ./a[A-Za-z0-9]{6} (re)
  $ TMPDIR=t mktemp -t bXXXXXX; mktemp -p t cXXXXXX; TMPDIR=t mktemp --tmpdir; mktemp --tmpdir=t dXXXXXX
  t/b[A-Za-z0-9]{6} (re)
  t/c[A-Za-z0-9]{6} (re)
  t/tmp.[A-Za-z0-9]{6} (re)
  t/d[A-Za-z0-9]{6} (re)
  $ f=$(mktemp -u t/uXXXXXX); echo "$f"; ls "$f" 2> /dev/null
  t/u[A-Za-z0-9]{6} (re)
  [1]
Without six X it is no template:
  $ mktemp aXXXXX
  mktemp: Invalid argument
  [1]
  $ mktemp -q aXXXXX
  [1]
What fails is told, unless it is to be quiet:
  $ mktemp nosuch/XXXXXX
  mktemp: No such file or directory
  [1]
  $ mktemp -d nosuch/XXXXXX
  mktemp: No such file or directory
  [1]
  $ mktemp -q nosuch/XXXXXX
  [1]
  $ mktemp a b 2>&1 | tail -n +3 | head -n 1
  Usage: mktemp [-dt] [-p DIR] [TEMPLATE]
The X may have something behind them: [cairn]
  $ mktemp t/eXXXXXX.c; mktemp --suffix=.h t/fXXXXXX; mktemp --suffix=/x t/gXXXXXX
  t/e[A-Za-z0-9]{6}\.c (re)
  t/f[A-Za-z0-9]{6}\.h (re)
  mktemp: Invalid argument
  [1]
