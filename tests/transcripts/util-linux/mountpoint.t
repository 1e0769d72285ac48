# mountpoint

  $ mkdir d; : > f
  $ mountpoint /; mountpoint -q /
  / is a mountpoint
  $ mountpoint d
  d is not a mountpoint
  [1]
  $ mountpoint -q d
  [1]
  $ mountpoint nosuch
  mountpoint: nosuch: No such file or directory
  [1]
  $ mountpoint f
  mountpoint: f: Not a directory
  [1]
  $ mountpoint -x d
  mountpoint: d: not a block device
  [1]
  $ mountpoint -d / | grep -c '^[0-9]*:[0-9]*$'
  1
  $ mountpoint 2>&1 | sed -n 3p; mountpoint / / 2>/dev/null
  Usage: mountpoint [-q] { [-dn] DIR | -x DEVICE }
  [1]
