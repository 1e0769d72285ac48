  $ printf 'abc\000\001\377\nhello world, this is od\nhello hello hello hello hello hello hello' > o; printf abcd > h4; head -c 72 /dev/zero > z
  $ hexdump o
  0000000 6261 0063 ff01 680a 6c65 6f6c 7720 726f
  0000010 646c 202c 6874 7369 6920 2073 646f 680a
  0000020 6c65 6f6c 6820 6c65 6f6c 6820 6c65 6f6c
  0000030 6820 6c65 6f6c 6820 6c65 6f6c 6820 6c65
  0000040 6f6c 6820 6c65 6f6c                     (esc)
  0000048
  $ hexdump -C o
  00000000  61 62 63 00 01 ff 0a 68  65 6c 6c 6f 20 77 6f 72  |abc....hello wor|
  00000010  6c 64 2c 20 74 68 69 73  20 69 73 20 6f 64 0a 68  |ld, this is od.h|
  00000020  65 6c 6c 6f 20 68 65 6c  6c 6f 20 68 65 6c 6c 6f  |ello hello hello|
  00000030  20 68 65 6c 6c 6f 20 68  65 6c 6c 6f 20 68 65 6c  | hello hello hel|
  00000040  6c 6f 20 68 65 6c 6c 6f                           |lo hello|
  00000048
  $ hd < h4
  00000000  61 62 63 64                                       |abcd|
  00000004
  $ hexdump -b h4
  0000000 141 142 143 144                                                 (esc)
  0000004
  $ hexdump -c o
  0000000   a   b   c  \0 001 377  \n   h   e   l   l   o       w   o   r
  0000010   l   d   ,       t   h   i   s       i   s       o   d  \n   h
  0000020   e   l   l   o       h   e   l   l   o       h   e   l   l   o
  0000030       h   e   l   l   o       h   e   l   l   o       h   e   l
  0000040   l   o       h   e   l   l   o                                 (esc)
  0000048
  $ hexdump -d o
  0000000   25185   00099   65281   26634   27749   28524   30496   29295
  0000010   25708   08236   26740   29545   26912   08307   25711   26634
  0000020   27749   28524   26656   27749   28524   26656   27749   28524
  0000030   26656   27749   28524   26656   27749   28524   26656   27749
  0000040   28524   26656   27749   28524                                 (esc)
  0000048
  $ hexdump -o o
  0000000  061141  000143  177401  064012  066145  067554  073440  071157
  0000010  062154  020054  064164  071551  064440  020163  062157  064012
  0000020  066145  067554  064040  066145  067554  064040  066145  067554
  0000030  064040  066145  067554  064040  066145  067554  064040  066145
  0000040  067554  064040  066145  067554                                 (esc)
  0000048
  $ hexdump -x o
  0000000    6261    0063    ff01    680a    6c65    6f6c    7720    726f
  0000010    646c    202c    6874    7369    6920    2073    646f    680a
  0000020    6c65    6f6c    6820    6c65    6f6c    6820    6c65    6f6c
  0000030    6820    6c65    6f6c    6820    6c65    6f6c    6820    6c65
  0000040    6f6c    6820    6c65    6f6c                                 (esc)
  0000048
  $ hexdump -bc h4
  0000000 141 142 143 144                                                 (esc)
  0000000   a   b   c   d                                                 (esc)
  0000004

Lines that repeat are told by an asterisk; two inputs are one.
  $ hexdump z
  0000000 0000 0000 0000 0000 0000 0000 0000 0000
  *
  0000040 0000 0000 0000 0000                     (esc)
  0000048
  $ hexdump -v z
  0000000 0000 0000 0000 0000 0000 0000 0000 0000
  0000010 0000 0000 0000 0000 0000 0000 0000 0000
  0000020 0000 0000 0000 0000 0000 0000 0000 0000
  0000030 0000 0000 0000 0000 0000 0000 0000 0000
  0000040 0000 0000 0000 0000                     (esc)
  0000048
  $ hexdump -C z h4 z
  00000000  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|
  *
  00000040  00 00 00 00 00 00 00 00  61 62 63 64 00 00 00 00  |........abcd....|
  00000050  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|
  *
  00000090  00 00 00 00                                       |....|
  00000094
  $ hexdump -C /dev/null

Parts of the input.
  $ hexdump -C -s 70 o
  00000046  6c 6f                                             |lo|
  00000048
  $ hexdump -C -s 0x10 -n 012 o
  00000010  6c 64 2c 20 74 68 69 73  20 69 73 20              |ld, this is |
  0000001c
  $ hexdump -s 1k -C z
  00000048
  $ hexdump -n 3 -x h4
  0000000    6261    0063                                                 (esc)
  0000003
  $ hexdump -n 0 -C h4
A pipe is read over. [cairn]
  $ cat o | hexdump -C -s 64
  00000040  6c 6f 20 68 65 6c 6c 6f                           |lo hello|
  00000048

Formats.
  $ hexdump -e '16/1 "%02x "' -e '"\n"' o
  61 62 63 00 01 ff 0a 68 65 6c 6c 6f 20 77 6f 72
  6c 64 2c 20 74 68 69 73 20 69 73 20 6f 64 0a 68
  65 6c 6c 6f 20 68 65 6c 6c 6f 20 68 65 6c 6c 6f
  20 68 65 6c 6c 6f 20 68 65 6c 6c 6f 20 68 65 6c
  6c 6f 20 68 65 6c 6c 6f                         (esc)
  $ hexdump -e '"%08_ad " 4/4 "%3d " "|" 16/1 "%_p" "|\n"' o
  00000000 6513249 1745551105 1869376613 1919907616|ld, this is od.h|
  00000032 1869376613 1818585120 1746956140 1869376613| hello hello hel|
  00000064 1746956140 1869376613        ||
  $ hexdump -e '2/2 "%x " 1/4 "%u" "\n"' o
  6261 631745551105
  6c65 6f6c1919907616
  646c 202c1936287860
  6920 20731745511535
  6c65 6f6c1818585120
  6f6c 68201869376613
  6820 6c651746956140
  6c65 6f6c1818585120
  6f6c 68201869376613
  $ hexdump -e '4/1 "%02x" " "' -e '4/1 "%_p" "\n"' h4
  61626364 abcd
  $ hexdump -e '3/1 "%d, " "\n"' h4
  97, 98, 99,
  100, , ,
  $ hexdump -e '1/1 "%d" 1/1 "<%x> "' h4
  97<62> 99<64>  (esc) (no-eol)
A string has as many bytes as its unit says. [cairn]
  $ hexdump -e '2/1 "%3s|" "\n"' h4
    a|  b|
    c|  d|
  $ hexdump -e '"%.3s|" "\n"' h4
  abc|
  d|
  $ hexdump -e '1/4 "%#o" "\n"' -e '1/4 "%X" "\n"' -e '1/4 "%i" "\n"' h4
  014430661141
  64636261
  1684234849
  $ printf '\000\000\200\077\000\000\000\000\000\000\360\277' | hexdump -e '1/4 "%f" " " 1/8 "%e" "\n"'
  1.000000 -1.000000e+00
  $ printf '\000\007\n\033 A~\177\200\377' | hexdump -e '16/1 "%3_u" "\n"' -e '16/1 "%4_c" "\n"' -e '16/1 "%_p" "\n"'
  nulbel lfesc     A  ~del 80 ff                   (esc)
    \\0  \\a  \\n 033       A   ~ 177 200 377                         (esc)
  .... A~...
A byte has a sign too, as in BusyBox from 1.37 on. [cairn]
  $ printf '\377\376' | hexdump -e '2/1 "%d " "\n"' -e '1/2 "%d" "\n"' -e '1/2 "%u" "\n"'
  -1 -2
  -257
  65279
  $ printf '# bytes\n4/1 "%%d "\n\n"\\n"' > format; hexdump -f format h4
  97 98 99 100

An offset and bytes in one unit. [cairn]
  $ hexdump -e '"%_ax %_c %_p\n"' h4
  0 a b
  2 c d

What is no format.
  $ hexdump -e x h4
  hexdump: bad format {x}
  [1]
  $ hexdump -e '"%5' h4
  hexdump: bad format {"%5}
  [1]
  $ hexdump -e '"%z"' h4
  hexdump: bad conversion character %z
  [1]
  $ hexdump -e '4/3 "%x"' h4
  hexdump: bad byte count for conversion character x
  [1]
  $ hexdump -e '/2 "%d %d\n"' h4
  hexdump: byte count with multiple conversion characters
  [1]
  $ hexdump -e '1/2 "%d" "%s"' h4
  hexdump: %s needs precision or byte count
  [1]
  $ hexdump -f nosuch h4
  hexdump: can't open 'nosuch': No such file or directory
  [1]

Bad input.
  $ hexdump nosuch
  hexdump: nosuch: No such file or directory
  [1]
  $ hexdump -C nosuch h4
  hexdump: nosuch: No such file or directory
  00000000  61 62 63 64                                       |abcd|
  00000004
  [1]
  $ hexdump -n x h4
  hexdump: invalid number 'x'
  [1]
  $ hexdump -s x h4
  hexdump: invalid number 'x'
  [1]
A block of 4 GB is refused. [cairn]
  $ hexdump -e '4000000000/1 "%x"' h4
  hexdump: bad format {4000000000/1 "%x"}
  [1]
