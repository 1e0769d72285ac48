  $ mkdir parts
  $ for i in a b.sh C_1 d-2 e~; do printf '#!/bin/sh\necho run ${0##*/} "$@"\n' > parts/$i; chmod +x parts/$i; done
  $ printf '#!/bin/sh\nexit 3\n' > parts/b; chmod +x parts/b; echo > parts/no; mkdir parts/dir; ln -s a parts/link
  $ run-parts parts
  run C_1
  run a
  run-parts: parts/b: exit status 3
  run b.sh
  run d-2
  run link
  [1]
  $ run-parts --test parts
  parts/C_1
  parts/a
  parts/b
  parts/b.sh
  parts/d-2
  parts/link
  $ run-parts -a x -a y parts
  run C_1 x y
  run a x y
  run-parts: parts/b: exit status 3
  run b.sh x y
  run d-2 x y
  run link x y
  [1]
  $ run-parts --reverse parts/
  run link
  run d-2
  run b.sh
  run-parts: parts/b: exit status 3
  run a
  run C_1
  [1]
  $ run-parts --exit-on-error parts
  run C_1
  run a
  run-parts: parts/b: exit status 3
  [1]
  $ ln -s nosuch parts/dangling; run-parts --test parts; rm parts/dangling
  run-parts: parts/dangling: No such file or directory
  parts/C_1
  parts/a
  parts/b
  parts/b.sh
  parts/d-2
  parts/link
  $ run-parts nosuch
  run-parts: nosuch: No such file or directory
  $ run-parts 2>&1 | grep Usage
  Usage: run-parts [-a ARG]... [-u UMASK] [--reverse] [--test] [--exit-on-error] DIRECTORY
  $ run-parts -u 99 parts
  run-parts: invalid number '99'
  [1]
  $ printf '#!/bin/sh\numask\n' > parts/a; run-parts -u 027 parts
  run C_1
  0027
  run-parts: parts/b: exit status 3
  run b.sh
  run d-2
  0027
  [1]
  $ printf '#!/bin/sh\nkill -9 $$\n' > parts/a; run-parts parts
  run C_1
  run-parts: parts/a: exit status 137
  run-parts: parts/b: exit status 3
  run b.sh
  run d-2
  run-parts: parts/link: exit status 137
  [1]
  $ run-parts --exit-on-error --umask=022 --arg=1 parts
  run C_1 1
  run-parts: parts/a: exit status 137
  [1]
Only their names, executable or not. [cairn]
  $ run-parts --list parts
  parts/C_1
  parts/a
  parts/b
  parts/b.sh
  parts/d-2
  parts/link
  parts/no
