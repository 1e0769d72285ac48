# link

  $ echo x > a; link a b; test a -ef b && cat b
  $ link a b
  $ link nosuch c
  $ link a 2>&1 | sed -n 3p
  $ ln -s nosuch s; link s t; test -L t && echo itself
