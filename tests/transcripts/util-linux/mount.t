# mount and umount, in a root and a mount namespace of their own [rootfs]

  $ mkdir /a /c; mount -t tmpfs -o size=1m,mode=700,nosuid,noexec t1 /a; mount -t tmpfs | grep ' /a '; ls -ld /a | cut -c 1-10
  $ mount -o remount,ro,nodev /a; mount | grep ' /a '; : > /a/x
  $ mount -t tmpfs t2 /a; umount /a; grep -c ' /a ' /proc/mounts; umount t1; grep ' /a ' /proc/mounts

Names with blanks:

  $ mkdir '/d e'; mount -t tmpfs 'x y' '/d e'; mount | grep 'd e'; umount '/d e'; mount | grep 'd e'

Several at once, lists of types, dry runs:

  $ mount -t tmpfs,ext4 q /a; mount -t tmpfs r /c; mount -f -t tmpfs s /c; umount /a /c; grep -c ' /[ac] ' /proc/mounts
  $ mount -t tmpfs -r q /a; mount -t tmpfs -o ro -w r /c; mount | grep ' /[ac] '; umount -a -t notmpfs -O nosuch; umount -a -t tmpfs -O ro; grep ' /[ac] ' /proc/mounts; umount /c

Bind mounts:

  $ mkdir /a/b /s; echo file > /s/f; mount -o bind /s /a; cat /a/f; mount -t tmpfs q /s; mount --rbind /s /c; umount /a; umount /s; umount /c
  $ mount -t tmpfs q /a; mkdir /a/in; mount -o move /a /c; ls /c; mount -o private /c; mount --make-rprivate /c; umount -l /c; ls /c

What is in fstab:

  $ printf '%s\n' '# comment' 'fs1 /a tmpfs size=1m,noauto 0 0' 'fs2 /c tmpfs defaults,ro,user 0 0' '/dev/nosuch /s ext4 nofail 0 0' 'swap none swap sw 0 0' > /etc/fstab
  $ mount -a; echo $?; grep ' /[acs] ' /proc/mounts; mount -a; mount -av; grep -c ' /[acs] ' /proc/mounts
  $ mount /a; mount fs1; grep ' /a ' /proc/mounts; mount -o noexec /a; grep ' /a ' /proc/mounts; umount /a /a /a /c
  $ mount -a -O ro; mount -a -t notmpfs; grep ' /[acs] ' /proc/mounts; umount /c
  $ mount -a -t ext4; echo $?

What goes wrong:

  $ mount -t nosuch x /a
  $ mount -t ../nosuch x /a
  $ mount -t tmpfs -o nosuch=1 x /a
  $ mount /nosuch /a
  $ mount -t tmpfs x /nosuch
  $ mount nosuch
  $ mount -o remount /nosuch
  $ mount x y z 2>&1 | sed -n 3p
  $ mount --nosuch 2>&1 | head -n 1
  $ umount /nosuch
  $ umount /a
  $ umount 2>&1 | sed -n 3p

A bind mount takes its flags, as util-linux has it:
[cairn]
  $ mount -o bind,ro /s /a; : > /a/x; umount /a
[cairn]
  $ mount -v -t tmpfs q /a; mount -t tmpfs r /a/; umount -v /a; umount -R /a; mount -T /dev/null -a; grep -c ' /a ' /proc/mounts
[cairn]
  $ mount -t tmpfs q /a; mkdir /a/x; mount -B /s /a/x; umount -R /a; grep -c ' /a' /proc/mounts
