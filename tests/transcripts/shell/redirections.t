Redirections.

  $ echo a > f; echo b >> f; cat f; cat < f > g; cat g; > f; wc -c < f
  a
  b
  a
  b
  0
  $ echo c >| f; cat f; echo d <> f; echo x 1<> f; cat f
  c
  d
  x
  $ echo out 3>&1 >&3; { echo out; echo err >&2; } > f 2>&1; cat f; { echo out; echo err >&2; } 2>&1 > f; cat f
  out
  out
  err
  err
  out
  $ { echo one >&3; echo two >&4; } 3> f 4>&3; cat f
  one
  two
  $ exec 3> f; echo a >&3; echo b >&3; exec 3>&-; cat f; (echo c >&3) 2>/dev/null || echo closed
  a
  b
  closed
  $ exec 4< f; read x <&4; read y <&4; echo $x $y; read z <&4; echo $? "[$z]"; exec 4<&-
  a b
  1 []
  $ exec 5> f 6>&1; exec > g; echo in g; exec >&6 6>&-; echo out again; cat g; exec 5>&-
  out again
  in g
  $ echo a 3>&1 1>&2 2>&3 3>&- 2>/dev/null; ls nosuch 2>&- ; echo $?
  a
  1
  $ echo x >&- ; echo $?; echo y 2>/dev/null >&7; echo $?
  sh: write error: Bad file descriptor
  1
  1
  $ cat <&- ; echo $?
  cat: read error: Bad file descriptor
  1
  $ f() { echo in function; cat; } < f > g; echo content > f; f; cat g
  in function
  content
  $ if true; then echo if; fi > f; for i in 1 2; do echo $i; done >> f; while read l; do echo "<$l>"; done < f
  <if>
  <1>
  <2>
  $ { read a; read b; echo $b $a; } < f; (read a; cat) < f; case x in x) echo case;; esac > g; cat g
  1 if
  1
  2
  case
  $ i=0; while [ $i -lt 3 ]; do i=$((i+1)); echo $i; done > f; cat f; echo $i
  1
  2
  3
  3
  $ n=4; eval "echo dynamic $n>&1"; fd=1; echo to fd >&$fd; exec 8>&1; echo eight 1>&8; exec 8>&-
  dynamic
  to fd
  eight
  $ printf '1\n2\n3\n' > f; while read l; do echo "loop $l"; read m; echo "inner $m"; done < f
  loop 1
  inner 2
  loop 3
  inner  (esc)
  $ while read l; do echo $l; cat | wc -l | tr -d ' '; done < f
  1
  2
  $ { read a; sh -c 'read b; echo child $b'; read c; echo $a $c; } < f
  child 2
  1 3
  $ (echo 1; echo 2 >&2) 2>&1 | cat
  1
  2
  $ : > f < f; echo $?; echo a > f > g; cat f g; echo b > f; x=1 > f; cat f; echo $x
  0
  a
  1
  $ command exec 9> f; echo nine >&9; exec 9>&-; cat f
  nine

Errors: those of special builtins end the shell.

  $ echo a > nosuch/f; echo $?; cat < nosuch; echo $?; echo a > .; echo $?
  sh: can't create nosuch/f: nonexistent directory
  1
  sh: can't open nosuch: no such file
  1
  sh: can't create .: Is a directory
  1
  $ set -C; echo a > new; echo b > new; echo $?; echo c >| new; cat new; echo d > /dev/null; echo e >> new; cat new; set +C
  sh: can't create new: File exists
  1
  c
  c
  e
  $ (: > nosuch/f; echo not reached); echo $?; (exec < nosuch; echo not reached); echo $?
  sh: can't create nosuch/f: nonexistent directory
  1
  sh: can't open nosuch: no such file
  1
  $ { echo a; } > nosuch/f; echo $?; f() { echo a; }; f > nosuch/f; echo $?; (echo a) > nosuch/f; echo $?
  sh: can't create nosuch/f: nonexistent directory
  1
  sh: can't create nosuch/f: nonexistent directory
  1
  sh: can't create nosuch/f: nonexistent directory
  2
  $ while :; do :; done < nosuch; echo $?; x=1 < nosuch; echo $? $x; command : > nosuch/f; echo $?
  sh: can't open nosuch: no such file
  1
  sh: can't open nosuch: no such file
  1 1
  sh: can't create nosuch/f: nonexistent directory
  1

A descriptor beyond the limit is like one that is not open. [cairn]
  $ echo a >&9; echo $?; echo a >&99999; echo $?; cat 0<&9; echo $?
  sh: 9: Bad file descriptor
  1
  sh: 99999: Bad file descriptor
  1
  sh: 9: Bad file descriptor
  1
  $ chmod 0 new 2>/dev/null; echo a > f; echo done; rm -f new
  done

Here-documents of any size never block.

  $ i=0; s=x; while [ $i -lt 17 ]; do s=$s$s; i=$((i+1)); done; echo ${#s}; cat <<X | wc -c | tr -d ' '
  > $s
  > X
  131072
  131073
  $ wc -c <<X | tr -d ' '
  > $s
  > X
  131073

What `head` has not taken is left; emulated, `head` is a process of its own, which cannot give a pipe back. [cairn] [native]
  $ { head -n 1; cat; } <<X
  > first
  > second
  > X
  first
  second
  $ read a <<X; echo $a; { read a; read b; echo $b; } <<Y
  > one
  > X
  > two
  > three
  > Y
  one
  three
  $ cat 3<<X 4<<Y <&3; cat 4<<Z <&4
  > from three
  > X
  > from four
  > Y
  > from Z
  > Z
  from three
  from Z
  $ f() { cat <<X
  > arg $1
  > X
  > }; f a; f b | tr a-z A-Z; y=$(f c); echo $y
  arg a
  ARG B
  arg c

/dev/full and closed pipes.


A failed write is always said. [cairn]
  $ echo a > /dev/full; echo $?; printf b > /dev/full; echo $?
  sh: write error: No space left on device
  1
  sh: write error: No space left on device
  1

Once for each. [cairn]
  $ { echo a; echo b; } > /dev/full; echo $?; pwd > /dev/full; echo $?
  sh: write error: No space left on device
  sh: write error: No space left on device
  1
  sh: write error: No space left on device
  1
  $ yes | head -n 1; (while :; do echo y; done) | head -n 1; { i=0; while [ $i -lt 100000 ]; do echo $i; i=$((i+1)); done; } | head -n 1
  y
  y
  0
