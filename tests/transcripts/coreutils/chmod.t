Numbers set all bits:
  $ touch a; mkdir d; for m in 644 0 7777 00755; do chmod $m a d; stat -c '%a' a d | xargs; done; chmod 755 d
  644 644
  0 0
  7777 7777
  755 755
Letters change some:
  $ chmod 640 a; for m in u+x g-r o=u a=r u=rw,go= +x a-x ug+s a=rwx,o-t u=rwx,g=u,o=g +X; do chmod "$m" a; stat -c "$m %a" a; done
  u+x 740
  g-r 700
  o=u 707
  a=r 444
  u=rw,go= 600
  +x 711
  a-x 600
  ug+s 6600
  a=rwx,o-t 777
  u=rwx,g=u,o=g 777
  +X 777
  $ chmod 640 a; chmod a+X a d; stat -c '%a %n' a d
  640 a
  755 d
Without a class the umask counts:
  $ umask 027; chmod 0 a; chmod +rwx a; stat -c %a a; chmod 777 a; chmod -w a; stat -c %a a; chmod =rw a; stat -c %a a; umask 022
  750
  577
  640
A mode may look like an option:
  $ chmod 777 a; chmod -x a; stat -c %a a; chmod -- -r a; stat -c %a a; chmod -rw a; stat -c %a a
  666
  222
  22
What is no mode, or no file:
  $ chmod zz a
  chmod: invalid mode 'zz'
  [1]
  $ chmod 888 a
  chmod: invalid mode '888'
  [1]
  $ chmod 644 nosuch a; stat -c %a a
  chmod: nosuch: No such file or directory
  644
  $ chmod 644 2>&1 | tail -n +3 | head -n 1
  Usage: chmod [-Rcvf] MODE[,MODE]... FILE...
A link's target is changed, but in a tree links are passed by:
  $ ln -s a l; chmod 600 l; stat -c %a a; ln -s nowhere dang; chmod 600 dang
  600
  chmod: dang: No such file or directory
  [1]
  $ mkdir -p t/u; touch t/u/f out; chmod 600 out; ln -s ../../out t/u/l; chmod -R 755 t; stat -c '%a %n' t t/u t/u/f out
  755 t
  755 t/u
  755 t/u/f
  600 out
  $ chmod -R u=rwX,go= t; stat -c '%a %n' t t/u t/u/f
  700 t
  700 t/u
  700 t/u/f
Long names: [cairn]
  $ chmod --recursive 644 nosuch
  chmod: nosuch: No such file or directory
  [1]
What is done is told:
  $ chmod -v 600 a; chmod -c 600 a; chmod -c 4755 a; chmod -Rv 700 t
  mode of 'a' changed to 0600 (rw-------)
  mode of 'a' changed to 4755 (rwsr-xr-x)
  mode of 't' changed to 0700 (rwx------)
  mode of 't/u' changed to 0700 (rwx------)
  mode of 't/u/f' changed to 0700 (rwx------)
Errors may be hidden:
  $ chmod -f 644 a; echo $?
  0
Odd names:
  $ touch -- -x 'n
  > l'; chmod 600 -- -x 'n
  > l'; stat -c %a -- -x 'n
  > l'
  600
  600
As another file: [cairn]
  $ chmod 4751 a; touch b; chmod --reference=a b; stat -c %a b
  4751
Links in a tree are followed only if told to, never by -P: [cairn]
  $ chmod 700 t out; ln -s t tl; chmod -RP 755 tl; stat -c '%a %n' t out; chmod -RH 750 tl; stat -c '%a %n' t out; chmod -RL 711 t; stat -c '%a %n' t out
  700 t
  700 out
  750 t
  700 out
  711 t
  711 out
Classes can be copied onto all: [cairn]
  $ chmod 640 a; chmod a=g a; stat -c %a a
  444
A link has no mode of its own: [cairn]
  $ echo > lf; chmod 600 lf; ln -s lf ll; chmod -h 644 ll; stat -c %a lf; chmod --no-dereference 644 lf; stat -c %a lf; chmod -h --dereference 640 ll; stat -c %a lf
  chmod: ll: Not supported
  600
  644
  640
