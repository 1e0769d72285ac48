Arrays, indexed and associative. [cairn]

  $ a=(one "two three" four); echo "${a[0]}" "${a[1]}" "${a[-1]}" $a ${#a[@]} ${#a[1]}
  one two three four one 3 9

Each element is a word of its own:
  $ for x in "${a[@]}"; do echo "<$x>"; done; for x in ${a[@]}; do echo "<$x>"; done; echo "${a[*]}"; (IFS=-; echo "${a[*]}")
  <one>
  <two three>
  <four>
  <one>
  <two>
  <three>
  <four>
  one two three four
  one-two three-four
  $ printf '<%s>' "pre${a[@]:1}post"; e=(); printf '<%s>' "${e[@]}" x "${e[@]-none}" "${e[*]}"; echo; set -- "${a[@]}"; echo $# "$2"
  <pretwo three><fourpost><x><none><>
  3 two three

Elements, and all of an array:
  $ a[1]=2; a[3+2]=six; i=4; a[i]=five; a[$i+2]=seven; a[ 1 + 1 ]=three; echo "${!a[@]}: ${a[@]}"; a[-1]+=!; a+=(eight nine); echo "${a[@]: -3}"
  0 1 2 4 5 6: one 2 three five six seven
  seven! eight nine
  $ a=([3]=x y [1]=z [7]+=w v); declare -p a; a+=([3]+=X last); declare -p a
  declare -a a=([1]="z" [3]="x" [4]="y" [7]="w" [8]="v")
  declare -a a=([1]="z" [3]="xX" [4]="last" [7]="w" [8]="v")
  $ v='p q' n=; a=($v "$v" x$v $n "$n" *.none); echo ${#a[@]}; b=([2]=$v); echo "${b[2]}"; c=({1..3}{a,b} ~ [9]=~); echo "${c[5]}" $(( ${#c[6]} == ${#HOME} )) $(( ${#c[9]} == ${#HOME} ))
  7
  p q
  3b 1 1
  $ a=( # a comment
  > one
  >   two   # another
  > "three four" $(echo five six)
  > ); echo ${#a[@]} "${a[2]}"
  5 three four
  $ a=(b c); a=("${a[@]/#/x}"); a=("${a[@]}" "${a[0]}"); echo "${a[@]}"; p=(1 2); p=([0]="${p[1]}" "${p[0]}"); echo "${p[@]}"
  xb xc xb
  2 1

Operations are applied to each element:
  $ a=(one two three); echo "${a[@]#t}" "${a[@]%%e*}" "${a[@]/o/0}" "${a[@]//e/E}" "${a[@]^}" "${a[@]^^}" "${a[*]:1:1}" "${a[1]:1}" "${a[1]/w/W}"
  one wo hree on two thr 0ne tw0 three onE two thrEE One Two Three ONE TWO THREE two wo tWo
  $ echo "${a[9]-unset} ${a[9]:-unset} ${a[0]+set} ${a[9]+set}|${a[@]:+all}|${a[9]:=nine} ${!a[@]}"; e=(""); echo "${e[@]:-empty} ${e[@]-not}"
  unset unset set |all|nine 0 1 2 9
  empty  (esc)
  $ s=([5]=x [9]=y [10]=z); echo "${s[@]:6}|${s[@]: -2}|${s[@]:5:2}|${s[@]:0:1}|${s[@]:11}"; (echo "${a[@]:1:-1}") 2>&1; echo $?
  y z|y z|x y|x|
  sh: -1: substring expression < 0
  2
  $ echo "${a[-9]}" 2>&1; echo "${a[-9]-}|" 2>/dev/null
  two
  two|

A string is an array of one element, and a name alone is element 0:
  $ x=5; echo ${x[0]} ${x[@]} ${#x[@]} ${!x[@]} "${x[1]-no}"; x[2]=6; x+=1; echo "${x[@]}"; x=7; declare -p x
  5 5 1 0 no
  51 6
  declare -a x=([0]="7" [2]="6")

  $ y=abc; echo ${y[0]:1} ${y[@]:1:1} ${y[0]^} "${y[@]/b/-}" ${#y[0]}; printf -v 'y[2]' %03d 7; echo "${y[@]}"
  bc b Abc a-c 3
  abc 007

Elements and arrays go:
  $ a=(1 2 3 4); unset 'a[1]' a[-1]; declare -p a; i=2; unset 'a[$i]' 'a[i-1]'; echo "${!a[@]}"; unset 'a[@]'; echo ${#a[@]}; unset a; echo "${a[@]-gone}"
  declare -a a=([0]="1" [2]="3")
  0
  0
  gone

Indexes may be far apart:
  $ s=(); s[100000000000]=b; s[3]=a; echo ${!s[@]} ${s[@]} ${#s[@]} ${s[-1]}; s+=(c); echo ${!s[@]}; unset 's[100000000000]' 's[100000000001]'; s+=(d); echo ${!s[@]}
  3 100000000000 a b 2 b
  3 100000000000 100000000001
  3 4
  $ q=(); for ((i=0;i<5000;i++)); do q+=($i); done; for ((i=0;i<4990;i++)); do unset "q[$i]"; done; q+=(x); echo "${#q[@]} ${!q[@]} ${q[-1]}"
  11 4990 4991 4992 4993 4994 4995 4996 4997 4998 4999 5000 x

Associative arrays keep the order in which their keys came:
  $ declare -A m=([k]=v [x y]=z); m[a.b]=1; m["c d"]=2; k='e f'; m[$k]=3; m[\$x]=4; m['k']+=w; for k in "${!m[@]}"; do echo "$k=${m[$k]}"; done
  k=vw
  x y=z
  a.b=1
  c d=2
  e f=3
  $x=4
  $ echo ${#m[@]} "${m[x y]}" "${m["c d"]}" "${m[nope]-unset}" "${m[@]:0:2}"; unset "m[x y]" 'm["c d"]'; m+=([new]=5); echo "${!m[@]}"; m=([z]=1); echo "${!m[@]}"; declare -A kv=(k1 v1 k2 v2); echo "${kv[k2]}"
  6 z 2 unset vw z
  k a.b e f $x new
  z
  v2
  $ i=1; m[i]=word; m[1+1]=sum; echo "${m[i]} ${m[1+1]} ${m[1]-none}"; m[0]=zero; echo $m
  word sum none
  zero

In arithmetic:
  $ a=(1 2 3); i=1; ((a[0]++, a[1]+=5, a[i+3]=7, ++a[2])); echo "${a[@]} | $((a[i+1])) $((a[$i]*2)) $((a)) $((a[9])) $((-a[0]--)) ${a[0]}"; let a[2]=a[1]**2; echo ${a[2]}
  2 7 4 7 | 4 14 2 0 -2 1
  49
  $ declare -A m; k=foo; ((m[foo]++, m[a b]=3)); ((m[$k]+=2)); echo "${m[foo]} $((m[$k]*m[a b])) $((m[none]))"; b=(a[1] 2); echo $((b[0]+b[1])); n=0; nn[n++]=x; nn[n++]=y; echo $n ${nn[@]}
  3 9 0
  9
  2 x y
  $ for e in 'a[' 'a[1' 'a[]' 'a[1 2]'; do (echo $((e))) 2>&1; done
  sh: arithmetic syntax error
  sh: arithmetic syntax error
  sh: arithmetic syntax error
  sh: arithmetic syntax error
  [2]

Tests:
  $ t() { "$@" && echo yes || echo no; }; a=(x "" [4]=y); t test -v a; t [ -v a[1] ]; t [ -v 'a[2]' ]; [[ -v a[4] && ! -v a[3] ]] && echo both; b=([3]=x); t [ -v b ]; t [ -v 'b[@]' ]; declare -A m=([p q]=); k='p q'; [[ -v m[$k] ]] && echo key; [ -v nope ] || echo none
  yes
  yes
  no
  both
  no
  yes
  key
  none

What POSIX says keeps its meaning:
  $ touch a1; echo a[1] a[12]* a[2]; echo a[1]=x; case a1 in a[1]) echo match;; esac; case b=c in b[=x]c) echo set;; esac; for i in a[1]=2; do echo $i; done; rm a1; echo >a[1]=y; ls; rm 'a[1]=y'
  a1 a1 a[2]
  a[1]=x
  match
  set
  a[1]=2
  a[1]=y
  $ a[1 2 2>&1; echo $?; echo a=b "a=(b)" c[1]+=d; f() { echo "$@"; }; f a[1]=x
  sh: a[1: not found
  127
  a=b a=(b) c[1]+=d
  a[1]=x

Subshells and functions:
  $ x=(a b); (x[0]=q; x+=(c); unset 'x[1]'; echo ${x[@]} ${!x[@]}); echo ${x[@]}; y=$(x+=(d); echo ${#x[@]}); echo $y ${#x[@]}; echo | x[1]=z; echo ${x[1]}
  q c 0 2
  a b
  3 2
  b
  $ f() { x[1]=y; local x=(q); x[5]=z; local -a y; y+=(1); echo ${!x[@]} ${#y[@]}; }; f; echo ${x[@]} $y
  0 5 1
  a y 3

Readonly:
  $ (readonly -a r=(1 2); r[0]=3; echo no) 2>&1; (readonly r=(1); r+=(2); echo no) 2>&1; (declare -rA m=([a]=1); m[b]=2; echo no) 2>&1; (readonly r=(1); unset 'r[0]'; echo no) 2>&1
  sh: r: is read only
  sh: r: is read only
  sh: m: is read only
  sh: unset: line *: r[0]: is read only (glob)
  [2]

Wrong subscripts:
  $ for s in 'a[-9]=x' 'a[]=x' 'a[@]=x' 'declare -A m; m[]=x' 'declare -A m=([]=x)' 'echo ${a[]}' 'declare -A m=([a]=1 b)' 'a[1+]=x'; do (a=(1); eval "$s"; echo no) 2>&1; done
  sh: eval: line *: a[-9]: bad array subscript (glob)
  sh: eval: line *: a[]: bad array subscript (glob)
  sh: eval: line *: a[@]: bad array subscript (glob)
  sh: eval: line *: m[]: bad array subscript (glob)
  sh: eval: line *: m[]: bad array subscript (glob)
  sh: eval: line *: syntax error: bad substitution (glob)
  sh: eval: line *: m: b: must use subscript when assigning associative array (glob)
  sh: eval: line *: arithmetic syntax error (glob)
  [2]

Indirection, names and keys:
  $ arr=(zero one); t='arr[1]' u='arr[@]' i=1 w='arr[i-1]'; echo "${!t}" "${!u}" "${!w}" "${!t#o}"; ab_1=x ab_2=y; echo "${!ab_@}" ${!ab_*}; n=ab_1; echo ${!n} "${!n:-q}"; refs=(ab_2); echo ${!refs[0]}; printf '<%s>' "${!ab_@}" "${!ab_*}"; echo
  one zero one zero ne
  ab_1 ab_2 ab_1 ab_2
  x x
  y
  <ab_1><ab_2><ab_1 ab_2>

Transformations:
  $ v="it's"; a=(1 'x y' $'n\nl'); echo "${v@Q} ${v@U} ${v@u} ${a[1]@Q}"; echo "${a[@]@Q}"; echo "${a[@]@A}"; e='a\tb\x41'; echo "${e@E}"; L=ABC; echo "${L@L} [${nope@Q}] [${nope@U}]"
  'it'\''s' IT'S It's 'x y'
  '1' 'x y' $'n\nl'
  declare -a a=([0]="1" [1]="x y" [2]=$'n\nl')
  a	bA
  abc [] []
  $ declare -ir N=3; declare -A m=([k]='v w'); echo "${N@a} ${N@A} ${a@a} ${m[@]@A} [${v@a}]"; echo "${a[@]@K}"; printf '<%s>' "${m[@]@k}" "${a[@]@k}"; echo; set -- 'a b' c; echo "${@@Q}" "${*@U}"; P='$v \\ ${a[1]}'; echo "${P@P}"
  ir declare -ir N='3' a declare -A m=([k]="v w" ) []
  0 "1" 1 "x y" 2 $'n\nl'
  <k><v w><0><1><1><x y><2><n
  l>
  'a b' 'c' A B C
  it's \ x y

BASH_REMATCH:
  $ [[ abc123 =~ ([a-z]+)([0-9]+)(x)? ]] && echo "${#BASH_REMATCH[@]}: ${BASH_REMATCH[0]} ${BASH_REMATCH[1]} ${BASH_REMATCH[2]} [${BASH_REMATCH[3]}]"; [[ q =~ z ]]; echo $? ${#BASH_REMATCH[@]}
  4: abc123 abc 123 []
  1 0

PIPESTATUS:
  $ false | true | (exit 4); echo "${PIPESTATUS[@]}"; echo "${PIPESTATUS[@]}"; ! false; echo "${PIPESTATUS[0]} $?"; { false | true; }; echo "${PIPESTATUS[@]}"; f() { false | true; }; f; echo "${PIPESTATUS[@]}"; if false | true; then :; fi; echo "${PIPESTATUS[@]}"
  1 0 4
  0
  1 0
  1 0
  0
  0
  $ false | true; a=("${PIPESTATUS[@]}"); echo "${a[@]}" $PIPESTATUS; x=$(exit 3 | true; echo "${PIPESTATUS[@]}"); echo $x; cat nope 2>/dev/null | cat | cat; echo $(( PIPESTATUS[0] > 0 )); false | true && echo "${PIPESTATUS[*]}"
  1 0 0
  3 0
  1
  1 0

Where a function was called:
  $ where() { echo "${FUNCNAME[*]}|${#BASH_LINENO[@]}|${#BASH_SOURCE[@]}"; }; g() { where; }; g; echo "${#FUNCNAME[@]} $FUNCNAME"
  where g|2|2
  0  (esc)
  $ cat >lib <<'E'
  > inner() { echo "${FUNCNAME[*]} | ${BASH_SOURCE[*]##*/} | ${BASH_LINENO[*]}"; caller; caller 0; caller 1; caller 7; echo $?; }
  > echo "${BASH_SOURCE[0]} ${#FUNCNAME[@]} ${BASH_LINENO[0]}"
  > E
  $ cat >script <<'E'
  > . ./lib
  > outer() {
  >   inner
  > }
  > outer
  > echo "${BASH_SOURCE[0]} ${#BASH_SOURCE[@]} ${FUNCNAME[0]-}"
  > E
  $ sh script
  ./lib 0 1
  inner outer main | lib script script | 3 5 0
  3 script
  3 outer script
  5 main script
  1
  script 1  (esc)

Only a subscript makes these arrays of the shell, and an assignment ends them:
  $ echo "[$GROUPS$DIRSTACK]" $(( ${#GROUPS[@]} > 0 )); [ "${GROUPS[0]}" = "$(id -g)" ] && echo own; GROUPS=mine; echo "$GROUPS ${GROUPS[@]}"; PIPESTATUS=1; true; echo $PIPESTATUS
  [] 1
  own
  mine mine
  1

They are no part of the environment, and `set` shows them so that they can be read back:
  $ export ex=(1 2); sh -c 'echo "[$ex]"'; set | grep -E '^(ex|m)='; eval "$(set | grep -E '^ex=')"; echo ${ex[1]}; set -x; ex=(3 'x y' [7]=z); ex[1]+=w; { set +x; } 2>/dev/null
  []
  ex=([0]="1" [1]="2")
  m=([k]="v w" )
  2
  + ex=(3 'x y' [7]=z)
  + ex[1]+=w

Before a command an array is the string that shows it, for the environment has no other; the variable stays as it was. [cairn]
  $ pre=(1 2); pre=(a 'b c' [5]=d) env | grep ^pre=; new=([k]=v) env | grep ^new=; echo "${pre[@]} ${new-unset}"
  pre=(a b c [5]=d)
  new=([k]=v)
  1 2 unset
