Functions that bash passes on through the environment. [cairn] [native]

  $ ln -s "$(readlink -f "$(command -v sh)")" bash
  $ cat > script <<'EOF'
  > f() { echo "f $1"; }
  > g() (echo sub)
  > function h {
  >   cat <<X
  > here $1
  > X
  > }
  > export -f f h; declare -fx g
  > ./bash -c './bash -c "f 1; g; h 2"; declare -F'
  > export -f
  > f() { echo new; }
  > ./bash -c f
  > export -nf f; unset -f g
  > ./bash -c 'f; g; h 3'
  > declare -F; declare +x -f h; declare -F; set | grep -c BASH_FUNC
  > EOF
  $ ./bash script
  f 1
  sub
  here 2
  declare -fx f
  declare -fx g
  declare -fx h
  f() { echo "f $1"; }
  declare -fx f
  g() (echo sub)
  declare -fx g
  function h {
    cat <<X
  here $1
  X
  }
  declare -fx h
  new
  ./bash: line 1: f: command not found
  ./bash: line 1: g: command not found
  here 3
  declare -f f
  declare -fx h
  declare -f f
  declare -f h
  0
  [1]

A name that is no function's.
  $ ./bash -c 'v=1; export -f v; echo $?'
  ./bash: line 1: export: v: not a function
  1
  $ sh -c 'f() { :; }; export -f f'
  sh: export: line 0: illegal option -f
  [2]

Nothing is taken by a shell of another name, which passes on what it was given.
  $ env 'BASH_FUNC_f%%=() { echo f; }' sh -c 'type f; ./bash -c f'
  f: not found
  f

What was published against CVE-2014-6271, 7169, 7186, 7187, 6277 and 6278 is a string in any variable.
  $ cat > attacks <<'EOF'
  > () { :;}; echo VULNERABLE
  > () { (a)=>\
  > () { :;} && echo VULNERABLE
  > () { :; } & echo VULNERABLE
  > () { :; } | cat
  > () { _; } >_[$($())] { echo VULNERABLE; }
  > () { 0; }; } echo VULNERABLE
  > () { $(echo VULNERABLE >&2);
  > $(echo VULNERABLE >&2)
  > { echo VULNERABLE; }
  > (echo VULNERABLE)
  > EOF
  $ while read -r text; do
  >   env "x=$text" "BASH_FUNC_x()=$text" "TERM=$text" ./bash -c 'type -t x; date >/dev/null; [[ $x = "$TERM" ]] || echo changed'
  > done < attacks

In the one kind of variable that is looked at nothing but a whole definition counts; nothing of it is run.
  $ while read -r text; do
  >   env "BASH_FUNC_x%%=$text" ./bash -c 'type -t x; :'
  > done < attacks
  ./bash: error importing function definition for 'x'
  ./bash: error importing function definition for 'x'
  ./bash: error importing function definition for 'x'
  ./bash: error importing function definition for 'x'
  ./bash: error importing function definition for 'x'
  ./bash: error importing function definition for 'x'
  ./bash: error importing function definition for 'x'
  ./bash: error importing function definition for 'x'
  ./bash: error importing function definition for 'x'
  ./bash: error importing function definition for 'x'
  ./bash: error importing function definition for 'x'
  $ env 'BASH_FUNC_x%%=() { :; }
  > echo VULNERABLE' ./bash -c 'type -t x; :'
  ./bash: error importing function definition for 'x'
  $ env 'BASH_FUNC_x%%=() { x() { _;}; x() { _;} <<a; }' ./bash -c 'type -t x'
  function
  $ env 'BASH_FUNC_x%%=() { :; } <<A <<B <<C <<D <<E <<F <<G <<H <<I <<J <<K <<L <<M' ./bash -c 'type -t x'
  function
  $ env 'BASH_FUNC_x%%=() { echo ran; } > made' ./bash -c 'ls made'
  ls: made: No such file or directory
  [1]

The name is a function's name and nothing more.
  $ for name in '' 'x;echo VULNERABLE' 'x() { :; }; echo VULNERABLE; y' '$(echo VULNERABLE >&2)' /bin/ls eval 'a b' 1 if; do
  >   env "BASH_FUNC_$name%%=() { echo VULNERABLE; }" ./bash -c 'declare -F; :'
  > done
  ./bash: error importing function definition for ''
  ./bash: error importing function definition for 'x;echo VULNERABLE'
  ./bash: error importing function definition for 'x() { :; }; echo VULNERABLE; y'
  ./bash: error importing function definition for '$(echo VULNERABLE >&2)'
  ./bash: error importing function definition for '/bin/ls'
  ./bash: error importing function definition for 'eval'
  ./bash: error importing function definition for 'a b'
  ./bash: error importing function definition for '1'
  ./bash: error importing function definition for 'if'

A definition that ends with the text is kept whole.
  $ sh -c 'eval "f() { echo a; }"; declare -f f'
  f() { echo a; }
