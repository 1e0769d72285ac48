The extended patterns of ksh and bash. [cairn]

  $ touch a.c b.c a.h ab.c 'x y'; mkdir d

They are patterns everywhere after shopt -s extglob, from the next line on.
  $ shopt -s extglob
  $ echo !(*.c) @(a|b).c +(a|b).c ?(a).h "@(a|b)" @(zz|yy)
  a.h d x y a.c b.c a.c ab.c b.c a.h @(a|b) @(zz|yy)
  $ x=abcabc; echo ${x#@(a|b)} ${x##+(a|b)} ${x%%+(c|b)} ${x//@(a|c)/-} ${x/#+(a|b)/-} ${x//+([ab])/<}
  bcabc cabc abca -b--b- -cabc <c<c
  $ case foo.c in !(*.c)) echo no ;; *.@(c|h)) echo yes ;; esac; case "a b" in @(a b|c)) echo blank ;; esac
  yes
  blank
  $ p='@(x|y)'; case x in $p) echo variable ;; esac; case '@(x|y)' in "$p") echo quoted ;; esac
  variable
  quoted
  $ y="  trim  "; y=${y##+([[:space:]])}; echo "<${y%%+([[:space:]])}>"
  <trim>
  $ echo *(a|b|!(c)).+(c|h) | tr ' ' '\n' | sort
  a.c
  a.h
  ab.c
  b.c

In [[ ]] they are always on, as in bash.
  $ shopt -u extglob
  $ [[ abab == +(ab) ]] && echo yes; p='?(x)y'; [[ y == $p ]] && echo yes; [[ y == "$p" ]] || echo no; [[ ab != @(a|b) ]] && echo yes
  yes
  yes
  no
  yes
  $ [[ (a == b || "a(b" == a"("b) && x != !(x) ]] && echo grouped
  grouped

Without the option nothing changes for POSIX scripts.
  $ x='f(a*(b)'; echo "${x%%(*}" "${x#*(}" "${x#f?(a)}" "${x%@(*}"
  f a*(b) f(a*(b) f(a*(b)
  $ case 'ab' in $p) echo no ;; *) echo literal ;; esac; if !(false); then echo negated; fi
  literal
  negated
  $ sh -c 'echo @(a)'
  sh: syntax error: unexpected "("
  [2]
