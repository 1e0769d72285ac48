mapfile and readarray, read -a, the stack of directories. [cairn]

  $ printf 'one\ntwo\nthree\nlast' >f
  $ mapfile -t a <f; declare -p a; mapfile a <f; declare -p a; readarray -t <f; echo "${#MAPFILE[@]} ${MAPFILE[3]}"
  declare -a a=([0]="one" [1]="two" [2]="three" [3]="last")
  declare -a a=([0]=$'one\n' [1]=$'two\n' [2]=$'three\n' [3]="last")
  4 last
  $ mapfile -n 2 -s 1 -t a <f; declare -p a; { mapfile -n 1 b; cat; } <f; echo; declare -p b; cat f | { mapfile -t -n 1 c; cat; }
  declare -a a=([0]="two" [1]="three")
  two
  three
  last
  declare -a b=([0]=$'one\n')
  two
  three
  last (no-eol)
  $ a=(x y z w v u t); mapfile -t -O 2 a <f; declare -p a; mapfile -d : c <<< p:q:r; declare -p c; mapfile -td '' d < <(printf 'a\0b c\0'); declare -p d
  declare -a a=([0]="x" [1]="y" [2]="one" [3]="two" [4]="three" [5]="last" [6]="t")
  declare -a c=([0]="p:" [1]="q:" [2]=$'r\n')
  declare -a d=([0]="a" [1]="b c")
  $ printf '1\n2\n' | { mapfile -t; echo "${MAPFILE[@]}"; }; x=$(printf 'q\nr\n' | { mapfile -t v; echo ${v[1]}; }); echo $x; mapfile -t v < <(seq 3); echo "${#v[@]} ${v[2]}"; exec 5<f; read -u 5 first; mapfile -u 5 -t w; echo "$first ${w[2]}"; exec 5<&-
  1 2
  r
  3 3
  one last
  $ mapfile -t h <<E
  > here
  > document
  > E
  $ echo "${h[1]}"; cb() { echo "cb $1 [$2]"; }; mapfile -t -C cb -c 2 a <f; echo ${#a[@]}; mapfile -t e </dev/null; echo "${#e[@]} ${e-unset}"; f() { local -a l; mapfile -t l <f; echo ${#l[@]}; }; f; echo ${l-none}
  document
  cb 1 [two]
  cb 3 [last]
  4
  0 unset
  4
  none
  $ (mapfile -x) 2>&1; (mapfile 1a </dev/null) 2>&1; declare -A h2; mapfile h2 </dev/null 2>&1; echo $?; mapfile -u 9 a 2>&1; echo $?; readonly ro=1; (mapfile ro <f; echo no) 2>&1; (mapfile -n x a) 2>&1; (mapfile -d) 2>&1
  sh: mapfile: line *: illegal option -x (glob)
  sh: mapfile: line *: 1a: bad variable name (glob)
  sh: mapfile: line *: h2: not an indexed array (glob)
  1
  sh: mapfile: line *: 9: invalid file descriptor: Bad file descriptor (glob)
  1
  sh: ro: is read only
  sh: mapfile: line *: Illegal number: x (glob)
  sh: mapfile: line *: no arg for -d option (glob)
  [2]

Fields of a line:
  $ IFS=: read -ra p <<< 'a:b c::d'; declare -p p; read -a q <<< ' x  y\ z '; declare -p q; read -ra e <<< ''; declare -p e; read r[1] s <<< 'u v w'; declare -p r s; declare -A m; read 'm[k]' <<< val; echo ${m[k]}; while IFS== read -ra kv; do echo "${kv[0]} -> ${kv[1]}"; done <<< $'a=1\nb=2'; read -a 1x <<< y 2>&1; echo $?
  declare -a p=([0]="a" [1]="b c" [2]="" [3]="d")
  declare -a q=([0]="x" [1]="y z")
  declare -a e=()
  declare -a r=([1]="u")
  declare -- s="v w"
  val
  a -> 1
  b -> 2
  sh: read: '1x': bad variable name
  1

Directories:
  $ mkdir -p a/b; pushd a; pushd b; dirs; dirs -p; dirs -v; dirs +1; dirs -0; popd; popd; popd 2>&1; echo $?
  ~/a ~
  ~/a/b ~/a ~
  ~/a/b ~/a ~
  ~/a/b
  ~/a
  ~
   0  ~/a/b
   1  ~/a
   2  ~
  ~/a
  ~
  ~/a ~
  ~
  sh: popd: line *: directory stack empty (glob)
  1
  $ pushd a >/dev/null; pushd b >/dev/null; pushd; pushd +1; pushd -0; echo "${#DIRSTACK[@]} ${DIRSTACK[1]##*/}"; popd +1; pushd +9 2>&1; echo $?; dirs -c; dirs; pushd 2>&1; pushd nowhere 2>&1; echo $?; cd; pushd -n a/b; popd -n; (pushd a >/dev/null; dirs); dirs; dirs -l | sed "s,$HOME,home,"; dirs -z 2>&1; echo $?
  ~/a ~/a/b ~
  ~/a/b ~ ~/a
  ~/a ~/a/b ~
  3 b
  ~/a ~
  sh: pushd: line *: +9: directory stack index out of range (glob)
  1
  ~/a
  sh: pushd: line *: no other directory (glob)
  sh: pushd: line *: can't cd to nowhere: No such file or directory (glob)
  1
  ~ a/b
  ~
  ~/a ~
  ~
  home
  sh: dirs: line *: illegal option -z (glob)
  2
