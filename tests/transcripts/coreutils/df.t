A file system has a line under a header: [cairn]
  $ df / | head -n 1; df -P / | head -n 1; df -h / | head -n 1; df -T / | head -n 1; df -i / | head -n 1; df -m / | head -n 1; df -B 4096 / | head -n 1; df -PB 512 / | head -n 1; df -hT / | head -n 1
  Filesystem           1K-blocks      Used Available Use% Mounted on
  Filesystem           1024-blocks    Used Available Capacity Mounted on
  Filesystem                Size      Used Available Use% Mounted on
  Filesystem           Type       1K-blocks      Used Available Use% Mounted on
  Filesystem              Inodes      Used Available Use% Mounted on
  Filesystem           1M-blocks      Used Available Use% Mounted on
  Filesystem           4K-blocks      Used Available Use% Mounted on
  Filesystem           512-blocks     Used Available Capacity Mounted on
  Filesystem           Type            Size      Used Available Use% Mounted on
The share is used of used and available: [cairn]
  $ df -P -k / | awk 'NR == 2 { p = $5; sub(/%/, "", p); w = int($3 * 100 / ($3 + $4) + 0.5); print p - w, NF }'
  0 6
What is no file has no mount point: [cairn]
  $ df nosuch 2>&1 | tail -n 1
  df: nosuch: can't find mount point
Likewise: [cairn]
  $ df -B x / 2>&1
  df: invalid number 'x'
  [1]
Likewise: [cairn]
  $ df -B 0 / 2>&1
  df: number 0 is not in 1..18446744073709551615 range
  [1]
Likewise: [cairn]
  $ df -t nosuch
  Filesystem           1K-blocks      Used Available Use% Mounted on
Columns of one's own, and sums: [cairn]
  $ df --output=target,pcent / | head -n 1; df --output=file,fstype . | tail -n 1 | cut -d ' ' -f 1; df --output=foo / 2>&1 | head -n 1; df --total / | tail -n 1 | cut -d ' ' -f 1
  Mounted on Use%
  .
  df: invalid argument 'foo' for '--output'
  total
A full disk is not success: [cairn]
  $ df / > /dev/full
  df: write error: No space left on device
  [1]
Written to the disks first: [cairn]
  $ df --sync / | wc -l; df --no-sync / | wc -l
  2
  2
