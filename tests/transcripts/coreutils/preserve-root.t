The root directory is not removed, nor changed where that is asked for, under whatever name. [rootfs] [cairn]
  $ ln -s / root; rm -r / || ls -d /bin
  rm: it is dangerous to operate recursively on '/' (--no-preserve-root overrides this)
  /bin
  $ rm -rf // /bin/../ 2>&1 | sed 's/.*\(it is\)/\1/'
  it is dangerous to operate recursively on '/' (--no-preserve-root overrides this)
  rm: can't remove '.' or '..'
  $ chmod -R --preserve-root 755 /
  chmod: it is dangerous to operate recursively on '/' (--no-preserve-root overrides this)
  [1]
  $ chown -R --preserve-root 0 /
  chown: it is dangerous to operate recursively on '/' (--no-preserve-root overrides this)
  [1]
  $ rm -r root; ls -d /bin root 2>&1
  ls: root: No such file or directory
  /bin
  [1]
