declare, typeset, local and readonly with attributes; name references. [cairn]

  $ declare x=1 y; typeset -i n=3+4; declare -p x y n; declare -x E=e; sh -c 'echo $E'; declare +x E; sh -c 'echo "[$E]"'; declare -r R=1; (R=2; echo no) 2>&1; declare R=3; echo $?; declare +r R; echo $?
  declare -- x="1"
  declare -- y
  declare -i n="7"
  e
  []
  sh: R: is read only
  sh: declare: line *: R: is read only (glob)
  1
  sh: declare: line *: R: is read only (glob)
  1

Integers:
  $ declare -i n; n='2*3'; echo $n; n+=4; echo $n; n=x+1 x=5; echo $n; x=5 n=x+1; echo $n; declare -ai z=(1+1 2*3); z[1]+=1; z+=(9/2); echo ${z[@]}; for n in 1+1 2+2; do echo $n; done; read n <<< '7*6'; echo $n; declare +i n; n=1+1; echo $n; (declare -i n=08; echo no) 2>&1
  6
  10
  2
  6
  2 7 4
  2
  4
  42
  1+1
  sh: arithmetic syntax error
  [2]


Cases:
  $ declare -u U=abc; U+=d; echo $U; declare -l U; U=QuX; echo $U; declare -l l=(ABC [3]=DeF); l[1]=GH; echo ${l[@]}; declare -Au m=([a]=bc); echo ${m[a]}; declare -u e=é; echo $e
  ABCD
  qux
  abc gh def
  BC
  É

What is printed is read back:
  $ v=$'a\nb\t\e\'"$`\\é'; s='$x "y" `z` \'; a=("$v" '' 'p q'); declare -A m=([k]=v ["x y"]='"' [\$]=d); declare -a none; declare -a empty=(); declare -n ref=s; declare -p v s a m none empty ref
  declare -- v=$'a\nb\t\E\'"$`\\é'
  declare -- s="\$x \"y\" \`z\` \\"
  declare -a a=([0]=$'a\nb\t\E\'"$`\\é' [1]="" [2]="p q")
  declare -Au m=([k]="V" ["x y"]="\"" ["\$"]="D" )
  declare -a none
  declare -a empty=()
  declare -n ref="s"
  $ saved=$(declare -p v s a m); unset v s a m; eval "$saved"; [ "$v" = $'a\nb\t\e\'"$`\\é' ] && echo "$s ${#a[@]} ${a[2]} ${m[x y]} ${m[\$]}"
  $x "y" `z` \ 3 p q " D
  $ declare -p nope 2>&1; echo $?; declare -ilx many=2; declare -p many; declare -r | grep -c ' R='; declare -pi | grep many; declare -a | grep -E ' (none|empty)'; readonly -A RA=([k]=v); readonly -p | grep RA
  sh: declare: line *: nope: not found (glob)
  1
  declare -ixl many="2"
  1
  declare -ixl many="2"
  declare -a empty=()
  declare -a none
  readonly -A RA=([k]="v" )

In functions they are local, with -g not:
  $ f() { declare -g g=1; declare l=2; local -i i=2+2; local -u up=abc; local -A m=([x]=y); local -a q=(1 2) e; local -r k=9; echo $i $up ${m[x]} ${#q[@]} ${#e[@]} $k; local; }; f; echo "$g ${l-} ${i-} ${k-}"
  4 ABC y 2 0 9
  declare -- l="2"
  declare -i i="4"
  declare -u up="ABC"
  declare -A m=([x]="y" )
  declare -a q=([0]="1" [1]="2")
  declare -a e
  declare -r k="9"
  1 abc   (esc)
  $ x=out; f() { local x=in; declare -g x=glob; echo $x; g; }; g() { declare -g x=deep; }; f; echo $x; y=$(f; echo $x); echo $y $x
  in
  deep
  in deep deep
  $ f() { local v; declare -p v; v=1; local v; echo $v; local w=$1 u; echo "$w ${u-unset}"; }; f 'a b'; s='a b'; declare d=$s; echo "$d"; f() { local z=$s a=($s); echo "$z ${#a[@]}"; }; f; (local q) 2>&1
  declare -- v
  1
  a b unset
  a b
  a b 2
  sh: local: line *: not in a function (glob)
  [2]

Lists as text, elements and additions:
  $ declare -a 'l=(1 "2 3")'; echo "${l[1]}"; declare 'l2=(1 2)'; echo "$l2"; declare l[1]=x l[5]=y; declare l+=(z) 's2'+=a s2+=b; echo "${l[@]} ${!l[@]} $s2"; declare -A h; declare h[a b]=1 "h[c d]=2" 2>/dev/null; i=1; declare "h[$i]=3"; echo "${h[c d]} ${h[1]}"; declare -i add=1 add+=2; echo $add
  2 3
  (1 2)
  1 x y z 0 1 5 6 ab
  2 3
  3

What cannot be:
  $ declare 1a=x 2>&1; echo $?; declare -a arr; (declare -A arr) 2>&1; (declare +a arr) 2>&1; declare -A ass; (declare -a ass) 2>&1; (declare -z q) 2>&1; (local x) 2>&1; (declare -n self=self) 2>&1; (declare -n bad='1 x') 2>&1
  sh: declare: line *: 1a: bad variable name (glob)
  1
  sh: declare: line *: arr: cannot convert indexed to associative array (glob)
  sh: declare: line *: arr: cannot destroy array variables in this way (glob)
  sh: declare: line *: ass: cannot convert associative to indexed array (glob)
  sh: declare: line *: illegal option -z (glob)
  sh: local: line *: not in a function (glob)
  sh: self: nameref variable self references not allowed
  sh: 1 x: invalid variable name for name reference
  [1]

Name references:
  $ f() { local -n r=$1; r=changed; r+=!; echo "${!r} $r ${#r}"; }; v=1; f v; echo $v; g() { local -n r=$1; r+=(3); r[0]=z; unset 'r[1]'; echo "${r[@]} ${!r[@]} ${#r[@]}"; for x in "${r[@]}"; do echo "<$x>"; done; }; arr=(1 2); g arr; echo "${arr[@]}"
  v changed! 8
  changed!
  z 3 0 2 2
  <z>
  <3>
  z 3
  $ declare -n e='arr[2]'; echo $e; e=Q; echo ${arr[@]}; unset e; echo ${!arr[@]}; unset -n e; echo ${e-gone}; declare -A m=([k]=v); declare -n r=m; echo ${r[k]} ${!r[@]}; r[new]=1; echo ${#m[@]}; declare -n late; late=v; echo $late; late=2; echo $v; declare -n c1=c2 c2=c1; echo "[$c1]"; declare +n late; echo $late; declare -i -n ri=num 2>/dev/null; (( late_n=1 )); declare -n ln=cnt; ((ln++, ln+=2)); echo $cnt; read ln <<< in; echo $cnt; (ln=sub; echo $cnt); echo $cnt
  3
  z Q
  0
  gone
  V k
  2
  changed!
  2
  []
  v
  3
  in
  sub
  in

Functions are shown as they were written:
  $ hi() { echo $((1+2)) "${a[@]}" | cat; # comment
  > }; declare -f hi; declare -F hi; function kw { cat <<E
  > doc $1
  > E
  > }
  hi() { echo $((1+2)) "${a[@]}" | cat; # comment
  }
  hi
  $ eval "$(declare -f hi kw | sed 's/1+2/2+2/;s/doc/text/')"; hi; kw x; declare -F nope; echo $?; unset -f hi; declare -F | grep -c 'declare -f kw'
  4 a
  b\t\e'"$`\\\xc3\xa9  p q (esc)
  text x
  1
  1

export and readonly:
  $ export -n E; export X=1 Y; export -p | grep -E ' [XY]'; export -n X; sh -c 'echo "[$X]"'; readonly r1=1; (readonly r1=2; echo no) 2>&1
  export X='1'
  export Y
  []
  sh: readonly: line *: r1: is read only (glob)
  [2]


What cannot be a name makes no reference, and the script goes on.
  $ noref='#'; declare -n noref; echo "$? $noref"; noref=new; echo $noref
  sh: #: invalid variable name for name reference
  1 #
  new

What cannot be written is told, and the status.
  $ x=1; declare -p x >/dev/full; echo $?; declare -p nosuch x >/dev/full; echo $?; shopt >/dev/full; echo $?
  sh: write error: No space left on device
  1
  sh: declare: line *: nosuch: not found (glob)
  sh: write error: No space left on device
  1
  sh: write error: No space left on device
  1
