All of this is an extension: Alpine has no ptx. [cairn]
  $ printf 'foo bar\n' > f
  $ ptx -w 30 f
              foo   bar
                    foo bar
  $ ptx -w 10 f
       /   bar
          foo/
  $ ptx -t -w 10 -F '' f
           bar
          foo

References: of file and line, of the first field of each line, on the right.
  $ ptx -A -w 40 f
  f:1:             foo   bar
  f:1:                   foo bar
  $ printf 'r1 foo bar\nr2 baz\n' | ptx -r -w 40
  r1              foo   bar
  r2                    baz
  r1                    foo bar
  $ printf 'r1 foo bar\n' | ptx -rR -w 40
                foo   bar                    r1
                      foo bar                r1

roff and TeX.
  $ ptx -O f; ptx --format=tex f; ptx -G f
  .xx "" "foo" "bar" ""
  .xx "" "" "foo bar" ""
  \xx {}{foo}{bar}{}{}
  \xx {}{}{foo}{ bar}{}
  .xx "" "foo" "bar" ""
  .xx "" "" "foo bar" ""
  $ printf 'a "b" {c} 5%%\n' | ptx -O -M yy; printf 'a {c} 5%%\n' | ptx -T
  .yy "" "" "a ""b"" {c} 5%" ""
  .yy "" "a """ "b"" {c} 5%" ""
  .yy "" "a ""b"" {" "c} 5%" ""
  \xx {}{}{a}{ $\{$c$\}$ 5\%}{}
  \xx {}{a $\{$}{c}{$\}$ 5\%}{}

Which words: lists, break characters, a regular expression; -f folds case for sorting.
  $ printf 'foo\n' > list; ptx -w 30 -i list f; ptx -w 30 -o list f
              foo   bar
                    foo bar
  $ printf 'b a B\n' | ptx -w 30 -f
                b   a B
                    b a B
              b a   B
  $ printf 'a1 b2\n' | ptx -w 30 -W '[a-z][0-9]'
                    a1 b2
               a1   b2
  $ printf '. ' > breaks; printf 'a1.b2 c\n' | ptx -w 30 -b breaks
                    a1.b2 c
              a1.   b2 c
            a1.b2   c

Sentences are the contexts; -S says what ends one.
  $ printf 'aa bb.  cc\n' | ptx -w 40
                         aa bb.
                    aa   bb.
                         cc
  $ printf 'aa,bb' | ptx -w 30 -S ,
                    aa,
                    bb
  $ ptx -S '^' f; ptx -W '[' f; ptx -w x f; ptx nosuch
  ptx: error: regular expression has a match of length zero
  ptx: Missing ']' (for regexp '[')
  ptx: invalid line width: 'x'
  ptx: nosuch: No such file or directory
  [1]
