# dircolors [cairn]

  $ dircolors -b | sed 's/:.*//'; dircolors -b | tail -n 1
  LS_COLORS='';
  export LS_COLORS
  export LS_COLORS
  $ dircolors -c | cut -c 1-24
  setenv LS_COLORS ''
  $ SHELL=/bin/tcsh dircolors | cut -c 1-16; SHELL=/bin/ash dircolors | cut -c 1-11
  setenv LS_COLORS
  LS_COLORS='
  export LS_C
  $ unset SHELL; dircolors
  dircolors: no SHELL environment variable, and no shell type option given
  [1]
  $ dircolors -p | TERM=xterm dircolors -b - > a; TERM=xterm dircolors -b | cmp - a
  $ printf 'TERM vt*\nDIR 1\nTERM x*\nTERM y*\nDIR 2\n.c 3\n*README 4\nlink 5 # comment\nOPTIONS -F\n' > db
  $ TERM=vt100 dircolors -b db; TERM=x dircolors -b db; TERM=y dircolors -c db; TERM=none dircolors -b db
  LS_COLORS='di=1:';
  export LS_COLORS
  LS_COLORS='di=2:*.c=3:*README=4:ln=5:';
  export LS_COLORS
  setenv LS_COLORS 'di=2:*.c=3:*README=4:ln=5:'
  LS_COLORS='';
  export LS_COLORS
  $ printf 'DIR\nNOSUCH 1\n' | dircolors -b -
  dircolors: -:1: invalid line;  missing second token
  dircolors: -:2: unrecognized keyword NOSUCH
  [1]
  $ printf 'RESET 0\nDIR 1;2\n' | dircolors --print-ls-colors - | sed 's/\x1b/E/g'
  E[0mrs	0E[0m
  E[1;2mdi	1;2E[0m
  $ dircolors -p -b; dircolors -p x; dircolors -b a b; dircolors -b nosuch
  dircolors: -p excludes the other options
  dircolors: extra operand 'x'
  dircolors: extra operand 'b'
  dircolors: nosuch: No such file or directory
  [1]
  $ eval "$(TERM=xterm dircolors -b)"; mkdir d; ls --color -d d | sed 's/\x1b/E/g'
  E[0mE[01;34mdE[0m
