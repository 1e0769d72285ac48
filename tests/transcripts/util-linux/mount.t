# mount and umount, in a root and a mount namespace of their own [rootfs]

  $ mkdir /a /c; mount -t tmpfs -o size=1m,mode=700,nosuid,noexec t1 /a; mount -t tmpfs | grep ' /a '; ls -ld /a | cut -c 1-10
  t1 on /a type tmpfs (rw,nosuid,noexec,relatime,size=1024k,mode=700)
  drwx------
  $ mount -o remount,ro,nodev /a; mount | grep ' /a '; echo > /a/x
  t1 on /a type tmpfs (ro,nosuid,nodev,noexec,relatime,size=1024k,mode=700)
  sh: can't create /a/x: Read-only file system
  [1]
  $ mount -t tmpfs t2 /a; umount /a; grep -c ' /a ' /proc/mounts; umount /a; grep -c ' /a ' /proc/mounts
  1
  0
  [1]

Names with blanks:

  $ mkdir '/d e'; mount -t tmpfs 'x y' '/d e'; mount | grep 'd e'; umount '/d e'; mount | grep 'd e'
  x y on /d e type tmpfs (rw,relatime)
  [1]

Several at once, lists of types, dry runs:

  $ mount -t tmpfs,ext4 q /a; mount -t tmpfs r /c; mount -f -t tmpfs s /c; umount /a /c; grep -c ' /[ac] ' /proc/mounts
  0
  [1]
  $ mount -t tmpfs -r q /a; mount -t tmpfs -o ro -w r /c; mount | grep ' /[ac] '; umount /a; umount /c; mount -t ramfs q /a; mount -t ramfs q /c; umount -a -t ramfs; grep -c ' /[ac] ' /proc/mounts
  q on /a type tmpfs (ro,relatime)
  r on /c type tmpfs (rw,relatime)
  0
  [1]

Bind mounts:

  $ mkdir /a/b /s; echo file > /s/f; mount -o bind /s /a; cat /a/f; mount -t tmpfs q /s; mount --rbind /s /c; umount /a; umount /s; umount /c
  file
  $ mount -t tmpfs q /a; mkdir /a/in; mount -o move /a /c; ls /c; mount --make-rprivate /c; umount -l /c; ls /c
  in

What is in fstab:

  $ printf '%s\n' '# comment' 'fs1 /a tmpfs size=1m,noauto 0 0' 'fs2 /c tmpfs defaults,ro,user 0 0' '/dev/nosuch /s ext4 nofail 0 0' 'swap none swap sw 0 0' > /etc/fstab
  $ mount -a; echo $?; grep ' /[acs] ' /proc/mounts; mount -a; mount -av; grep -c ' /[acs] ' /proc/mounts
  0
  fs2 /c tmpfs ro,relatime 0 0
  mount: according to /proc/mounts, fs2 is already mounted on /c
  1
  $ mount /a; mount fs1; grep ' /a ' /proc/mounts; mount -o noexec /a; grep ' /a ' /proc/mounts; umount /a /a /a /c
  fs1 /a tmpfs rw,relatime,size=1024k 0 0
  fs1 /a tmpfs rw,relatime,size=1024k 0 0
  fs1 /a tmpfs rw,relatime,size=1024k 0 0
  fs1 /a tmpfs rw,relatime,size=1024k 0 0
  fs1 /a tmpfs rw,noexec,relatime,size=1024k 0 0
  $ mount -a -O ro; mount -a -t notmpfs; grep ' /[acs] ' /proc/mounts; umount /c
  fs2 /c tmpfs ro,relatime 0 0
  $ mount -a -t ext4; echo $?
  0

What goes wrong:

  $ mount -t nosuch x /a
  mount: mounting x on /a failed: No such device
  [255]
  $ mount -t ../nosuch x /a
  mount: mounting x on /a failed: No such device
  [255]
  $ mount -t tmpfs -o nosuch=1 x /a
  mount: mounting x on /a failed: Invalid argument
  [255]
  $ mount /nosuch /a
  mount: mounting /nosuch on /a failed: No such file or directory
  [255]
  $ mount -t tmpfs x /nosuch
  mount: mounting x on /nosuch failed: No such file or directory
  [255]
  $ mount nosuch
  mount: can't find nosuch in /etc/fstab
  [1]
  $ mount -o remount /nosuch
  mount: can't find /nosuch in /proc/mounts
  [1]
  $ mount x y z 2>&1 | sed -n 3p
  Usage: mount [OPTIONS] [-o OPT] DEVICE NODE
[cairn]
  $ mount --nosuch 2>&1 | head -n 1
  mount: unrecognized option: nosuch
  $ umount /nosuch
  umount: can't unmount /nosuch: No such file or directory
  [1]
  $ umount /a
  umount: can't unmount /a: Invalid argument
  [1]
  $ umount 2>&1 | sed -n 3p
  Usage: umount [-rlfda] [-t FSTYPE] [-O FSOPT] FILESYSTEM|DIRECTORY

By device, and by option:
[cairn]
  $ mount -t ramfs q1 /a; umount q1; mount -t ramfs q /a; mount -t ramfs -r q /c; umount -a -t ramfs -O ro; grep ' /[ac] ' /proc/mounts; umount -t tmpfs /a; umount -t noext4 /a; grep -c ' /[ac] ' /proc/mounts
  q /a ramfs rw,relatime 0 0
  0
  [1]
[cairn]
  $ mount -t tmpfs q /a; mount -o private /a; umount /a

A bind mount takes its flags, as util-linux has it:
[cairn]
  $ mount -o bind,ro /s /a; echo > /a/x; umount /a
  sh: can't create /a/x: Read-only file system
[cairn]
  $ mount -v -t tmpfs q /a; mount -t tmpfs r /a/; umount -v /a; umount -R /a; mount -T /dev/null -a; grep -c ' /a ' /proc/mounts
  q mounted on /a
  /a unmounted
  0
  [1]
[cairn]
  $ mount -t tmpfs q /a; mkdir /a/x; mount -B /s /a/x; umount -R /a; grep -c ' /a' /proc/mounts
  0
  [1]
