# link

  $ echo x > a; link a b; test a -ef b && cat b
  x
  $ link a b
  link: can't create hardlink 'b' to 'a': File exists
  [1]
  $ link nosuch c
  link: can't create hardlink 'c' to 'nosuch': No such file or directory
  [1]
  $ link a 2>&1 | sed -n 3p
  Usage: link FILE LINK
  $ ln -s nosuch s; link s t; test -L t && echo itself
  itself
