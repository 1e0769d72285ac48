# mkfifo

  $ mkfifo a b; ls -l a | cut -c 1-10; umask 077; mkfifo c; ls -l c | cut -c 1-10
  $ mkfifo -m 622 d; mkfifo -m u=rw,go= e; mkfifo -m a+x f; ls -l d e f | cut -c 1-10
  $ mkfifo a g; ls g
  $ mkfifo -m x h
  $ mkfifo 2>&1 | sed -n 3p
  $ mkfifo nosuch/a
