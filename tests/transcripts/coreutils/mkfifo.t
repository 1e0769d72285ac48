# mkfifo

  $ mkfifo a b; ls -l a | cut -c 1-10; umask 077; mkfifo c; ls -l c | cut -c 1-10
  prw-r--r--
  prw-------
  $ mkfifo -m 622 d; mkfifo -m u=rw,go= e; mkfifo -m a+x f; ls -l d e f | cut -c 1-10
  prw--w--w-
  prw-------
  prwxrwxrwx
  $ mkfifo a g; ls g
  mkfifo: a: File exists
  g
  $ mkfifo -m x h
  mkfifo: h: Invalid argument
  [1]
  $ mkfifo 2>&1 | sed -n 3p
  Usage: mkfifo [-m MODE] NAME
  $ mkfifo nosuch/a
  mkfifo: nosuch/a: No such file or directory
  [1]
Security contexts are nothing where the kernel has none: [cairn]
  $ mkfifo -Z zp && ls zp; mkfifo --context=foo zq && ls zq
  zp
  mkfifo: warning: ignoring --context; it requires an SELinux-enabled kernel
  zq
