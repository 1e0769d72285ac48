Aliases are known from the next line on.

  $ alias e=echo; e same line
  sh: e: not found
  [127]
  $ e next line
  next line
  $ alias a='echo [a]' b='echo ' c='nothing' ls='echo ls -F' p=q q=p
  $ a; a x | cat; a && a; (a); { a; }; ! a
  [a]
  [a] x
  [a]
  [a]
  [a]
  [a]
  [a]
  [1]
  $ b a; b a a; b b a
  echo [a]
  echo [a] a
  echo echo [a]
  $ 'a' 2>/dev/null; \a 2>/dev/null; echo $?
  127
  $ x=1 a; >f a; cat f
  [a]
  [a]
  $ ls x; p 2>/dev/null; echo $?
  ls -F x
  127
  $ alias two='echo 1; echo 2' brace='{' unbrace='}' iff='if true; then' empty=
  $ two; two | cat; two x
  1
  2
  1
  2
  1
  2 x
  $ brace echo in; unbrace; brace two; }
  in
  1
  2
  $ iff echo yes; fi
  yes
  $ eval 'a in eval'
  [a] in eval
  $ f() { a f; }; unalias a; f; unalias -a; alias
  [a] f
  $ alias x='echo x
  > echo y'
  > x; x | cat
  x
  y
  x
  y
  $ for i in e; do alias e='echo late'; done
  $ e now
  late now
  $ alias -- '-=cd ..' 2>/dev/null; alias e; alias nosuch; echo $?
  e='echo late'
  alias: nosuch not found
  1

An alias without text. [cairn]
  $ alias empty=
  > empty; empty echo next; empty
  next

An alias after a compound command may hold its redirections, or what follows it.
  $ alias quiet='>/dev/null' piped='| cat'
  > { echo no; } quiet; (echo yes)piped; if (echo cond) then echo then; fi piped; unalias quiet piped
  yes
  cond
  then
