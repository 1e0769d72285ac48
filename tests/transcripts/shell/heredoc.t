Here-documents.

  $ x='a  b'
  $ cat <<E
  > $x ${x#a} $(echo "c  d") `echo e` $((1+1))
  > "quoted" 'single' \$x \\ \a \" \`
  > joined \
  > line
  > E
  a  b   b c  d e 2
  "quoted" 'single' $x \ \a \" `
  joined line
  $ cat <<'E'
  > $x \$x \
  > `no`
  > E
  $x \$x \
  `no`
  $ cat <<\E; cat <<"F G"
  > $x
  > E
  > $x
  > F G
  $x
  $x
  $ cat <<-E
  > 	tab
  > 		two	tabs
  > 	E
  tab
  two	tabs
  $ cat <<A - <<B; cat <<C
  > a
  > A
  > b
  > B
  > c
  > C
  b
  c
  $ cat <<E | tr a-z A-Z && echo after
  > piped
  > E
  PIPED
  after
  $ echo $(cat <<E
  > in a substitution
  > E
  > )
  in a substitution
  $ f() { cat <<E
  > of $1
  > E
  > }
  $ f one; f two
  of one
  of two
  $ while read a b; do echo "$b $a"; done <<E
  > 1 2
  > 3 4
  > E
  2 1
  4 3
  $ if true; then cat <<E; fi
  > inside if
  > E
  inside if
  $ cat <<E
  > E
  $ cat <<E
  > ${u:-"a b"} ${u:-'c'} ${u:-$(cat <<F
  > nested
  > F
  > )}
  > E
  a b 'c' nested
  $ cat 3<<E <&3
  > numbered
  > E
  numbered
  $ for i in 1 2; do cat <<E; done
  > $i
  > E
  1
  2
  $ sh -c 'cat <<E
  > ends without it'
  ends without it (no-eol)
  $ cat <<E; x=$(printf '%070000d' 0); cat <<F | wc -c
  > a
  > E
  > $x
  > F
  a
  70001
  $ printf 'cat <<E\n\377 \376\nE\n' | sh | od -An -tx1
   ff 20 fe 0a

Here-strings. [cairn]
  $ x='a  b'; cat <<<"$x c"; cat <<<$x; read a b <<<'1 2'; echo $b$a
  a  b c
  a  b
  21
