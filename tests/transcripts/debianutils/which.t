# which

  $ mkdir a b; : > a/x; : > b/x; : > a/y; chmod +x a/x b/x; mkdir a/z; chmod +x a/z
  $ w=$(which which); PATH=$PWD/a:$PWD/b; cut() { while read -r l; do echo "${l#"$PWD"/}"; done; }
  $ "$w" x | cut; "$w" -a x | cut
  a/x
  a/x
  b/x
  $ "$w" y
  [1]
  $ "$w" z nosuch x > out; echo $?; cut < out
  1
  a/x
  $ "$w" ./a/x; "$w" a/x a/y
  ./a/x
  a/x
  [1]
  $ "$w" ''
  [1]
  $ cd a; PATH=:; "$w" x; PATH=; "$w" x
  ./x
  ./x
  $ "$w" > /dev/null 2>&1
  [1]
