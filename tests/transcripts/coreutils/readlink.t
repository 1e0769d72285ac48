What a link says:
  $ mkdir -p d/e; touch a; ln -s a l; ln -s d dl; ln -s nowhere dang; ln -s loop loop; ln -s d/e/ de; readlink l; readlink -n l; echo; readlink dang
  a
  a
  nowhere
What is no link says nothing, unless it is to be told:
  $ readlink a
  [1]
  $ readlink -v a
  readlink: a: cannot read link: not a symlink
  [1]
  $ readlink -v nosuch
  readlink: nosuch: cannot read link: No such file or directory
  [1]
  $ readlink -q a
  [1]
  $ readlink -s nosuch
  [1]
  $ readlink 2>&1 | tail -n +3 | head -n 1
  Usage: readlink [-fnv] FILE
A whole path without links:
  $ cd d; for p in . .. e/../../a ../dl/e ../de ../dang ../nowhere; do readlink -f $p; done | sed "s:^$HOME:H:"; cd ..
  H/d
  H
  H/a
  H/d/e
  H/d/e
  H/d/nowhere
  H/nowhere
  $ readlink -f / //; readlink -f /nosuch
  BusyBox v1.36.1 (2024-06-10 07:11:47 UTC) multi-call binary.
  
  Usage: readlink [-fnv] FILE
  
  Display the value of a symlink
  
  	-f	Canonicalize by following all symlinks
  	-n	Don't add newline
  	-v	Verbose
  /nosuch
  $ readlink -f nosuch/x
  [1]
  $ readlink -f a/
  [1]
  $ readlink -f a/b
  [1]
  $ readlink -f loop
  [1]
  $ readlink -f ''
  [1]
A missing file without a slash is a name like others: [cairn]
  $ readlink -f nosuch | sed "s:^$HOME:H:"
Everything, or nothing must exist: [cairn]
  $ readlink -e nosuch; readlink -e dl/e | sed "s:^$HOME:H:"; readlink -e dang
  $ readlink -m no/such/../x dang/y | sed "s:^$HOME:H:"
  readlink: unrecognized option: m
  BusyBox v1.36.1 (2024-06-10 07:11:47 UTC) multi-call binary.
  
  Usage: readlink [-fnv] FILE
  
  Display the value of a symlink
  
  	-f	Canonicalize by following all symlinks
  	-n	Don't add newline
  	-v	Verbose
  $ readlink -z l dl | tr '\0' '|'
  readlink: unrecognized option: z
  BusyBox v1.36.1 (2024-06-10 07:11:47 UTC) multi-call binary.
  
  Usage: readlink [-fnv] FILE
  
  Display the value of a symlink
  
  	-f	Canonicalize by following all symlinks
  	-n	Don't add newline
  	-v	Verbose
  $ readlink l dl
  BusyBox v1.36.1 (2024-06-10 07:11:47 UTC) multi-call binary.
  
  Usage: readlink [-fnv] FILE
  
  Display the value of a symlink
  
  	-f	Canonicalize by following all symlinks
  	-n	Don't add newline
  	-v	Verbose
  [1]
