Quoting: what means itself, what is removed, what makes a field.

  $ show() { printf '<%s>' "$@"; echo " $#"; }
  $ show 'a b' "c d" e\ f 'g'"h"i
  <a b><c d><e f><ghi> 4
  $ show '' "" a'' ""b
  <><><a><b> 4
  $ show \a\*\$\\ 'a\b' "a\b\$\`\"\\"
  <a*$\><a\b><a\b$`"\> 3
  $ show "a
  > b" 'c
  > d'
  <a
  b><c
  d> 2
  $ show a\
  > b "c\
  > d" 'e\
  > f'
  <ab><cd><e\
  f> 3
  $ show $'a\tb\n\x41\101\'\"\\' $'' "$'x'"
  <a	b
  AA'"\><><$'x'> 3
  $ x='a  b' e=
  $ show $x "$x" '$x' \$x "\$x"
  <a><b><a  b><$x><$x><$x> 6
  $ show $e "$e" ''$e $e"$e"
  <><><> 3
  $ show $ "$" a$ "a$" $% "$%"
  <$><$><a$><a$><$%><$%> 6
  $ show a#b #c
  <a#b> 1
  $ # nothing
  $ echo "`echo \"a  b\"`" `echo 'c   d'` "`echo \\\\$x`"
  a  b c d \a b
  $ echo `echo \`echo inner\`` $(echo $(echo inner))
  inner inner
  $ echo "$(echo "a  b" ")" )" $(echo ')' # not here )
  > )
  a  b ) )
  $ echo "${x#"a "}" "${x%' b'}" "${e:-'q'}" ${e:-'q'} "${e:-"a  b"}" ${e:-"a  b"}
   b a  'q' q a  b a  b

Unicode escapes. [cairn]
  $ echo $'\u00e9 \U1F600 \cA' | od -An -tx1
   c3 a9 20 f0 9f 98 80 20 01 0a

A dollar sign before double quotes is a dollar sign.

  $ echo $"a"
  $a

Bytes that are no characters pass through.

  $ printf 'x=\377; printf %%s "$x" \376' > bytes; sh bytes | od -An -tx1
   ff fe

A NUL in a script is dropped. [cairn]
  $ printf 'ec\0ho a\0b\n' | sh
  ab

Control characters in `$'…'`. [cairn]
  $ printf %s $'a\ca\c[\c\\b\c?' | od -An -c
     a 001 033 034   b 177
