  $ printf 'abc\000\001\377\nhello world, this is od\n' > o

  $ od o
  $ od < o
  $ printf '' | od
  $ od -c o
  $ od -a o
  $ od -b o
  $ od -x o
  $ od -h o
  $ od -d o
  $ od -o o
  $ od -i o
  $ od -s o
  $ od -l o
  $ od -f o

Types:

  $ od -tx1 o
  $ od -An -tx1 o
  $ od -tx4 o
  $ od -tx8 o
  $ od -td1 o
  $ od -td8 o
  $ od -tu1 -N 4 o
  $ od -tu8 o
  $ od -to1 -to4 o
  $ od -tx1 -tc o
  $ od -t dC -t xS -t xI -N 4 o
  $ od -tfF -N 8 o
  $ printf '\0\0\200\077\0\0\300\177\0\0\200\377\315\314\314\075' | od -tf4
  $ printf '\0\0\0\0\0\0\360\077' | od -tf8
  $ od -cx o

Addresses, parts, widths:

  $ od -Ad -tx1 o
  $ od -Ax -tx1 o
  $ od -j4 -N5 -tx1 o
  $ od -j 0x4 -N 1 -c o
  $ od -N 0 o
  $ od -w8 -tx1 o
  $ od -tx1 -w o
  $ od -w3 -tx2 -N 4 o
  $ od o o | tail -n 2

Repeated lines:

  $ head -c 64 /dev/zero | od
  $ head -c 64 /dev/zero | od -v

Strings:

  $ od -S3 o
  $ printf 'abc\0de\0fgh' | od -S 2 -An

Errors:

  $ od nosuch
  $ od -j 100 o
  $ od -tzz o
  $ od -tx9 o
  $ od -tf2 o
  $ od -A z o
  $ od -N x o
  $ od -q 2>&1 | head -n 1

Write errors [cairn]
  $ od o > /dev/full
A directory [cairn]
  $ mkdir d; od d
The text beside [cairn]
  $ od -tx1z o
More letters of old [cairn]
  $ od -H o; od -D -N 8 o
An offset as operand [cairn]
  $ od --traditional -c o +34; od --traditional -c o 28.
Long names [cairn]
  $ od --address-radix=d --format=x1 --skip-bytes=2 --read-bytes=3 --output-duplicates --width=2 o
