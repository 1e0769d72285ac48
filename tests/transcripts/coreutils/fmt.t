All of this is an extension: Alpine has no fmt. [cairn]
  $ printf 'aa bb\ncc dd ee\n\n  ff\n  gg\n' | fmt
  aa bb cc dd ee
  
    ff gg

A line may be as wide as the width; the goal is 93 % of it.
  $ printf 'aa bb cc dd ee' | fmt -w 8
  aa bb cc
  dd ee
  $ printf 'aa bb cc dd ee' | fmt -7
  aa
  bb cc
  dd ee
  $ printf 'aa bb cc dd ee' | fmt -g 5 -w 8
  aa bb
  cc dd ee

Sentences are kept together, with their two spaces.
  $ printf 'One.  Two three four.  Five six.\n' | fmt -w 14
  One.  Two
  three four.
  Five six.

-s splits only, -u makes spacing uniform, -c and -t keep a first indentation.
  $ printf 'aa bb\ncc\n' | fmt -s
  aa bb
  cc
  $ printf 'aa    bb.  cc.   dd\n' | fmt -u
  aa bb.  cc.  dd
  $ printf 'aa\n  bb\n  cc\n' | fmt -c
  aa bb cc
  $ printf 'aa\n  bb\n  cc\ndd\nee\n' | fmt -t
  aa bb cc
  dd
  ee

Only lines with the prefix are formatted; the prefix alone stays.
  $ printf ' 1\n\t2\n# aa\n# bb\n#\n#cc\n' | fmt -p '#'
   1
  \t2 (esc)
  # aa bb
  #
  #cc

Columns count, not bytes.
  $ printf '日本 日本 日本\n' | fmt -w 9
  日本
  日本 日本
  $ fmt -w x; fmt -w 32768; fmt -g 9 -w 8; fmt nosuch
  fmt: invalid width: 'x'
  fmt: invalid width: '32768'
  fmt: invalid goal: '9'
  fmt: can't open 'nosuch': No such file or directory
  [1]
  $ seq 9 | fmt > /dev/full
  fmt: write error: No space left on device
  [1]
