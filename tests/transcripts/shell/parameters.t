Parameter expansion.

  $ show() { printf '<%s>' "$@"; echo " $#"; }
  $ x=value e= a='a b'; unset u
  $ show ${u-d} ${e-d} ${x-d} ${u:-d} ${e:-d} ${x:-d}
  <d><value><d><d><value> 5
  $ show ${u+d} "${e+d}" ${x+d} "${u:+d}" "${e:+d}" ${x:+d}
  <d><d><><><d> 5
  $ show ${u=new} $u; unset u; show ${u:=$a} "$u"; unset u
  <new><new> 2
  <a><b><a b> 3
  $ sh -c 'unset u; echo ${u?}; echo no'
  sh: u: parameter not set
  [2]
  $ sh -c 'e=; echo ${e:?is empty}; echo no'
  sh: e: is empty
  [2]
  $ sh -c 'echo ${e?} ok' x; e=1 sh -c 'echo ${e?} ok' x
  x: line 0: e: parameter not set
  1 ok
  $ show ${#x} ${#e} ${#u} ${#} ${##} ${#?} ${#1} "${#@}"
  <5><0><0><0><1><1><0><0> 8
  $ set -- 1 '2 2' 3; show $# ${#} "${#2}"; show $1 "$2" ${3} ${4-none}
  <3><3><3> 3
  <1><2 2><3><none> 4
  $ set -- a b c d e f g h i j k l; show $10 ${10} ${12}; shift 11; show "$@"; set --
  <a0><j><l> 3
  <l> 1
  $ p=/usr/lib/libc.so.6; show ${p#*/} ${p##*/} ${p%/*} ${p%%/*} ${p%.*} ${p%%.*} ${p#/usr} ${p%nomatch}
  <usr/lib/libc.so.6><libc.so.6></usr/lib></usr/lib/libc.so></usr/lib/libc></lib/libc.so.6></usr/lib/libc.so.6> 7
  $ q='a*b*c'; show "${q#a*}" "${q##*\*}" "${q%'*'*}" "${q%%\**}"
  <*b*c><c><a*b><a> 4
  $ v='*'; show "${q#a$v}" "${q#a"$v"}" "${q%$v}"
  <*b*c><b*c><a*b*c> 3
  $ show "${p#"/usr"}" "${p%[0-9]}" "${p#?}" "${p##*[!0-9]}"
  </lib/libc.so.6></usr/lib/libc.so.><usr/lib/libc.so.6><6> 4
  $ show ${u:-a b} "${u:-a b}" ${u:-"a b"} ${u:-$a} "${u:-$a}" ${u:-"$a"}
  <a><b><a b><a b><a><b><a b><a b> 8
  $ show ${u:-${e:-${x:-deep}}} "${u:-"${e:-'q'}"}" ${u:-`echo c d`} ${u:-$(echo "}")}
  <value><'q'><c><d><}> 5
  $ show ${u:-a}b${u:-c d}e "${u:-}" ${u:-} ${u:-""}
  <abc><de><><> 4
  $ show ${x:-}} "${u:-\}}" ${u:-\}} ${u:-'}'} "${u:-a\b}"
  <value}><}><}><}><a\b> 5
  $ show $x$u$x "$x"'y'$x ${x}y
  <valuevalue><valueyvalue><valuey> 3
  $ show ${x:1} ${x:1:2} ${x: -2} ${x:0:-1} ${x:(-3):2} ${x:9} "${x:2:0}"
  <alue><al><ue><valu><lu><> 6
  $ i=1; show ${x:i} ${x:i+1:i*2} ${x:$i:$((i+1))}
  <alue><lu><al> 3
  $ y=abcabc; show ${y/b/X} ${y//b/X} ${y/b} ${y//b} ${y//[ac]/-} ${y/b*/Z} "${y/x/y}"
  <aXcabc><aXcaXc><acabc><acac><-b--b-><aZ><abcabc> 7
  $ s=/a/b; show ${s//\//:} "${s//\//:}" "${s/a/\/}" ${s/#x/y}
  <:a:b><:a:b><///b></a/b> 4
  $ show "${y/b/$a}" ${y/b/"$a"} "${y//?/&}"
  <aa bcabc><aa><bcabc><&&&&&&> 4
  $ set -- one two; show "$*" "$@" $*; IFS=:; show "$*"; IFS=; show "$*" $*; unset IFS
  <one two><one><two><one><two> 5
  <one:two> 1
  <onetwo><one><two> 3
  $ set --; show "$@" "$*"; show a"$@"b; show "$@"; show ""$@; set -- '' ''; show $@ "$@"
  <> 1
  <ab> 1
  <> 0
  <> 1
  <><> 2
  $ set -- 'a b' c; show x"$@"y; show x$@y; for i; do show "$i"; done; for i do show "$i"; done
  <xa b><cy> 2
  <xa><b><cy> 3
  <a b> 1
  <c> 1
  <a b> 1
  <c> 1
  $ unset u; : ${u:=~}; [ "$u" = "$HOME" ] && echo home
  home
  $ x=1 y=$x; echo $y; x=2 sh -c 'echo $x'; echo $x
  1
  2
  1

Appending. [cairn]
  $ x+=b; echo $x; x=a; x+=$x; echo $x
  1b
  aa

Anchored replacement, change of case, indirection, cutting of the list of arguments. [cairn]
  $ y=abcabc; show ${y/#a/X} ${y/#b/X} ${y/%c/X} ${y/%b/X} ${y/#/X} ${y/%/X}
  <Xbcabc><abcabc><abcabX><abcabc><Xabcabc><abcabcX> 6

A conditional expression in a substring. [cairn]
  $ i=1; show ${x:i?2:3} ${x:0:i?1:2}
  <a> 1

Upper and lower case. [cairn]
  $ y='hello World'; show "${y^}" "${y^^}" "${y^^[lo]}" "${y,,}"; y=ABC; show ${y,} ${y,,}
  <Hello World><HELLO WORLD><heLLO WOrLd><hello world> 4
  <aBC><abc> 2

Indirection. [cairn]
  $ name=y; show ${!name} ${!name#A}
  <ABC><BC> 2

The number of parameters. [cairn]
  $ set -- 1 '2 2' 3; show ${#*} ${#@}
  <3><3> 2

Parts of the list. [cairn]
  $ set -- a 'b b' c d; show "${@:2}" ; show "${@:2:2}"; show "${@: -1}"; show ${*:3}; set --
  <b b><c><d> 3
  <b b><c> 2
  <d> 1
  <c><d> 2

The length of a name that ends at a line's end.

  $ x=1234; show ${#\
  > x} $\
  > x $\
  > {x}
  <4><1234><1234> 3

In double quotes, quotes within the braces make a `}` literal.
  $ e=; echo "${e:-"{x}"}" "${e:-"a}b"}"; e=1; echo "${e:+"{$e}"}x"
  {x} a}b
  {1}x

PPID is the same wherever it is asked for first.
  $ sh -c 'trap : USR1; x=$(trap "echo \$PPID" EXIT; exec 3>&1); [ "$x" = "$PPID" ]; echo $?'
  0
