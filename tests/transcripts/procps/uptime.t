# uptime

  $ uptime | grep -cE '^ [0-9]{2}:[0-9]{2}:[0-9]{2} up .*,  [0-9]+ users,  load average: [0-9.]+, [0-9.]+, [0-9.]+$'
  $ uptime -s | grep -cE '^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$'
  $ uptime -x 2>&1 | head -n 1

[cairn]
  $ uptime -p | cut -c 1-3
