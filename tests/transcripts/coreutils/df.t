A file system has a line under a header: [cairn]
  $ df / | head -n 1; df -P / | head -n 1; df -h / | head -n 1; df -T / | head -n 1; df -i / | head -n 1; df -m / | head -n 1; df -B 4096 / | head -n 1; df -PB 512 / | head -n 1; df -hT / | head -n 1
The share is used of used and available: [cairn]
  $ df -P -k / | awk 'NR == 2 { p = $5; sub(/%/, "", p); w = int($3 * 100 / ($3 + $4) + 0.5); print p - w, NF }'
What is no file has no mount point: [cairn]
  $ df nosuch 2>&1 | tail -n 1
Likewise: [cairn]
  $ df -B x / 2>&1
Likewise: [cairn]
  $ df -B 0 / 2>&1
Likewise: [cairn]
  $ df -t nosuch
Columns of one's own, and sums: [cairn]
  $ df --output=target,pcent / | head -n 1; df --output=file,fstype . | tail -n 1 | cut -d ' ' -f 1; df --output=foo / 2>&1 | head -n 1; df --total / | tail -n 1 | cut -d ' ' -f 1
A full disk is not success: [cairn]
  $ df / > /dev/full
