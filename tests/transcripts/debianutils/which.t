# which

  $ mkdir a b; : > a/x; : > b/x; : > a/y; chmod +x a/x b/x; mkdir a/z; chmod +x a/z
  $ w=$(which which); PATH=$PWD/a:$PWD/b; cut() { while read -r l; do echo "${l#"$PWD"/}"; done; }
  $ "$w" x | cut; "$w" -a x | cut
  $ "$w" y
  $ "$w" z nosuch x > out; echo $?; cut < out
  $ "$w" ./a/x; "$w" a/x a/y
  $ "$w" ''
  $ cd a; PATH=:; "$w" x; PATH=; "$w" x
  $ "$w" > /dev/null 2>&1
