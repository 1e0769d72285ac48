# mountpoint

  $ mkdir d; : > f
  $ mountpoint /; mountpoint -q /
  $ mountpoint d
  $ mountpoint -q d
  $ mountpoint nosuch
  $ mountpoint f
  $ mountpoint -x d
  $ mountpoint -d / | grep -c '^[0-9]*:[0-9]*$'
  $ mountpoint 2>&1 | sed -n 3p; mountpoint / / 2>/dev/null
