# id, groups and whoami [rootfs]

  $ id -u; id -un; id -g; id -gn; id -ur; id -rn -u; whoami
  $ id nobody; id -u nobody; id -g nobody; id -un nobody; id -Gn nobody; groups nobody
  $ id root
  $ id -G root; id -Gn root; groups root
  $ id nosuch
  $ groups nosuch
  $ id -ug 2>/dev/null; id -r 2>/dev/null; id -n 2>/dev/null; id a b 2>/dev/null; whoami x 2>/dev/null
  $ id -x 2>&1 | head -n 1

An id without a name is told:

  $ echo 'ghost:x:4321:8765:::' >> /etc/passwd; id ghost; id -gn ghost
  $ id -Gn ghost
  $ id > /dev/full

By number, and NULs, as in GNU:
[cairn]
  $ id 65534; id -u 4321; id -Gz nobody | od -c; groups root nobody
