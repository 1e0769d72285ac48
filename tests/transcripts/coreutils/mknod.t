# mknod

  $ mknod a p; mknod -m 606 b p; ls -l a b | cut -c 1-10
  prw-r--r--
  prw----rw-
  $ mknod a p
  mknod: a: File exists
  [1]
  $ mknod c c 99999999 1
  mknod: number 99999999 is not in 0..4095 range
  [1]
  $ mknod c b x 1
  mknod: invalid number 'x'
  [1]
  $ mknod c p 1 2 2>&1 | sed -n 3p; mknod 2>/dev/null; mknod a b 1 2>/dev/null; mknod a z 1 2 2>/dev/null
  Usage: mknod [-m MODE] NAME TYPE [MAJOR MINOR]
  [1]

Devices are root's: [root]
  $ mknod n c 1 3 && mknod -m 640 m u 1 3 && mknod o b 7 300 && ls -l n m o | sed 's/^\(.\{10\}\).* \([0-9]*, *[0-9]*\) .*/\1 \2/'
  crw-r----- 1,   3
  crw-r--r-- 1,   3
  brw-r--r-- 7, 300
Security contexts are nothing where the kernel has none: [cairn]
  $ mknod -Z zp p && ls zp; mknod --context=foo zq p && ls zq
  zp
  mknod: warning: ignoring --context; it requires an SELinux-enabled kernel
  zq
