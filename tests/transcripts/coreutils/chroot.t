# chroot [rootfs]

  $ mkdir -p /new/bin /new/etc; cp "$(readlink -f "$(command -v sh)")" /new/bin/busybox; ln -s busybox /new/bin/sh; ln -s busybox /new/bin/id; ln -s busybox /new/bin/pwd
  $ mkdir /new/lib; cp /lib/ld-musl-* /new/lib 2>/dev/null; :
  $ chroot /new /bin/sh -c 'pwd; echo /*'
  /
  /bin /etc /lib
  $ chroot /new sh -c 'exit 7'
  [7]
  $ chroot /nosuch
  chroot: can't change root directory to '/nosuch': No such file or directory
  [1]
  $ chroot /new nosuch
  chroot: can't execute 'nosuch': No such file or directory
  [127]
  $ chroot /etc/passwd true
  chroot: can't change root directory to '/etc/passwd': Not a directory
  [1]
  $ chroot 2>&1 | sed -n 3p
  Usage: chroot NEWROOT [PROG ARGS]

The program without a name is the shell's, interactive:

  $ echo 'echo from stdin' | SHELL=/bin/sh chroot /new 2>/dev/null | grep -o 'from stdin' | head -n 1
  from stdin

GNU's options; names are those of the old root:
[cairn]
  $ chroot --userspec=nobody /new id; chroot --userspec=12:34 --groups=5,6 /new id; chroot --groups=adm /new id -G
  uid=65534 gid=65534 groups=65534
  uid=12 gid=34 groups=5,6
  0 4
[cairn]
  $ chroot --userspec=nosuch /new id
  chroot: unknown user nosuch
  [1]
[cairn]
  $ chroot --userspec=12 / id
  chroot: no group known for user 12: give USER:GROUP
  [1]
[cairn]
  $ cd /new; chroot --skip-chdir / pwd; chroot --skip-chdir /new pwd
  /new
  chroot: --skip-chdir is for NEWROOT / only
  [1]
