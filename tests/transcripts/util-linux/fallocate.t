Space is allocated for a file, which is made if it is missing:
  $ fallocate -l 8192 f; stat -c '%s' f; [ "$(stat -c %b f)" -ge 16 ] && echo allocated; fallocate -o 8192 -l 1k f; stat -c %s f; fallocate -l 10 f; stat -c %s f
  8192
  allocated
  9216
  9216
  $ fallocate f 2>&1 | sed -n 3p
  Usage: fallocate [-o OFS] -l LEN FILE
  $ fallocate -l 0 f
  fallocate: fallocate 'f': Invalid argument
  [1]
  $ fallocate -l x f
  fallocate: invalid number 'x'
  [1]
  $ fallocate -l 10 nodir/f
  fallocate: can't open 'nodir/f': No such file or directory
  [1]
  $ fallocate -l 10 .
  fallocate: can't open '.': Is a directory
  [1]
The size may stay as it is: [cairn]
  $ fallocate -n -l 100k f; stat -c %s f; [ "$(stat -c %b f)" -ge 200 ] && echo allocated
  9216
  allocated
Holes are punched, and zeros written: [cairn]
  $ yes | head -c 65536 > g; fallocate -p -o 8192 -l 16384 g; stat -c %s g; [ "$(stat -c %b g)" -le 96 ] && echo punched; head -c 16384 g | tail -c 8192 | tr -d '\0' | wc -c; fallocate -v -z -l 4096 g; head -c 4096 g | tr -d '\0' | wc -c
  65536
  punched
  0
  g: 4096 bytes zeroed.
  0
Runs of zeros become holes: [cairn]
  $ (yes | head -c 4096; head -c 65536 /dev/zero; yes | head -c 4096) > d; cp --sparse=never d d1; fallocate -d -v d1; cmp d d1; [ "$(stat -c %b d1)" -le 32 ] && echo dug; fallocate --dig-holes --length=8k --verbose d
  d1: 65536 bytes converted to sparse holes.
  dug
  d: 4096 bytes converted to sparse holes.
What is wrong is said: [cairn]
  $ fallocate -c -i -l 4k g 2>&1 | head -n 1; fallocate -c -n -l 4k g 2>&1 | head -n 1; fallocate -p -l 4k nosuch; fallocate -p g 2>&1 | head -n 3 | tail -n 1
  fallocate: only one of -c, -d, -i, -p and -z may be given
  fallocate: these options exclude each other
  fallocate: can't open 'nosuch': No such file or directory
  Usage: fallocate [-o OFS] -l LEN FILE
