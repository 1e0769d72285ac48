  $ mkdir -p d/e/f d/.h; touch d/a d/b d/e/x d/.hid; ln -s nowhere d/l; ln -s e d/ld
  $ tree d
  d
  ├── a
  ├── b
  ├── e
  │   ├── f
  │   └── x
  ├── l -> nowhere
  └── ld -> e
  
  2 directories, 5 files
  $ (cd d; tree)
  .
  ├── a
  ├── b
  ├── e
  │   ├── f
  │   └── x
  ├── l -> nowhere
  └── ld -> e
  
  2 directories, 5 files
  $ tree nosuch d/e
  nosuch [error opening dir]
  d/e
  ├── f
  └── x
  
  1 directories, 1 files
  $ (cd d; tree e e/f)
  e
  ├── f
  └── x
  e/f
  
  1 directories, 1 files
  $ tree d/a
  d/a [error opening dir]
  
  0 directories, 0 files
  $ mkdir -p n/a/b n/c; touch n/a/b/z n/c/y; tree n
  n
  ├── a
  │   └── b
  │       └── z
  └── c
      └── y
  
  3 directories, 2 files

Options, which BusyBox has none of. [cairn]
  $ tree -a d
  d
  ├── .h
  ├── .hid
  ├── a
  ├── b
  ├── e
  │   ├── f
  │   └── x
  ├── l -> nowhere
  └── ld -> e
  
  3 directories, 6 files
[cairn]
  $ tree -d d
  d
  └── e
      └── f
  
  2 directories
[cairn]
  $ tree -L 1 d
  d
  ├── a
  ├── b
  ├── e
  ├── l -> nowhere
  └── ld -> e
  
  1 directories, 4 files
[cairn]
  $ tree -fi --noreport d
  d
  d/a
  d/b
  d/e
  d/e/f
  d/e/x
  d/l -> nowhere
  d/ld -> e
[cairn]
  $ printf 12345 > d/a; chmod 640 d/a d/b d/e/x; tree -psP 'a|b' d/ | grep -v -e d/ -e '[ ][ef]$'
  ├── [-rw-r-----           5]  a
  ├── [-rw-r-----           0]  b
  
  2 directories, 2 files
[cairn]
  $ tree -I 'e|l*' d
  d
  ├── a
  └── b
  
  0 directories, 2 files
[cairn]
  $ tree -r --noreport n
  n
  ├── c
  │   └── y
  └── a
      └── b
          └── z
[cairn]
  $ tree --dirsfirst --noreport d
  d
  ├── e
  │   ├── f
  │   └── x
  ├── a
  ├── b
  ├── l -> nowhere
  └── ld -> e
[cairn]
  $ touch -d @100 n/c; touch -d @200 n/a; tree -t --noreport n
  n
  ├── c
  │   └── y
  └── a
      └── b
          └── z
[cairn]
  $ head -c 2000 /dev/zero > n/c/y; tree -h --noreport n/c
  n/c
  └── [2.0K]  y
[cairn]
  $ tree -L 0 d
  tree: invalid level, must be greater than 0
  [1]
[cairn]
  $ tree -L x d
  tree: invalid number 'x'
  [1]
