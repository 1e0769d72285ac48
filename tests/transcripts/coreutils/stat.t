A file's description:
  $ printf hello > a; chmod 640 a; touch -d '2020-01-02 03:04:05' a; ln -s a l; mkdir d; mkfifo p; : > e; stat a | sed 's/Device: .*Links/Links/; s/Blocks: [0-9]* /Blocks: N /; s/IO Block: [0-9]*/IO Block: N/; s/^Change: .*/Change/; s/([ 0-9]*\/[^)]*)  *Gid/(U) Gid/; s/Gid: .*/Gid/'
    File: a
    Size: 5         	Blocks: N          IO Block: N   regular file
  Links: 1
  Access: (0640/-rw-r-----)  Uid: (U) Gid
  Access: 2020-01-02 03:04:05.000000000 +0000
  Modify: 2020-01-02 03:04:05.000000000 +0000
  Change
Formats:
  $ stat -c '%a|%A|%B|%f|%F|%h|%n|%N|%s|%t|%T' a l p e
  640|-rw-r-----|512|81a0|regular file|1|a|a|5|0|0
  777|lrwxrwxrwx|512|a1ff|symbolic link|1|l|'l' -> 'a'|1|0|0
  644|prw-r--r--|512|11a4|fifo|1|p|p|0|0|0
  644|-rw-r--r--|512|81a4|regular empty file|1|e|e|0|0|0
  $ stat -c '%x|%X|%y|%Y' a
  2020-01-02 03:04:05.000000000 +0000|1577934245|2020-01-02 03:04:05.000000000 +0000|1577934245
  $ stat -c '%%|%Q|%6s|%-6s|%06s|%|%#a|%10n|%.1n' a
  %|Q|     5|5     |000005||0640|         a|a
  $ stat -c '\n\t' a; stat -c '' a
  \n\t
  
Links are followed with -L:
  $ stat -c '%N %F' l; stat -L -c '%N %F' l; stat -Lt l | cut -d ' ' -f 1-2
  'l' -> 'a' symbolic link
  l regular file
  l 5
What is missing is an error, the others are shown:
  $ stat -c %n a nosuch d
  a
  stat: can't stat 'nosuch': No such file or directory
  d
  [1]
  $ stat 2>&1 | tail -n +3 | head -n 1
  Usage: stat [-ltf] [-c FMT] FILE...
  $ stat -c 2>&1 | head -n 1
  stat: option requires an argument: c
Devices have numbers: [root]
  $ mknod n c 1 3; stat -c '%t,%T %F' n; stat n | grep -o 'Device type.*'
  1,3 character special file
  Device type: 1,3
File systems:
  $ stat -f -c '%n' . a; stat -f -c '%l' . | grep -c '^[0-9]*$'; stat -f . | sed 's/[0-9][0-9]*/N/g; s/ID: [0-9a-fN]*/ID: N/; s/Type:.*/Type: T/; s/  *$//' | sed 's/  */ /g'
  .
  a
  1
   File: "."
   ID: N Namelen: N Type: T
  Block size: N
  Blocks: Total: N Free: N Available: N
  Inodes: Total: N Free: N
  $ stat -f nosuch
  stat: can't read file system information for 'nosuch': No such file or directory
  [1]
Escapes and no newline: [cairn]
  $ stat --printf '%s\t%n\x21\101\n' a d/../a
  5	a!A
  5	d/../a!A
Mount point and birth: [cairn]
  $ stat -c %m /; stat -c %W a | grep -c '^[0-9]*$'
  /
  1
A full disk is not success: [cairn]
  $ stat a > /dev/full
  stat: write error: No space left on device
  [1]
Fractions, devices, contexts, quotes: [cairn]
  $ touch -d '2020-01-02 03:04:05.123456789' t; stat -c '%Y %.3Y %.Y %.12Y' t; stat -c '%r %R %Hr,%Lr' /dev/null; stat -c '%C' t; QUOTING_STYLE=shell-escape-always stat -c %N t; QUOTING_STYLE=x stat -c %N t; stat --cached=never -c %n t; stat --cached=x t
  1577934245 1577934245.123 1577934245.123456789 1577934245.123456789000
  259 103 1,3
  ?
  't'
  stat: ignoring invalid value of environment variable QUOTING_STYLE: x
  t
  t
  stat: invalid argument 'x' for '--cached'
  [1]
