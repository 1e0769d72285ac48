A directory is archived, listed and extracted:
  $ mkdir -p d/e; printf 'hello\n' > d/a; printf 'f\n' > d/e/f; ln -s a d/sl; touch -d '2001-02-03 04:05:06' d/a d/e/f
  $ tar cf x.tar d
  $ tar tf x.tar | sort
  d/
  d/a
  d/e/
  d/e/f
  d/sl
  $ tar xvf x.tar d/a
  d/a
  $ mkdir o; tar xf x.tar -C o; cat o/d/a o/d/e/f; readlink o/d/sl
  hello
  f
  a
  $ stat -c %Y o/d/a
  981173106
A directory keeps its time, too: [cairn]
  $ touch -d '2002-01-01 00:00:00' d/e; tar cf y.tar d/e; rm -rf o; mkdir o; tar xf y.tar -C o; stat -c %Y o/d/e
  1009843200
The options may be written in many ways:
  $ tar -cf x.tar d/a; tar -tf x.tar
  d/a
  $ tar -c -f x.tar d/a; tar -t -f x.tar
  d/a
  $ tar --create --file x.tar d/a; tar --list --file=x.tar
  d/a
  $ tar cfv x.tar d/a
  d/a
  $ tar cvfz x.tgz d/a
  d/a
  $ tar f x.tar -t
  d/a
  $ cat x.tar | tar t
  d/a
  $ tar c d/a | tar tf -
  d/a
Old-style values follow in the order of their letters: [cairn]
  $ tar cCfv d x.tar a
  a
Exactly one of c, x, t:
  $ tar 2>&1 | sed -n 's/^Usage.*/usage/p; /^tar/p'
  usage
  $ tar cxf x.tar 2>&1 | sed -n 's/^Usage.*/usage/p; /^tar/p'
  usage
  $ tar -f x.tar 2>&1 | sed -n 's/^Usage.*/usage/p; /^tar/p'
  usage
  $ tar qf x.tar 2>&1 | sed -n 's/^Usage.*/usage/p; /^tar/p'
  tar: unrecognized option: q
  usage
  $ tar tf 2>&1 | sed -n 's/^Usage.*/usage/p; /^tar/p'
  tar: option requires an argument: f
  usage
A long list; times are local:
  $ chmod 640 d/a; tar cf x.tar d/a d/e/f; tar tvf x.tar | tr -s ' ' | cut -d ' ' -f 1,3-
  -rw-r----- 6 2001-02-03 04:05:06 d/a
  -rw-r--r-- 2 2001-02-03 04:05:06 d/e/f
  $ tar tvf x.tar d/a | sed 's/.*  *6 /6 /'
  6 2001-02-03 04:05:06 d/a
  $ TZ=XXX-5 tar tvf x.tar d/a | sed 's/.*  *6 /6 /'
  6 2001-02-03 09:05:06 d/a
  $ tar tvvf x.tar d/a | sed 's/.*  *6 /6 /'
  6 2001-02-03 04:05:06 d/a
  $ tar xvvf x.tar d/a | sed 's/.*  *6 /6 /'
  6 2001-02-03 04:05:06 d/a
Also when archiving: [cairn]
  $ tar cvvf y.tar d/a | sed 's/.*  *6 /6 /'
  6 2001-02-03 04:05:06 d/a
The names go where the archive does not:
  $ tar cvf - d/a 2> /dev/null | tar t
  d/a
  $ tar cvf - d/a 2>&1 > /dev/null
  d/a
  $ tar xOvf x.tar d/a 2> err; cat err
  d/a
  hello
  $ tar xOf x.tar
  hello
  f
Hard links:
  $ ln d/a d/hl; tar cf x.tar d/a d/hl; tar tvf x.tar d/hl | sed 's/.*  *0 /0 /'
  0 2001-02-03 04:05:06 d/hl -> d/a
  $ rm -rf o; mkdir o; tar xf x.tar -C o; stat -c %h o/d/a; rm d/hl
  2
  $ tar cf x.tar d/a d/a; tar tvf x.tar | sed 's/.* d/d/'
  d/a
  d/a
Symbolic links are archived as such, or followed:
  $ tar cf x.tar d/sl; tar tvf x.tar | sed 's/.* d/d/'
  d/sl -> a
  $ tar chf x.tar d/sl; tar tvf x.tar | sed 's/.* d/d/'
  d/sl
  $ tar c --dereference d/sl | tar xO
  hello
Names that are not there:
  $ tar cf x.tar nosuch
  tar: nosuch: No such file or directory
  tar: error exit delayed from previous errors
  [1]
  $ tar cvf x.tar nosuch d/a
  tar: nosuch: No such file or directory
  d/a
  tar: error exit delayed from previous errors
  [1]
  $ tar tf x.tar nosuch d/a
  d/a
  tar: nosuch: not found in archive
  [1]
  $ tar xf nosuch.tar
  tar: can't open 'nosuch.tar': No such file or directory
  [1]
  $ tar xf x.tar -C nosuch
  tar: can't change directory to 'nosuch': No such file or directory
  [1]
  $ tar cf x.tar -C nosuch d
  tar: can't change directory to 'nosuch': No such file or directory
  [1]
  $ tar cf nosuch/x.tar d
  tar: can't open 'nosuch/x.tar': No such file or directory
  [1]
  $ tar cf x.tar -T nosuch
  tar: nosuch: No such file or directory
  [1]
  $ tar xf x.tar -X nosuch
  tar: nosuch: No such file or directory
  [1]
  $ tar cf x.tar
  tar: empty archive
  [1]
Unsafe beginnings of names are cut off:
  $ tar cf x.tar "$PWD/d/a"; tar tf x.tar | sed "s,${PWD#/},PWD,"
  tar: removing leading '/' from member names
  PWD/d/a
  $ tar cf x.tar d/../d/a; tar tf x.tar
  tar: removing leading 'd/../' from member names
  d/a
Or kept, when archiving with -P: [cairn]
  $ tar cPf x.tar "$PWD/d/a"; tar tf x.tar | sed "s,$PWD,PWD,"
  PWD/d/a
Patterns and names:
  $ tar cf x.tar d/a d/sl d/e d/e/f
  $ tar tf x.tar d/e
  d/e/
  d/e/f
  d/e/f
  $ tar tf x.tar d/e/
  d/e/
  d/e/f
  d/e/f
  $ tar tf x.tar --exclude d/e
  d/a
  d/sl
  $ tar tf x.tar --exclude 'd/[as]*'
  d/e/
  d/e/f
  d/e/f
  $ tar tf x.tar --exclude a
  d/a
  d/sl
  d/e/
  d/e/f
  d/e/f
  $ tar tf x.tar --exclude '*/e'
  d/a
  d/sl
  $ tar tf x.tar d/e --exclude d/e/f
  d/e/
A pattern may select: [cairn]
  $ tar tf x.tar 'd/s*'
  d/sl
--no-wildcards takes names as they are: [cairn]
  $ tar tf x.tar --no-wildcards 'd/s*'
  tar: d/s*: not found in archive
  [1]
When archiving, a pattern matches from any component on:
  $ tar c --exclude e d | tar t | sort
  d/
  d/a
  d/sl
  $ tar c --exclude '*l' --exclude f d | tar t | sort
  d/
  d/a
  d/e/
  $ tar c --exclude=d/a ./d | tar t | sort
  ./d/
  ./d/e/
  ./d/e/f
  ./d/sl
Lists of names and of patterns:
  $ printf 'd/a\nd/sl\n' > list; tar cvf x.tar -T list
  d/a
  d/sl
  $ printf 'd/a\n' > one; tar tf x.tar -T one
  d/a
  $ tar tf x.tar -X one
  d/sl
  $ printf 'd/sl\n' | tar cvf x.tar -T -
  d/sl
  $ : > none; tar cf x.tar d/a -T list; tar tf x.tar | sort
  d/a
  d/a
  d/sl
Names may end with NUL: [cairn]
  $ printf 'd/a\0d/sl\0' | tar cvf x.tar --null -T -
  d/a
  d/sl
-C:
  $ tar cvf x.tar -C d a sl
  a
  sl
  $ tar cvf x.tar a -C d
  a
Several hold in their order: [cairn]
  $ tar cvf x.tar -C d a -C e f
  a
  f
--no-recursion:
  $ tar cvf x.tar --no-recursion d
  d/
--strip-components:
  $ tar cf x.tar d/a d/e/f; rm -rf o; mkdir o; tar xvf x.tar --strip-components=1 -C o; find o | sort
  d/a
  d/e/f
  o
  o/a
  o/e
  o/e/f
  $ rm -rf o; mkdir o; tar xf x.tar --strip-components 2 -C o; find o | sort
  o
  o/f
  $ tar xf x.tar --strip-components x
  tar: invalid number 'x'
  [1]
Permissions: the umask counts unless root extracts:
  $ chmod 666 d/a; tar cf x.tar d/a; umask 077; rm -rf o; mkdir o; tar xf x.tar --no-same-permissions -C o; stat -c %a o/d/a; umask 022
  600
Or with -p: [cairn]
  $ umask 077; rm -rf o; mkdir o; tar xpf x.tar -C o; stat -c %a o/d/a; umask 022
  666
-m gives the files the time of now:
  $ rm -rf o; mkdir o; tar xmf x.tar -C o; test o/d/a -nt d/a && echo newer
  newer
Old files are replaced, and may be kept:
  $ rm -rf o; mkdir -p o/d; printf 'old\n' > o/d/a; ln o/d/a o/old; tar xf x.tar -C o; cat o/d/a o/old
  hello
  old
  $ printf 'old\n' > o/d/a; tar xkf x.tar -C o; cat o/d/a
  tar: can't open 'd/a': File exists
  old
  $ printf 'old\n' > o/d/a; ln -f o/d/a o/old; tar xf x.tar --overwrite -C o; cat o/old
  hello
  $ rm o/d/a; mkdir o/d/a; tar xf x.tar -C o
  tar: can't remove old file d/a: Is a directory
  [1]
A file is no directory: [cairn]
  $ rm -rf o/d; printf 'file\n' > o/d; tar cf y.tar --no-recursion d; tar xf y.tar -C o
  tar: can't create directory 'd': File exists
  [1]
--skip-old-files and --keep-newer-files say nothing: [cairn]
  $ rm -rf o; mkdir -p o/d; printf 'old\n' > o/d/a; tar xf x.tar --skip-old-files -C o; cat o/d/a
  old
And: [cairn]
  $ tar xf x.tar --keep-newer-files -C o; cat o/d/a; touch -d '1999-01-01 00:00:00' o/d/a; tar xf x.tar --keep-newer-files -C o; cat o/d/a
  old
  hello
A symbolic link to a directory is not gone through: [cairn]
  $ rm -rf o; mkdir -p o/real; ln -s real o/d; tar xf x.tar -C o
  tar: can't remove old file d/a: Not a directory
  [1]
Unless asked for: [cairn]
  $ tar xf x.tar --keep-directory-symlink -C o; ls o/real
  a
The archive is no member of itself:
  $ mkdir s; cd s; printf 1 > 1; tar cf x.tar .; tar tf x.tar | sort; cd ..
  tar: ./x.tar: file is the archive; skipping
  ./
  ./1
Compression, found out by itself:
  $ tar czf x.tgz d/a; tar tf x.tgz; tar tzf x.tgz; od -An -tx1 -N 4 x.tgz
  d/a
  d/a
   1f 8b 08 00
  $ tar cjf x.tbz d/a; tar tf x.tbz; tar tjf x.tbz; od -An -c -N 3 x.tbz
  d/a
  d/a
     B   Z   h
  $ tar caf x.tar.gz d/a; tar tzf x.tar.gz
  d/a
  $ tar caf x.tar.bz2 d/a; tar tjf x.tar.bz2
  d/a
  $ tar caf plain.tar d/a; tar tf plain.tar
  d/a
  $ tar --gzip -cf x.tgz d/a; tar --list -zf x.tgz
  d/a
Also from a pipe, and xz: [cairn]
  $ cat x.tgz | tar t; tar cJf x.txz d/a; tar tf x.txz; tar tJf x.txz
  d/a
  d/a
  d/a
And lzma: [cairn]
  $ tar c --lzma -f x.tlz d/a; tar t --lzma -f x.tlz; tar taf x.tlz
  d/a
  d/a
What is no archive:
  $ : | tar t
  tar: short read
  [1]
  $ printf 'junk' | tar t
  tar: invalid tar magic
  [1]
  $ head -c 1024 /dev/zero | tar t
  $ head -c 512 plain.tar | tar t
  d/a
  tar: short read
  [1]
  $ head -c 512 plain.tar | tar t
  d/a
  tar: short read
  [1]
  $ (printf X; tail -c +2 plain.tar) | tar t
  tar: invalid tar header checksum
  [1]
  $ tar tjf plain.tar
  tar: invalid magic
  tar: short read
  [1]
Damage at the end is noticed, too: [cairn]
  $ head -c 100 x.tgz > cut.tgz; tar tzf cut.tgz
  d/a
  tar: unexpected end of file
  tar: short read
  [1]
What follows the end is nothing:
  $ (cat plain.tar; echo junk) | tar t
  d/a
Two archives joined: the second is found by -i [cairn]
  $ cat plain.tar plain.tar | tar t -i
  d/a
  d/a
Long names, GNU's way:
  $ n=$(printf 'n%.0s' $(seq 120)); mkdir long; printf 'long\n' > long/$n; ln -s $n long/l; tar cf x.tar long/$n long/l; rm -rf o; mkdir o; tar xf x.tar -C o; cat o/long/l
  long
  $ od -An -c -N 13 x.tar
     .   /   .   /   @   L   o   n   g   L   i   n   k
In ustar and pax: [cairn]
  $ tar cf x.tar --format=pax long/$n; tar xOf x.tar; od -An -c -j 257 -N 8 x.tar; tar cf x.tar --posix long/$n; tar xOf x.tar
  long
     u   s   t   a   r  \0   0   0
  long
Not everything fits into ustar: [cairn]
  $ tar cf x.tar --format=ustar long/$n long/l | sed 's/nnn*/N/g'; tar tf x.tar
  tar: long/nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn: the name does not fit into the format
  tar: long/l: the link's target does not fit into the format
  tar: error exit delayed from previous errors
And: [cairn]
  $ tar cf x.tar --format=zoo d
  tar: unknown archive format 'zoo'
  [1]
Owner, group, mode and time can be given: [cairn]
  $ tar cf x.tar --owner=app:7 --group=8 --mode=u=rwx,go= --mtime=@86400 --sort=name d/a d/e; tar tvf x.tar
  -rwx------ app/8         6 1970-01-02 00:00:00 d/a
  drwx------ app/8         0 1970-01-02 00:00:00 d/e/
  -rwx------ app/8         2 1970-01-02 00:00:00 d/e/f
And: [cairn]
  $ tar tvf x.tar --numeric-owner d/a; tar c --owner=0:x d; tar c --mode=q d; tar c --sort=q d; tar c --mtime=q d; tar c --clamp-mtime d
  -rwx------ 7/8         6 1970-01-02 00:00:00 d/a
  tar: invalid number 'x'
  tar: invalid mode 'q'
  tar: unknown sort order 'q'
  tar: invalid date 'q'
  tar: --clamp-mtime needs --mtime
  [1]
The same tree gives the same archive: [cairn]
  $ tar c --sort=name --owner=0 --group=0 --mtime=@0 d | md5sum > 1; touch d/a; tar c --sort=name --owner=0 --group=0 --mtime=@0 d | md5sum > 2; cmp 1 2
Appending: [cairn]
  $ tar cf x.tar d/a; tar rvf x.tar d/e; tar tf x.tar; tar rzf x.tgz d/e
  d/e/
  d/e/f
  d/a
  d/e/
  d/e/f
  tar: can't append to a compressed archive
  [1]
And only what is newer: [cairn]
  $ touch -d '2030-01-01 00:00:00' d/e/f; tar uvf x.tar d/e d/a; tar tf x.tar
  d/e/f
  d/a
  d/e/
  d/e/f
  d/e/f
A new archive may be appended to: [cairn]
  $ tar rf new.tar d/a; tar tf new.tar; tar r d/a
  d/a
  tar: can't append to a stream
  [1]
--totals: [cairn]
  $ tar cf x.tar --totals d/a
  Total bytes written: 2048
Odd names:
  $ mkdir odd; printf 1 > 'odd/a b'; printf 2 > odd/-x; printf 3 > "$(printf 'odd/\377')"; tar cf x.tar odd; tar tf x.tar | sort | od -An -c
     o   d   d   /  \n   o   d   d   /   -   x  \n   o   d   d   /
     a       b  \n   o   d   d   / 377  \n
  $ rm -rf o; mkdir o; tar xf x.tar -C o; cat 'o/odd/a b' o/odd/-x "$(printf 'o/odd/\377')"
  123 (no-eol)
Control characters are not shown: [cairn]
  $ printf x > "$(printf 'odd/n\nl\033')"; tar cf x.tar odd; tar tf x.tar | sort | tail -n 1
  odd/\xff (esc)
Empty files and directories:
  $ mkdir void; : > void/f; tar cf x.tar void; rm -r void; tar xf x.tar; find void | sort
  void
  void/f
A full disk:
  $ tar cf /dev/full d
  tar: write error: No space left on device
  [1]
Also for a list: [cairn]
  $ tar tf x.tar > /dev/full
  tar: write error: No space left on device
  [1]
A named pipe:
  $ mkfifo d/p; tar cf x.tar d/p; rm -rf o; mkdir o; tar xf x.tar -C o; test -p o/d/p && echo pipe; rm d/p
  pipe
