Syntax errors: the wording, the status, and that nothing of the line runs.

  $ t() { sh -c "$1"; echo "$?"; }
  $ t 'echo a; fi'; t 'echo a
  > fi'
  sh: syntax error: unexpected "fi"
  2
  a
  sh: syntax error: unexpected "fi"
  2
  $ t 'if true; fi'; t 'if true'; t 'if ; then'; t 'if :; then :; else'; t 'if then'
  sh: syntax error: unexpected "fi" (expecting "then")
  2
  sh: syntax error: unexpected end of file (expecting "then")
  2
  sh: syntax error: unexpected ";"
  2
  sh: syntax error: unexpected end of file (expecting "fi")
  2
  sh: syntax error: unexpected "then"
  2
  $ t 'while do'; t 'while :; do'; t 'until false do'; t 'do'; t 'done'; t 'then'; t 'esac'; t '}'
  sh: syntax error: unexpected "do"
  2
  sh: syntax error: unexpected end of file (expecting "done")
  2
  sh: syntax error: unexpected end of file (expecting "do")
  2
  sh: syntax error: unexpected "do"
  2
  sh: syntax error: unexpected "done"
  2
  sh: syntax error: unexpected "then"
  2
  sh: syntax error: unexpected "esac"
  2
  sh: syntax error: unexpected "}"
  2
  $ t 'echo "a'; t "echo 'a"; t 'echo ${a'; t 'echo "${a'; t 'echo $(ls'; t 'echo `ls'; t 'echo $((1+2'; t "echo \$'a"
  sh: syntax error: unterminated quoted string
  2
  sh: syntax error: unterminated quoted string
  2
  sh: syntax error: missing '}'
  2
  sh: syntax error: unterminated quoted string
  2
  sh: syntax error: unexpected end of file (expecting ")")
  2
  sh: syntax error: EOF in backquote substitution
  2
  sh: syntax error: missing '))'
  2
  sh: syntax error: unterminated quoted string
  2
  $ t 'echo ${}'; t 'echo ${a!b}'; t 'echo ${x:}'; t 'echo ${#a'; t 'echo ${-x'
  sh: syntax error: bad substitution
  2
  sh: syntax error: bad substitution
  2
  sh: syntax error: missing '}'
  2
  sh: syntax error: missing '}'
  2
  sh: syntax error: missing '}'
  2
  $ t 'echo a=(1 2)'; t 'a b (c'; t 'f('; t 'f()'; t '"f"() { :; }'; t '$x() { :; }'; t '()'; t '( a'; t '( a ) b'; t '{ a; } b'
  sh: syntax error: unexpected "("
  2
  sh: syntax error: unexpected "("
  2
  sh: syntax error: unexpected end of file (expecting ")")
  2
  sh: syntax error: unexpected end of file
  2
  sh: syntax error: bad function name
  2
  sh: syntax error: bad function name
  2
  sh: syntax error: unexpected ")"
  2
  sh: syntax error: unexpected end of file (expecting ")")
  2
  sh: syntax error: unexpected word
  2
  sh: syntax error: unexpected word
  2
  $ t 'for 1x in a; do :; done'; t 'for'; t 'for x in a > b; do'; t 'for x in a b'; t 'for x do'
  sh: syntax error: bad for loop variable
  2
  sh: syntax error: bad for loop variable
  2
  sh: syntax error: unexpected redirection
  2
  sh: syntax error: unexpected end of file
  2
  sh: syntax error: unexpected end of file (expecting "done")
  2
  $ t 'case'; t 'case a'; t 'case a b'; t 'case a in b) '; t 'case a in b'; t 'case a in (b'
  sh: syntax error: unexpected end of file (expecting word)
  2
  sh: syntax error: unexpected end of file (expecting "in")
  2
  sh: syntax error: unexpected word (expecting "in")
  2
  sh: syntax error: unexpected end of file (expecting ";;")
  2
  sh: syntax error: unexpected end of file (expecting ")")
  2
  sh: syntax error: unexpected end of file (expecting ")")
  2
  $ t '|'; t '&&'; t '&'; t ';'; t ';;'; t ')'; t 'a | | b'; t 'a && ; b'; t 'a & & b'; t 'a ;; b'; t 'a &&'; t 'a |'
  sh: syntax error: unexpected "|"
  2
  sh: syntax error: unexpected "&&"
  2
  sh: syntax error: unexpected "&"
  2
  sh: syntax error: unexpected ";"
  2
  sh: syntax error: unexpected ";;"
  2
  sh: syntax error: unexpected ")"
  2
  sh: syntax error: unexpected "|"
  2
  sh: syntax error: unexpected ";"
  2
  sh: syntax error: unexpected "&"
  2
  sh: syntax error: unexpected ";;"
  2
  sh: syntax error: unexpected end of file
  2
  sh: syntax error: unexpected end of file
  2
  $ t 'echo >'; t 'echo > ;'; t 'echo <<'; t '! ! a'; t 'function'; t 'function f'
  sh: syntax error: unexpected end of file
  2
  sh: syntax error: unexpected ";"
  2
  sh: syntax error: unexpected end of file
  2
  sh: syntax error: unexpected "!"
  2
  sh: syntax error: unexpected end of file (expecting word)
  2
  sh: syntax error: unexpected end of file
  2
  $ printf 'echo one\n\nif true; fi\necho two\n' > script; sh script; echo $?; sh < script; echo $?
  one
  script: line 3: syntax error: unexpected "fi" (expecting "then")
  2
  one
  sh: syntax error: unexpected "fi" (expecting "then")
  2
  $ printf 'echo "one\ntwo\n' > script; sh script 2>&1 | sed 's/line [0-9]*/line N/'
  script: line N: syntax error: unterminated quoted string
  $ sh -c 'eval "if"; echo no'; echo $?; printf 'fi' > dot; sh -c '. ./dot; echo no'; echo $?
  sh: eval: line 0: syntax error: unexpected end of file (expecting "then")
  2
  sh: ./dot: line 1: syntax error: unexpected "fi"
  2
  $ sh -n -c 'echo no; if'; echo $?; sh -n -c 'echo no'; echo $?
  sh: syntax error: unexpected end of file (expecting "then")
  2
  0

Nesting is bounded. [cairn]
  $ for open in '( ' '{ ' '$(' '${a:-' '"${a:-' 'if ' '$((' '<(' 'case a in b) ' '[[ ! '; do
  >   printf "$open%.0s" $(seq 3000) > deep; sh deep 2>&1 | sed 's/.*syntax error/syntax error/'
  > done
  syntax error: nesting too deep
  syntax error: nesting too deep
  syntax error: nesting too deep
  syntax error: nesting too deep
  syntax error: nesting too deep
  syntax error: nesting too deep
  syntax error: nesting too deep
  syntax error: nesting too deep
  syntax error: nesting too deep
  syntax error: unexpected "!" (expecting "]]")

An expression that is not closed. [cairn]
  $ t '[[ a'; t '[[ a =='; t '[[ ( a ]]'; t '[[ ]]'; t '[[ a b ]]'
  sh: syntax error: unexpected end of file (expecting "]]")
  2
  sh: syntax error: unexpected end of file (expecting word)
  2
  sh: syntax error: unexpected word (expecting ")")
  2
  sh: syntax error: unexpected word (expecting word)
  2
  sh: syntax error: unexpected word (expecting "]]")
  2
