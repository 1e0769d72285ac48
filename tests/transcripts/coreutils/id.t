# id, groups and whoami [rootfs]

  $ id -u; id -un; id -g; id -gn; id -ur; id -rn -u; whoami
  0
  root
  0
  root
  0
  root
  root
  $ id nobody; id -u nobody; id -g nobody; id -un nobody; id -Gn nobody; groups nobody
  uid=65534(nobody) gid=65534(nobody) groups=65534(nobody)
  65534
  65534
  nobody
  nobody
  nobody
  $ id root
  uid=0(root) gid=0(root) groups=0(root),0(root),1(bin),2(daemon),3(sys),4(adm),6(disk),10(wheel),11(floppy),20(dialout),26(tape),27(video)
  $ id -G root; id -Gn root; groups root
  0 1 2 3 4 6 10 11 20 26 27
  root bin daemon sys adm disk wheel floppy dialout tape video
  root bin daemon sys adm disk wheel floppy dialout tape video
  $ id nosuch
  id: unknown user nosuch
  [1]
  $ groups nosuch
  groups: unknown user nosuch
  [1]
  $ id -ug 2>/dev/null; id -r 2>/dev/null; id -n 2>/dev/null; id a b 2>/dev/null; whoami x 2>/dev/null
  [1]
  $ id -x 2>&1 | head -n 1
  id: unrecognized option: x

An id without a name is told:

  $ echo 'ghost:x:4321:8765:::' >> /etc/passwd; id ghost; id -gn ghost
  uid=4321(ghost) gid=8765 groups=8765
  8765id: unknown ID 8765
  
  [1]
  $ id -Gn ghost
  8765id: unknown ID 8765
  
  [1]
A full disk is told:
[cairn]
  $ id > /dev/full
  id: write error: No space left on device
  [1]

By number, and NULs, as in GNU:
[cairn]
  $ id 65534; id -u 4321; id -Gz nobody | od -c; groups root nobody
  uid=65534(nobody) gid=65534(nobody) groups=65534(nobody)
  4321
  0000000   6   5   5   3   4  \0
  0000006
  root : root bin daemon sys adm disk wheel floppy dialout tape video
  nobody : nobody

Several users, as in GNU:
[cairn]
  $ id -u root nosuch nobody; id -Gz nobody nobody | tr '\0' '\n'
  0
  id: unknown user nosuch
  65534
  65534
  
  65534
  
