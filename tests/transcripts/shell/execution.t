What is run, and what it says when it is not.

  $ nosuch; echo $?; ./nosuch; echo $?; /; echo $?; echo x > f; ./f; echo $?
  sh: nosuch: not found
  127
  sh: ./nosuch: not found
  127
  sh: /: Permission denied
  126
  sh: ./f: Permission denied
  126
A file that the kernel does not know is a script: of the shell's own binary, which an emulator hides. [native]
  $ chmod +x f; ./f 2>/dev/null; echo $?; printf 'echo plain $1\n' > p; chmod +x p; ./p c
  127
  plain c
  $ mkdir d; d/; echo $?; ./d; echo $?; ''; echo $?; $(:); echo $?
  sh: d/: Permission denied
  126
  sh: ./d: Permission denied
  126
  sh: : Permission denied
  127
  0
  $ printf '#!/bin/sh\necho script $1 $#\n' > s; chmod +x s; ./s a; PATH=.:$PATH s b
  script a 1
  script b 1
  $ mkdir bin; printf '#!/bin/sh\necho mine "$@"\n' > bin/basename; chmod +x bin/basename; basename /a/b; (PATH=$PWD/bin:$PATH; basename /a/b; x=$(basename c); echo $x); basename /a/b
  b
  mine /a/b
  mine c
  b
  $ basename() { echo function; }; basename x; command basename x/y; unset -f basename; basename x/z
  function
  y
  z
  $ x=1 printenv x; printenv x; echo $?; x=1 eval 'echo $x'; echo "${x-unset}"; f() { printenv x; }; x=2 f; echo "${x-unset}"
  1
  1
  1
  1
  2
  1
  $ x=3 :; echo $x; x=4 true; echo $x; x=5 command :; echo $x; PATH=/nosuch ls; echo $?; ls / > /dev/null; echo $?
  3
  3
  3
  sh: ls: not found
  127
  0
  $ false | true; echo $?; true | false; echo $?; ! true; echo $?; ! false | true; echo $?; set -o pipefail; false | true; echo $?; set +o pipefail
  0
  1
  1
  1
  1
  $ echo a | cat | tr a b | { read x; echo "[$x]"; }; printf '3\n1\n2\n' | sort | head -n 1; echo a | (exit 3); echo $?
  [b]
  1
  3
  $ (sleep 1; echo late) & echo early; wait; { echo bg; } & wait; true & echo $?; cat & wait
  early
  late
  bg
  0
  $ x=$(echo a & wait); echo $x; (echo a &); sleep 1; f() { echo bg $1; }; f 1 & wait $!; echo $?
  a
  a
  bg 1
  0
  $ echo $(echo one; echo two) "$(echo three; echo four)"; echo `echo back \`echo nested\``; echo "$(echo "$(echo "a  b")")"
  one two three
  four
  back nested
  a  b
  $ set -e; false || echo or; if false; then :; fi; ! true; false && true; echo on; set +e
  or
  on
  $ sh -ec 'f() { false; echo in f; }; f || true; f; echo no'; echo $?; sh -ec 'x=$(false); echo no'; echo $?; sh -ec 'echo $(false); echo yes'
  in f
  1
  1
  
  yes
  $ sh -ec '(false); echo no'; echo $?; sh -ec 'false | true; echo yes'; sh -ec '{ false; } || echo yes; while false; do :; done; until true; do :; done; echo end'
  1
  yes
  yes
  end
  $ sh -uc 'echo ${x-ok}; echo $x; echo no'; echo $?; sh -uc 'echo "$@" $*; set --; echo $#'; sh -ac 'x=1; printenv x'
  ok
  sh: x: parameter not set
  2
  
  0
  1
  $ sh -xc 'f() { echo "$1"; }; f "a b"; x="c d"; [ a = a ]; y=1 z=2 true; for i in 1; do :; done; case a in a) ;; esac' 2>&1
  + f 'a b'
  + echo 'a b'
  a b
  + x='c d'
  + '[' a '=' a ]
  + y=1 z=2 true
  + :
  $ sh -xc 'PS4="+\$x "; x=5; echo a | cat; (echo b); y=$(echo c)' 2>&1 | sort
  + PS4='+$x '
  +5 cat
  +5 echo a
  +5 echo b
  +5 echo c
  +5 x=5
  +5 y=c
  a
  b
  $ f() { f; }; sh -c 'f() { echo $1; [ $1 -lt 3 ] && f $(($1+1)); }; f 1'
  1
  2
  3
  [1]
  $ x=a; y='$x'; eval echo "$y"; echo "$y"; eval "eval 'echo twice'"; z='echo a b'; $z; "$z" 2>/dev/null; echo $?
  a
  $x
  twice
  a b
  127

Programs of this userland are called in the shell's process; nothing may show it.

  $ cd /; cat < /dev/null; cd "$HOME"; for i in 1 2 3; do basename /x/$i.c .c; done; x=$(dirname /a/b/c); echo $x
  1
  2
  3
  /a/b
  $ (cat /etc/nosuch; echo $?); cat nosuch 2> err; echo $?; cat err; echo text | cat - - ; cat - < s | head -n 1
  cat: can't open '/etc/nosuch': No such file or directory
  1
  1
  cat: can't open 'nosuch': No such file or directory
  text
  #!/bin/sh
  $ mkdir -m 700 m; umask 077; mkdir n; touch n/f; ls -ld m n n/f | cut -c 1-10; umask 022; rm -r m n
  drwx------
  drwx------
  -rw-------
  $ (ulimit -f 0; echo x > g) 2>/dev/null; echo $?; env x=1 printenv x; env -i x=2 printenv; echo a | tee g; cat g
  File size limit exceeded
  153
  1
  x=2
  a
  a
  $ yes | head -n 2; cat f f | head -c 1; echo; head -n 1 s < /dev/null; head -n 1 nosuch; echo $?
  y
  y
  x
  #!/bin/sh
  head: nosuch: No such file or directory
  1
  $ test -t 0 < f; echo $?; test -t 0; echo $?; cat <&-; echo $?; echo a >&-; echo $?
  1
  1
  cat: read error: Bad file descriptor
  1
  sh: write error: Bad file descriptor
  1

Too deep. [cairn]

A function that calls itself for ever. [cairn]
  $ sh -c 'f() { f; }; f'; echo $?
  sh: recursion too deep
  2
Nested evaluation. [cairn]
  $ sh -c 'x="eval \"\$x\""; eval "$x"'; echo $?
  sh: eval: line 0: recursion too deep
  2
A sourced file that sources itself. [cairn]
  $ echo '. ./self' > self; sh -c '. ./self'; echo $?
  sh: ./self: line 1: recursion too deep
  2
Subshells. [cairn]
  $ sh -c 'f() { (f); }; f' ; echo $?
  sh: recursion too deep
  2
An interpreter that is not there. [cairn]
  $ printf '#!/no/such/interpreter\n' > i; chmod +x i; ./i; echo $?
  sh: ./i: not found: needs /no/such/interpreter
  127
