# pwd

  $ mkdir real real/sub; ln -s real link; top=$PWD; cd link/sub
  $ test "$(env pwd)" = "$top/real/sub" && test "$(env pwd -P)" = "$top/real/sub" && test "$(env pwd -L)" = "$top/link/sub"
  $ test "$(env PWD=/nosuch pwd -L)" = "$top/real/sub"; test "$(env PWD="$top/link/../link/sub" pwd -L)" = "$top/real/sub"; test "$(env PWD=sub pwd -L)" = "$top/real/sub"; test "$(env -u PWD pwd -L)" = "$top/real/sub"
  $ env pwd -x 2>&1 | head -n 1
  pwd: unrecognized option: x
A full disk is told:
[cairn]
  $ env pwd > /dev/full
  pwd: write error: No space left on device
  [1]

A directory that is gone has no name:

The shell that starts an emulated command complains too. [native]
  $ mkdir ../gone; cd ../gone; rmdir ../gone; env pwd
  pwd: getcwd: No such file or directory
  [1]
