# free

  $ free | sed 's/[0-9][0-9]*/N/g; s/  */ /g'; free | head -n 1
   total used free shared buff/cache available
  Mem: N N N N N N
  Swap: N N N
                total        used        free      shared  buff/cache   available
  $ test "$(free -m | wc -l)" = 3 && free -b | head -n 2 | tail -n 1 | grep -q '000* ' ; free -h | grep -c '[0-9][KMG]'
  1
[cairn]
  $ free -x 2>&1 | head -n 1
  free: unrecognized option: x
[cairn]
  $ free > /dev/full
  free: write error: No space left on device
  [1]

[cairn]
  $ free --mebi -t | sed -n 's/^\(Total:\).*/\1/p'
  Total:
