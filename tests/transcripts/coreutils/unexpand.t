  $ printf '        a       b\n   \t   c  \td       \n  x         y\n' > s
  $ unexpand s
  	a       b
  \t   c  \td        (esc)
    x         y
  $ unexpand -a s
  	a	b
  \t   c\td\t (esc)
    x	    y
  $ unexpand -f s
  	a       b
  \t   c  \td        (esc)
    x         y
  $ unexpand -t 4 s
  		a		b
  \t   c\td\t\t (esc)
    x			y
  $ unexpand -t 4 -f s
  		a       b
  \t   c  \td        (esc)
    x         y
  $ unexpand -a -t 3 s
  		  a		 b
  \t\t\tc\t\td\t\t   (esc)
    x			y
  $ printf ' \ta  b\n' | unexpand
  	a  b
  $ printf 'a  b   c    d\n' | unexpand -t2
  a	 b	 c		d
Behind the first word one blank stays, as POSIX has it. [cairn]
  $ printf 'abcdefg h\n' | unexpand -a
  abcdefg h
  $ unexpand nosuch
  unexpand: nosuch: No such file or directory
  [1]
A list of stops, as POSIX has it. [cairn]
  $ printf '    a    b\n' | unexpand -t 2,8
  	  a	 b
