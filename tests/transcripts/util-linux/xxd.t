  $ printf 'abc\000\001\377\nhello world, this is od\nhello hello hello hello hello hello hello' > o; printf abcd > h4; head -c 64 /dev/zero > z
  $ xxd o
  00000000: 6162 6300 01ff 0a68 656c 6c6f 2077 6f72  abc....hello wor
  00000010: 6c64 2c20 7468 6973 2069 7320 6f64 0a68  ld, this is od.h
  00000020: 656c 6c6f 2068 656c 6c6f 2068 656c 6c6f  ello hello hello
  00000030: 2068 656c 6c6f 2068 656c 6c6f 2068 656c   hello hello hel
  00000040: 6c6f 2068 656c 6c6f                      lo hello
  $ xxd < h4
  00000000: 6162 6364                                abcd
  $ xxd -p o
  6162630001ff0a68656c6c6f20776f726c642c2074686973206973206f64
  0a68656c6c6f2068656c6c6f2068656c6c6f2068656c6c6f2068656c6c6f
  2068656c6c6f2068656c6c6f
  $ xxd -i o
  unsigned char o[] = {
    0x61, 0x62, 0x63, 0x00, 0x01, 0xff, 0x0a, 0x68, 0x65, 0x6c, 0x6c, 0x6f,
    0x20, 0x77, 0x6f, 0x72, 0x6c, 0x64, 0x2c, 0x20, 0x74, 0x68, 0x69, 0x73,
    0x20, 0x69, 0x73, 0x20, 0x6f, 0x64, 0x0a, 0x68, 0x65, 0x6c, 0x6c, 0x6f,
    0x20, 0x68, 0x65, 0x6c, 0x6c, 0x6f, 0x20, 0x68, 0x65, 0x6c, 0x6c, 0x6f,
    0x20, 0x68, 0x65, 0x6c, 0x6c, 0x6f, 0x20, 0x68, 0x65, 0x6c, 0x6c, 0x6f,
    0x20, 0x68, 0x65, 0x6c, 0x6c, 0x6f, 0x20, 0x68, 0x65, 0x6c, 0x6c, 0x6f,
  };
  unsigned int o_len = 72;
  $ xxd -i < h4
    0x61, 0x62, 0x63, 0x64,
  $ cp h4 4h.x; xxd -i -c 2 4h.x
  unsigned char __4h_x[] = {
    0x61, 0x62,
    0x63, 0x64,
  };
  unsigned int __4h_x_len = 4;
  $ xxd -g 4 -c 8 o
  00000000: 61626300 01ff0a68  abc....h
  00000008: 656c6c6f 20776f72  ello wor
  00000010: 6c642c20 74686973  ld, this
  00000018: 20697320 6f640a68   is od.h
  00000020: 656c6c6f 2068656c  ello hel
  00000028: 6c6f2068 656c6c6f  lo hello
  00000030: 2068656c 6c6f2068   hello h
  00000038: 656c6c6f 2068656c  ello hel
  00000040: 6c6f2068 656c6c6f  lo hello
  $ xxd -g 3 h4
  00000000: 616263 64                              abcd
  $ xxd -g 0 h4
  00000000: 61626364                          abcd
  $ xxd -p -c 3 h4
  616263
  64
  $ xxd -c 0 h4
  00000000: 6162 6364                                abcd
  $ xxd -s 10 -l 20 o
  0000000a: 6c6f 2077 6f72 6c64 2c20 7468 6973 2069  lo world, this i
  0000001a: 7320 6f64                                s od
  $ xxd -o 256 -l 20 o
  00000100: 6162 6300 01ff 0a68 656c 6c6f 2077 6f72  abc....hello wor
  00000110: 6c64 2c20                                ld,  (esc)
  $ xxd -o -1 h4
  ffffffffffffffff: 6162 6364                                abcd
  $ xxd -s 100 h4
  $ xxd -l 0 h4
  $ xxd /dev/null
  $ xxd -i /dev/null
  unsigned char _dev_null[] = {
  };
  unsigned int _dev_null_len = 0;

And back.
  $ xxd o | xxd -r | cmp - o
  $ xxd -p o | xxd -r -p | cmp - o
  $ printf '00000003: 6162 63  xyz\n' | xxd -r | od -c
  0000000  \0  \0  \0   a   b   c
  0000006
  $ printf '  0: 61!62 63\n' | xxd -r; echo
  abc
  $ printf '0: 61 !62\n' | xxd -r; echo
  a
  $ printf '0:61\n0x1 6 2\n' | xxd -r; echo
  a
  $ printf '6 1 62\n  63\n\n64zz65\n66' | xxd -r -p; echo
  abcdf
  $ printf '33 3!4 3!!5\n36\n' | xxd -r -p; echo
  3C6
  $ printf 'zz: 61 62\n' | xxd -r
  xxd: invalid number 'zz: 61 62'
  [1]
  $ printf '4: 41\n2: 42\n' > patch; xxd -r patch > patched; od -c patched
  0000000  \0  \0   B  \0   A
  0000005
  $ xxd -r nosuch
  xxd: can't open 'nosuch': No such file or directory
  [1]
In a pipe there is no way back. [cairn]
  $ { xxd -r patch; echo $? >&2; } | od -c
  xxd: cannot seek: Invalid seek
  1
  0000000  \0  \0  \0  \0   A
  0000005

Vim's options. [cairn]
  $ xxd -b h4
  00000000: 01100001 01100010 01100011 01100100                    abcd
[cairn]
  $ xxd -u -l 16 o
  00000000: 6162 6300 01FF 0A68 656C 6C6F 2077 6F72  abc....hello wor
[cairn]
  $ xxd -d -s 16 -l 4 o
  00000016: 6c64 2c20                                ld,  (esc)
[cairn]
  $ xxd -e -l 14 o
  00000000: 00636261 680aff01 6f6c6c65     7720  abc....hello w
[cairn]
  $ xxd -e -g 2 -l 3 o
  00000000: 6261   63                                abc
[cairn]
  $ cat z h4 | xxd -a
  00000000: 0000 0000 0000 0000 0000 0000 0000 0000  ................
  *
  00000040: 6162 6364                                abcd
[cairn]
  $ xxd -a z
  00000000: 0000 0000 0000 0000 0000 0000 0000 0000  ................
  *
  00000030: 0000 0000 0000 0000 0000 0000 0000 0000  ................
[cairn]
  $ xxd -s -3 h4
  00000001: 6263 64                                  bcd
[cairn]
  $ xxd -s +1 h4
  00000001: 6263 64                                  bcd
[cairn]
  $ xxd -i -n name h4
  unsigned char name[] = {
    0x61, 0x62, 0x63, 0x64,
  };
  unsigned int name_len = 4;
[cairn]
  $ xxd -ps h4
  61626364
[cairn]
  $ xxd -s -9 h4
  xxd: can't seek to before the beginning
  [1]
[cairn]
  $ xxd -s -1 < h4
  xxd: stdin: only a file has an end to go back from
  [1]
[cairn]
  $ xxd -c 99999999 h4
  xxd: number 99999999 is not in 0..65536 range
  [1]
Only what is shown is counted, and blank lines are nothing. [cairn]
  $ xxd -i -l 2 -s 1 h4
  unsigned char h4[] = {
    0x62, 0x63,
  };
  unsigned int h4_len = 2;
[cairn]
  $ printf '\n0: 61\n' | xxd -r; echo
  a

Bad input.
  $ xxd nosuch
  xxd: nosuch: No such file or directory
  [1]
  $ xxd -l x h4
  xxd: invalid number 'x'
  [1]
  $ xxd -g -1 h4
  xxd: invalid number '-1'
  [1]
  $ xxd h4 h4 2>&1 | tail -n +3 | head -n 1 | cut -c 1-10
  Usage: xxd
