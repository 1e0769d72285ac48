# free

  $ free | sed 's/[0-9][0-9]*/N/g; s/  */ /g'; free | head -n 1
  $ test "$(free -m | wc -l)" = 3 && free -b | head -n 2 | tail -n 1 | grep -q '000* ' ; free -h | grep -c '[0-9][KMG]'
  $ free -x 2>&1 | head -n 1
  $ free > /dev/full

[cairn]
  $ free --mebi -t | sed -n 's/^\(Total:\).*/\1/p'
