Patterns: case, and the removal of prefixes and suffixes.

  $ m() { for p; do case $t in $p) printf '%s ' "$p";; esac; done; echo; }
  $ t=abc; m abc a\*c 'a*' '*c' '*b*' '???' '??' 'a?c' '[a]bc' '[!a]bc' '[^x]bc' '[a-c][a-c]c' '*' 'abcd' ''
  abc a*c a* *c *b* ??? a?c [a]bc [^x]bc [a-c][a-c]c *  (esc)
  $ t='[a]'; m '[a]' '\[a]' '[[]a]' '[]a]' '[[a]*' '*[]]'
  \\[a] [[]a] [[a]* *[]]  (esc)
  $ t=-; m '[a-]' '[-a]' '[!-]' '[+--]'
  \x5ba-] [-a] [+--]  (esc)
  $ t=']'; m '[]]' '[!]]' '[a]]' '[]-a]'
  \x5b]] []-a]  (esc)
  $ t=5; m '[[:digit:]]' '[[:alpha:]]' '[[:alnum:]_]' '[![:digit:]]' '[0-9]' '[[:digit:]'
  \x5b[:digit:]] [[:alnum:]_] [0-9]  (esc)
  $ t='*'; m '\*' '[*]' '*' '\?'
  \\* [*] *  (esc)
  $ t='\'; m '\\' '[\\]' '?'
  \\\\ [\\\\] ?  (esc)
  $ t=; m '' '*' '?'
   *  (esc)
  $ case a in b|a) echo 1;; esac; case a in (a) echo 2;; esac; case a in b) ;; *) echo 3; esac
  1
  2
  3
  $ x='a*'; case 'a*' in "$x") echo quoted;; esac; case abc in "$x") echo no;; $x) echo unquoted;; esac
  quoted
  unquoted
  $ case 'a b' in a\ b) echo 1;; esac; case 'a b' in 'a b') echo 2;; esac; case a in 'a'*) echo 3;; esac
  1
  2
  3
  $ case x in $(echo x)) echo sub;; esac; case $? in 0) echo zero;; esac
  sub
  zero
  $ case esac in (esac) echo esac;; esac; case in in in) echo in;; esac
  esac
  in
  $ case a in esac; case a in
  > esac
  $ case a
  > in
  > # comment
  > a)
  >   echo lines
  >   ;;
  > esac
  lines
  $ case a in a) false;; esac; echo $?; case a in b) false;; esac; echo $?
  1
  0
  $ p=a/b/c.tar.gz; echo ${p#*/} ${p##*/} ${p%.*} ${p%%.*} ${p#*[/]} ${p##*[!a-z]} ${p%?} ${p%%[/]*}
  b/c.tar.gz c.tar.gz a/b/c.tar a/b/c b/c.tar.gz gz a/b/c.tar.g a
  $ x=aXbXc; echo ${x#*X} ${x##*X} ${x%X*} ${x%%X*} ${x#"*"} ${x%'X'*}
  bXc c aXb a aXbXc aXb

Characters of more than one byte. [cairn]
  $ x=éa; case é in ?) echo one;; esac; case é in [à-ü]) echo range;; esac; echo ${x#?} ${x%?}
  one
  range
  a é

A quoted character in brackets. [cairn]
  $ t=-; m '[a\-z]' '[\]-]'; t=']'; m '[a\]]'; case - in [a"-"z]) echo quoted;; esac
  \x5ba\\-z] [\\]-]  (esc)
  \x5ba\\]]  (esc)
  quoted

An arm that falls through, one that goes on testing. [cairn]
  $ case a in a) echo 1;& b) echo 2;; c) echo 3;; esac; case a in a) echo 1;;& b) echo 2;; *) echo 3;; esac
  1
  2
  1
  3
