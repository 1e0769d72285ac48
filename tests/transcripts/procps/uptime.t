# uptime

  $ uptime | grep -cE '^ [0-9]{2}:[0-9]{2}:[0-9]{2} up .*,  [0-9]+ users,  load average: [0-9.]+, [0-9.]+, [0-9.]+$'
  1
  $ uptime -s | grep -cE '^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$'
  1
  $ uptime -x 2>&1 | head -n 1
  uptime: unrecognized option: x

[cairn]
  $ uptime -p | cut -c 1-2
  up
