Owner, group and both: [root]
  $ touch a b; mkdir -p d/e; touch d/e/f; ln -s a l; ln -s ../a d/la; chown 5:6 a; stat -c '%u %g' a; chown :7 a; stat -c '%u %g' a; chown 8 a; stat -c '%u %g' a
  5 6
  5 7
  8 7
By name, with the login group after a lone colon: [root]
  $ chown 5:5 a; chown root:root a; stat -c '%U %G' a; chown 5:5 a; chown root: a; stat -c '%U %G' a; chown root.root a; stat -c '%U %G' a; chown 12345: a; stat -c '%u %g' a
  root root
  root root
  root root
  12345 12345
Names must be known: [root]
  $ chown nosuch a
  chown: unknown user nosuch
  [1]
Likewise: [root]
  $ chown root:nosuch a
  chown: unknown user/group root:nosuch
  [1]
Likewise: [root]
  $ chown : a
  chown: unknown group  (esc)
  [1]
Likewise: [root]
  $ chown '' a
  chown: unknown user  (esc)
  [1]
Likewise: [root]
  $ chown 1 nosuch
  chown: nosuch: No such file or directory
  [1]
Likewise: [root]
  $ chown 1 2>&1 | tail -n +3 | head -n 1
  Usage: chown [-RhLHPcvf]... USER[:[GRP]] FILE...
A link's target, or the link with -h: [root]
  $ chown 0:0 a; chown -h 9 l; stat -c '%u %n' a l; chown 10 l; stat -c '%u %n' a l; ln -s nowhere dang; chown 11 dang; chown -h 11 dang; stat -c %u dang
  0 a
  9 l
  10 a
  9 l
  chown: dang: No such file or directory
  11
Trees, in which links are passed by: [root]
  $ chown 0:0 a; chown -R 5:5 d; stat -c '%u %n' d d/e d/e/f d/la a; ln -s d dl; chown -R 6 dl; stat -c '%u %n' dl d
  5 d
  5 d/e
  5 d/e/f
  5 d/la
  0 a
  6 dl
  5 d
Unless they are to be followed: [root]
  $ chown -RH 7 dl; stat -c '%u %n' d d/e; mkdir o; touch o/f; ln -s ../o d/lo; chown -RL 8 d; stat -c '%u %n' d a o o/f; chown -RP 9 d; stat -c '%u %n' d o
  7 d
  7 d/e
  8 d
  8 a
  8 o
  8 o/f
  9 d
  8 o
What is done is told, directories after their content: [root]
  $ rm d/la d/lo; chown 0:0 a; chown -v 1 a; chown -c 1 a; chown -c 2 a; chown -Rv 3:3 d
  changed ownership of 'a' to 1:0
  changed ownership of 'a' to 2:0
  changed ownership of 'd/e/f' to 3:3
  changed ownership of 'd/e' to 3:3
  changed ownership of 'd' to 3:3
Errors of changing are hidden by -f, those of finding are not: [root]
  $ chown -f 1 nosuch
  chown: nosuch: No such file or directory
  [1]
Special bits go when the owner changes: [root]
  $ chmod 4755 b; chown 5 b; stat -c %a b
  755
As another file, or only from an owner: [cairn] [root]
  $ chown 5:6 a; chown --reference=a b; stat -c '%u %g' b; chown --from=7 8 b; stat -c %u b; chown --from=5:6 8 b; stat -c %u b
  5 6
  5
  8
Too large a number is no user: [cairn] [root]
  $ chown 4294967295 a
Likewise: [cairn] [root]
  $ chown 99999999999 a
  chown: unknown user 99999999999
  [1]
