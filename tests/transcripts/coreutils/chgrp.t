Groups by number and name: [root]
  $ touch a; mkdir d; touch d/f; chgrp 77 a; stat -c %g a; chgrp root a; stat -c %G a; chgrp -R 78 d; stat -c %g d d/f
  77
  root
  78
  78
Names must be known: [root]
  $ chgrp nosuch a
  chgrp: unknown group nosuch
  [1]
Likewise: [root]
  $ chgrp '' a
  chgrp: unknown group  (esc)
  [1]
Likewise: [root]
  $ chgrp 5 2>&1 | tail -n +3 | head -n 1
  Usage: chgrp [-RhLHPcvf]... GROUP FILE...
Likewise: [root]
  $ chgrp 5 nosuch
  chgrp: nosuch: No such file or directory
  [1]
Links, and what is told: [root]
  $ ln -s a l; chgrp -h 9 l; stat -c '%g %n' l; chgrp -v 0 a; chgrp -c 0 a; chgrp -c 1 a
  9 l
  changed ownership of 'a' to 0:0
  changed ownership of 'a' to 0:1
As another file: [cairn] [root]
  $ chgrp 33 a; touch b; chgrp --reference=a b; stat -c '%u %g' b
  0 33
