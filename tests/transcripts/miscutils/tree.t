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
  $ tree -d d
  -d [error opening dir]
  d
  ├── a
  ├── b
  ├── e
  │   ├── f
  │   └── x
  ├── l -> nowhere
  └── ld -> e
  
  2 directories, 5 files
  $ tree -L 1 d
  -L [error opening dir]
  1 [error opening dir]
  d
  ├── a
  ├── b
  ├── e
  │   ├── f
  │   └── x
  ├── l -> nowhere
  └── ld -> e
  
  2 directories, 5 files
  $ tree -fi --noreport d
  -fi [error opening dir]
  --noreport [error opening dir]
  d
  ├── a
  ├── b
  ├── e
  │   ├── f
  │   └── x
  ├── l -> nowhere
  └── ld -> e
  
  2 directories, 5 files
  $ printf 12345 > d/a; chmod 640 d/a d/b d/e/x; tree -psP 'a|b' d/ | grep -v -e d/ -e '[ ][ef]$'
  -psP [error opening dir]
  a|b [error opening dir]
  ├── a
  ├── b
  │   └── x
  ├── l -> nowhere
  
  2 directories, 5 files
  $ tree -I 'e|l*' d
  -I [error opening dir]
  e|l* [error opening dir]
  d
  ├── a
  ├── b
  ├── e
  │   ├── f
  │   └── x
  ├── l -> nowhere
  └── ld -> e
  
  2 directories, 5 files
  $ tree -r --noreport n
  -r [error opening dir]
  --noreport [error opening dir]
  n
  ├── a
  │   └── b
  │       └── z
  └── c
      └── y
  
  3 directories, 2 files
  $ tree --dirsfirst --noreport d
  --dirsfirst [error opening dir]
  --noreport [error opening dir]
  d
  ├── a
  ├── b
  ├── e
  │   ├── f
  │   └── x
  ├── l -> nowhere
  └── ld -> e
  
  2 directories, 5 files
  $ touch -d @100 n/c; touch -d @200 n/a; tree -t --noreport n
  -t [error opening dir]
  --noreport [error opening dir]
  n
  ├── a
  │   └── b
  │       └── z
  └── c
      └── y
  
  3 directories, 2 files
  $ head -c 2000 /dev/zero > n/c/y; tree -h --noreport n/c
  -h [error opening dir]
  --noreport [error opening dir]
  n/c
  └── y
  
  0 directories, 1 files
  $ tree -L 0 d
  -L [error opening dir]
  0 [error opening dir]
  d
  ├── a
  ├── b
  ├── e
  │   ├── f
  │   └── x
  ├── l -> nowhere
  └── ld -> e
  
  2 directories, 5 files
  $ tree -L x d
  -L [error opening dir]
  x [error opening dir]
  d
  ├── a
  ├── b
  ├── e
  │   ├── f
  │   └── x
  ├── l -> nowhere
  └── ld -> e
  
  2 directories, 5 files
