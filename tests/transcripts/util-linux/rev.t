  $ printf 'line 1\n\nline 3' > f; rev f; echo
  1 enil
  
  3 enil
  $ printf 'h\303\251llo\n' | rev
  olléh
  $ rev nosuch f; echo; rev -z 2>&1 | head -n 1
  rev: nosuch: No such file or directory
  1 enil
  
  3 enil
  rev: unrecognized option: z
  $ printf 'lin\000e 1\n\nline 3\n' | rev
  nil
  3 enil
A byte that is no character. [cairn]
  $ printf 'a\303\251\377b\n' | rev | od -An -tx1
   62 ff c3 a9 61 0a
