# find

  $ mkdir -p d/e/.h d/none
  $ echo hello > d/f
  $ : > d/empty
  $ chmod 755 d/f
  $ touch -d '2020-01-01 00:00:00' d/old
  $ chmod 600 d/old
  $ printf '%03000d' 0 > d/e/big
  $ ln -s f d/l
  $ ln -s e d/le
  $ ln -s nowhere d/broken
  $ ln d/f d/hard

All files of a tree, a directory before its content or, with -depth, after it:

  $ find d | sort
  d
  d/broken
  d/e
  d/e/.h
  d/e/big
  d/empty
  d/f
  d/hard
  d/l
  d/le
  d/none
  d/old
  $ find d/e
  d/e
  d/e/.h
  d/e/big
  $ find d/e -depth
  d/e/.h
  d/e/big
  d/e
  $ find d/none d/f
  d/none
  d/f
  $ cd d
  $ find -name f
  ./f
  $ find . -name f
  ./f
  $ cd ..
  $ find d/e/
  d/e/
  d/e/.h
  d/e/big
  $ find nosuch d/f
  find: nosuch: No such file or directory
  d/f
  [1]

Names and paths:

  $ find d -name 'e*' | sort
  d/e
  d/empty
  $ find d -iname 'E*' | sort
  d/e
  d/empty
  $ find d -name '[fo]*' | sort
  d/f
  d/old
  $ find d -name '.*'
  d/e/.h
  $ find d -path 'd/e/*' | sort
  d/e/.h
  d/e/big
  $ find d -ipath 'D/E/B*'
  d/e/big
  $ find d -regex '.*/[fo].*' | sort
  d/f
  d/old
  $ find d -regex 'd/\(f\|old\)' | sort
  d/f
  d/old
  $ find d -regex f
  $ find d -name d/f

Types, permissions, owners, links, sizes:

  $ find d -type f | sort
  d/e/big
  d/empty
  d/f
  d/hard
  d/old
  $ find d -type d | sort
  d
  d/e
  d/e/.h
  d/none
  $ find d -type l | sort
  d/broken
  d/l
  d/le
  $ find d -perm 600
  d/old
  $ find d -perm -700 -type f | sort
  d/f
  d/hard
  $ find d -perm /111 -type f | sort
  d/f
  d/hard
  $ find d -perm +111 -type f | sort
  d/f
  d/hard
  $ find d -perm u=rw
  d/old
  $ find d -perm -u+x -type f | sort
  d/f
  d/hard
  $ find d -type f -executable | sort
  d/f
  d/hard
  $ find d -links 2 -type f | sort
  d/f
  d/hard
  $ find d -links +1 -type f | sort
  d/f
  d/hard
  $ find d -size 6c -type f | sort
  d/f
  d/hard
  $ find d -size +2k -type f
  d/e/big
  $ find d -size -1 -type f | sort
  d/empty
  d/f
  d/hard
  d/old
  $ find d -empty | sort
  d/e/.h
  d/empty
  d/none
  d/old

Times:

  $ find d -mtime +100
  d/old
  $ find d -type f -mtime -1 | sort
  d/e/big
  d/empty
  d/f
  d/hard
  $ find d -type f -mtime 0 | sort
  d/e/big
  d/empty
  d/f
  d/hard
  $ find d -mmin +5
  d/old
  $ find d -type f -mmin -5 | sort
  d/e/big
  d/empty
  d/f
  d/hard
  $ find d -type f -newer d/old | sort
  d/e/big
  d/empty
  d/f
  d/hard

How deep:

  $ find d -maxdepth 0
  d
  $ find d -maxdepth 1 -type d | sort
  d
  d/e
  d/none
  $ find d -mindepth 2 | sort
  d/e/.h
  d/e/big
  $ find d -mindepth 1 -maxdepth 1 -name 'e*' -depth | sort
  d/e
  d/empty
  $ find d -name e -prune -o -type f -print | sort
  d/empty
  d/f
  d/hard
  d/old
  $ find d -xdev -name f
  d/f

Links are followed if asked for:

  $ find -L d -type f | sort
  d/e/big
  d/empty
  d/f
  d/hard
  d/l
  d/le/big
  d/old
  $ find d -follow -type l
  d/broken
  $ find -H d/le | sort
  d/le
  d/le/.h
  d/le/big
  $ find d/le
  d/le
  $ find d/le/
  d/le/
  d/le/.h
  d/le/big

Operators:

  $ find d -name f -o -name old | sort
  d/f
  d/old
  $ find d -name f -a -type f
  d/f
  $ find d -type f -name f
  d/f
  $ find d '(' -name f -o -name old ')' -print | sort
  d/f
  d/old
  $ find d -name f -print -o -name old
  d/f
  $ find d ! -type f ! -type d | sort
  d/broken
  d/l
  d/le
  $ find d -not -name '*[a-z]*'
  $ find d -name f -and -type f -or -name old | sort
  d/f
  d/old

Actions:

  $ find d/e -print0 | tr '\0' '#'
  d/e#d/e/.h#d/e/big# (no-eol)
  $ find d/f -print -print
  d/f
  d/f
  $ find d -name f -exec echo {} ';'
  d/f
  $ find d -name f -exec echo a{}b '{}' ';'
  ad/fb d/f
  $ find d -name f -exec false ';' -print
  $ find d -name f -exec true ';' -print
  d/f
  $ find d/f d/old -exec echo {} +
  d/f d/old
  $ find d/f d/old -exec false {} +
  [1]
  $ find d/f -exec nosuch {} ';'
  find: nosuch: No such file or directory
  $ find d/f -exec nosuch {} +
  find: nosuch: No such file or directory
  [1]
  $ find d -name f -print -quit
  d/f
  $ find d -name f -quit

Names that are odd:

  $ mkdir o
  $ : > 'o/a b'
  $ : > 'o/n
  > l'
  $ : > o/-x
  $ find o -type f | sort
  l
  o/-x
  o/a b
  o/n
  $ find o -type f -exec basename {} ';' | sort
  -x
  a b
  l
  n

What is deleted is deleted with its content; what is not empty stays:

  $ mkdir -p x/y/z
  $ : > x/y/f
  $ find x -name f -delete
  $ find x
  x
  x/y
  x/y/z
  $ find x/y -delete
  $ find x
  x
  $ : > x/f
  $ find x -maxdepth 0 -delete
  find: x: Directory not empty
  $ find x
  x
  x/f

Mistakes:

  $ find d -nosuch 2>&1 | head -n 1
  find: unrecognized: -nosuch
  $ find d -type d ')' 2>&1 | head -n 1
  find: unrecognized: )
  $ find d '(' -name f
  find: unpaired '('
  [1]
  $ find d -name
  find: -name requires an argument
  [1]
  $ find d -type x
  find: invalid argument 'x' to '-type'
  [1]
  $ find d -type
  find: -type requires an argument
  [1]
  $ find d -perm foo
  find: invalid mode 'foo'
  [1]
  $ find d -mtime x
  find: invalid number 'x'
  [1]
  $ find d -size x
  find: invalid number 'x'
  [1]
  $ find d -maxdepth -1
  find: invalid number '-1'
  [1]
  $ find d -maxdepth 1x
  find: invalid number '1x'
  [1]
  $ find d -inum x
  find: invalid number 'x'
  [1]
  $ find d -user nosuch
  find: unknown user nosuch
  [1]
  $ find d -group nosuch
  find: unknown group nosuch
  [1]
  $ find d -newer nosuch
  find: can't stat 'nosuch': No such file or directory
  [1]
  $ find d -exec echo {}
  find: -exec requires an argument
  [1]
  $ find d -exec
  find: -exec requires an argument
  [1]
  $ find d -exec echo +
  find: only one '{}' allowed for -exec +
  [1]
  $ find d -regex '['
  find: bad regex '[': Missing ']'
  [1]
