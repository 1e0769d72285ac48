All of this is an extension: Alpine has no pr. [cairn]
  $ printf 'a\nb\nc\n' > f; printf '1\n2\n' > g
  $ touch -d '2024-02-03 04:05' f; pr -l 13 f
  
  
  2024-02-03 04:05                        f                         Page 1
  
  
  a
  b
  c
  
  
  
  
  
  $ pr -l 12 -D 'a day' -h title +2 f
  
  
  a day                            title                            Page 2
  
  
  c
  
  
  
  
  
  

A page length of at most 10 has neither header nor trailer, as -t.
  $ pr -l 10 f; pr -t f
  a
  b
  c
  a
  b
  c

Form feeds end pages; -t keeps them, -T does not; -F ends pages with them.
  $ printf 'a\fb\n\fc\n' | pr -t | cat -A
  a$
  ^Lb$
  ^Lc$
  $ printf 'a\fb\n' | pr -T
  a
  b
  $ printf 'a\n' | pr -F -D date -h head | cat -A
  $
  $
  date                             head                             Page 1$
  $
  $
  a$
  ^L (no-eol)

Columns are filled down, and balanced; across with -a; -m has one file in each.
  $ seq 7 | pr -t -3
  1			4			6
  2			5			7
  3
  $ seq 7 | pr -ta3
  1			2			3
  4			5			6
  7
  $ pr -tm f g | cat -A
  a^I^I^I^I    1$
  b^I^I^I^I    2$
  c^I^I^I^I    $
  $ seq 5 | pr -t2 -s:; seq 5 | pr -t2 -W 9 -S'|'
  1:4
  2:5
  3
  1   |4
  2   |5
  3
  $ printf 'abcdefghij\n' | pr -t -W 4; printf 'abcdef\nghijkl\n' | pr -2t -w 9; printf 'abcdef\nghijkl\n' | pr -2tJ -w 9
  abcd
  abcd ghij
  abcdef	ghijkl

Numbers, margin, double spacing, tabs.
  $ pr -tn f; pr -tn:3 -N 99 f; pr -to 2 f; pr -td g
      1	a
      2	b
      3	c
   99:a
  100:b
  101:c
    a
    b
    c
  1
  
  2
  
  $ printf 'a\tb\n' | pr -te4; printf 'a+b\n' | pr -te+4; printf 'a       b\n' | pr -ti | cat -A
  a   b
  a   b
  a^Ib$

Control characters: -c in hat notation, -v in octal.
  $ printf 'a\001\377\303\251\n' | pr -tc; printf 'a\001\n' | pr -tv
  a^A\377é
  a\001
  $ printf '日本語日本語\n日本\n' | pr -t2 -w 11
  日本  日本

  $ pr -l0 f; pr -w0 f; pr --pages=0 f; pr --pages=-0 f; pr -0 f; pr -m -2 f
  pr: '-l PAGE_LENGTH' invalid number of lines: '0'
  pr: '-w PAGE_WIDTH' invalid number of characters: '0'
  pr: invalid page range '0'
  pr: invalid --pages argument '-0'
  pr: invalid number of columns: '0'
  pr: cannot specify number of columns when printing in parallel
  [1]
  $ pr -t nosuch g; pr -rt nosuch g; pr -am f; pr -2 -w 2 f; pr +3 f
  pr: nosuch: No such file or directory
  1
  2
  1
  2
  pr: cannot specify both printing across and printing in parallel
  pr: page width too narrow
  pr: starting page number 3 exceeds page count 1
  $ pr +0 f > /dev/null
  pr: +0: No such file or directory
  [1]
  $ pr f > /dev/full
  pr: write error: No space left on device
  [1]
