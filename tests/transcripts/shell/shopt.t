shopt: the options of bash that have a meaning here. [cairn]

  $ touch a.c B.c .h; mkdir -p d/e .k; touch d/x.c d/e/y.c d/.z; ln -s d link
  $ shopt nullglob; echo $?; shopt -s nullglob; shopt nullglob; shopt -q nullglob; echo $?; shopt -p nullglob dotglob
  nullglob       	off
  1
  nullglob       	on
  0
  shopt -s nullglob
  shopt -u dotglob
  [1]
  $ shopt -s | grep -c .; shopt | head -n 3; shopt -s nosuch; echo $?; shopt -u login_shell; echo $?
  12
  cdable_vars    	off
  checkwinsize   	on
  cmdhist        	on
  sh: shopt: line *: nosuch: invalid shell option name (glob)
  1
  sh: shopt: line *: login_shell: cannot be changed (glob)
  1
  $ shopt -so pipefail; shopt -o pipefail; false | true; echo $?; shopt -uo pipefail; shopt -po errexit
  pipefail       	on
  1
  set +o errexit
  [1]

nullglob, failglob, dotglob, nocaseglob
  $ echo *.zz a; set -- *.zz; echo $#; shopt -u nullglob; echo *.zz
  a
  0
  *.zz
  $ cat > script <<'EOF'
  > shopt -s failglob
  > echo *.zz; echo not reached
  > echo $?
  > f() { for i in *.zz; do echo no; done; echo no; }
  > f
  > echo $?
  > EOF
  $ sh script
  script: line 2: no match: *.zz
  1
  script: line 4: no match: *.zz
  1
  $ shopt -s dotglob; echo *; shopt -u dotglob; shopt -s nocaseglob; echo b*; shopt -u nocaseglob; echo b*
  .h .k B.c a.c d link script
  B.c
  b*

globstar
  $ shopt -s globstar; echo **; echo **/; echo **/*.c; echo d/**; echo **/nosuch; echo **/e/*; shopt -u globstar; echo **/x.c
  B.c a.c d d/e d/e/y.c d/x.c link script
  d/ d/e/ link/
  B.c a.c d/e/y.c d/x.c
  d/ d/e d/e/y.c d/x.c
  **/nosuch
  d/e/y.c
  d/x.c link/x.c

nocasematch is for case, [[ ]] and replacements, not for the removal of ends by [ ].
  $ shopt -s nocasematch; case ABC in abc) echo case ;; esac; [[ FOO == f* && FOO =~ ^f && A == "a" ]] && echo conditional
  case
  conditional
  $ v=FOO; echo ${v/o/-} ${v//o}; [ A = a ] || echo test; shopt -u nocasematch; case ABC in abc) ;; *) echo again ;; esac
  F-O F
  test
  again

lastpipe runs the last part of a pipeline in the shell itself.
  $ echo 1 2 | read a b; echo "<$a>"; shopt -s lastpipe; echo 1 2 | read a b; echo "<$a>"
  <>
  <1>
  $ n=0; printf '1\n2\n3\n' | while read x; do n=$((n + x)); done; echo $n; shopt -u lastpipe
  6

xpg_echo makes echo read escapes; -e and -E still decide.
  $ shopt -s xpg_echo; echo 'a\tb'; echo -n 'c\n'; echo -E 'a\tb'; shopt -u xpg_echo; echo 'a\tb'
  a	b
  c
  a\tb
  a\tb

expand_aliases, sourcepath
  $ alias hi='echo hello'
  $ hi
  hello
  $ shopt -u expand_aliases
  $ hi 2>/dev/null
  [127]
  $ shopt -s expand_aliases
  $ mkdir p; echo 'echo sourced' > p/lib; PATH=$PATH:$PWD/p; . lib; shopt -u sourcepath; (. lib) 2>/dev/null; echo $?
  sourced
  2

A subshell's are its own.
  $ shopt -u nullglob; (shopt -s nullglob); x=$(shopt -s nullglob); shopt -q nullglob
  [1]

nocasematch counts for what is replaced, not for what is removed or changed to another case. [cairn]
  $ shopt -s nocasematch; v=abA; echo ${v#A} ${v%a} ${v/A/-} ${v//A/-} ${v^^A}; shopt -u nocasematch
  abA abA -bA -b- abA
