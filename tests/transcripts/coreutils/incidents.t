What went wrong in other userlands and must not here. None of this is about memory; it is about names, modes and order. [cairn]
A mode is only given to what was made, not to what was there (mkfifo, CVE-2026-35352):
  $ echo x > f; chmod 600 f; mkfifo -m 666 f; stat -c '%a %F' f; mkdir f2; chmod 700 f2; mkdir -m 777 f2; stat -c %a f2
  mkfifo: f: File exists
  600 regular file
  mkdir: can't create directory 'f2': File exists
  700
  $ umask 0; mkfifo -m 600 p; stat -c %a p; mkdir -m 700 d; stat -c %a d; umask 22; mkfifo -m 666 p2; stat -c %a p2
  600
  700
  666
A failure is not forgotten when what follows goes well:
  $ mkdir t; echo > t/a; chmod -R 755 nosuch t > /dev/null 2>&1 || echo failed; chown -R "$(id -u)" nosuch t 2> /dev/null || echo failed; chgrp -R "$(id -g)" nosuch t 2> /dev/null || echo failed; chmod -f 755 nosuch t || echo failed; rm nosuch t/a 2> /dev/null || echo failed; cp nosuch f t 2> /dev/null || echo failed
  failed
  failed
  failed
  chmod: nosuch: No such file or directory
  failed
  failed
  failed
An empty TMPDIR is none:
  $ TMPDIR= mktemp -u | sed 's/[^/]*$//'; TMPDIR= mktemp -u -t aXXXXXX | sed 's/[^/]*$//'
  /tmp/
  /tmp/
The working directory is not removed under any of its names:
  $ mkdir w; cd w; echo > keep; rm -rf ./ .// ././ ../w/. ../w/..; rm -rf .; ls; cd ..
  rm: can't remove '.' or '..'
  rm: can't remove '.' or '..'
  rm: can't remove '.' or '..'
  rm: can't remove '.' or '..'
  rm: can't remove '.' or '..'
  rm: can't remove '.' or '..'
  keep
  $ mkdir w/.x w/..y; rm -r w/.x w/..y w; ls -d w
  ls: w: No such file or directory
  [1]
A link to a directory is removed, not what it points to:
  $ mkdir k; echo > k/f; ln -s k l; rm -r l; ls k; ln -s k l; rm -rf l/; ls k
  f
  f
With -n a link that is there is replaced, or refused; its target's content stays:
  $ mkdir one two; ln -s one cur; ln -sfn two cur; readlink cur; ls one two; ln -sn one cur; ln -sT one cur; readlink cur
  two
  one:
  
  two:
  ln: cur: File exists
  ln: cur: File exists
  two
A tree's links stay links when it is moved, and are not followed when it is copied:
  $ mkdir m; echo secret > s; ln -s ../s m/l; ln -s . m/loop; mv m m2; readlink m2/l m2/loop; cp -R m2 m3; readlink m3/l m3/loop; cp -a m2 m4; readlink m4/loop
  ../s
  .
  ../s
  .
  .
Pipes and devices are made anew in trees, not read:
  $ mkdir n; mkfifo n/p; cp -r n n2; stat -c %F n2/p; cp -a n n3; stat -c %F n3/p
  fifo
  fifo
A file is nobody else's while it is copied, and gets the owner's powers with the owner only:
  $ echo x > su; chmod 6755 su; cp su c1; stat -c %a c1; cp -p su c2; stat -c %a c2; cp --preserve=mode su c3; stat -c %a c3; install -m 4755 su i1; stat -c %a i1
  755
  6755
  755
  4755
A link at the destination is replaced, not written through:
  $ echo old > victim; ln -s victim li; cp s li; cat victim; ln -sf victim li; install s li; cat victim; ln -sf victim li; mv s li; cat victim; stat -c %F li
  old
  old
  old
  regular file
A directory that is a link stays one when something is installed below it:
  $ mkdir real; ln -s real sbin; echo tool > tool; install -D tool sbin/x/tool; readlink sbin; ls real/x; install -D -t sbin tool; install -d sbin/y; readlink sbin; ls real
  real
  tool
  real
  tool
  x
  y
The content is not touched when only times are:
  $ echo content > tc; touch tc; touch -d @5 tc; cat tc; ln -s nowhere dl; touch -c dl; touch -h -d @5 dl; readlink dl; ls nowhere
  content
  nowhere
  ls: nowhere: No such file or directory
  [1]
Names need not be text:
  $ n=$(printf 'a\377\nb'); echo x > "$n"; cp "$n" "$n.2"; mv "$n.2" "$n.3"; ln -s "$n" "$n.l"; ln "$n" "$n.h"; chmod 600 "$n"; touch "$n"; cat "$n.3" "$n.l" "$n.h"; readlink "$n.l" | od -An -c; realpath "$n.l" > /dev/null && rm "$n" "$n.3" "$n.l" "$n.h"; mkdir "$n"; rmdir "$n"; mktemp -d "$n.XXXXXX" > /dev/null; rmdir "$n".*
  x
  x
  x
     a 377  \n   b  \n
The root directory has many names: [root]
  $ ln -s / r; chmod -R --preserve-root 755 r/ /../ /./ 2>&1 | sed "s/'.*'/X/"; chown -R --preserve-root 0 r/ /.. 2>&1 | sed "s/'.*'/X/"; chgrp -R --preserve-root 0 r/.. // 2>&1 | sed "s/'.*'/X/"; chown -RH --preserve-root 0 r 2>&1 | sed "s/'.*'/X/"; rm r
  chmod: it is dangerous to operate recursively on X (--no-preserve-root overrides this)
  chmod: it is dangerous to operate recursively on X (--no-preserve-root overrides this)
  chmod: it is dangerous to operate recursively on X (--no-preserve-root overrides this)
  chown: it is dangerous to operate recursively on X (--no-preserve-root overrides this)
  chown: it is dangerous to operate recursively on X (--no-preserve-root overrides this)
  chgrp: it is dangerous to operate recursively on X (--no-preserve-root overrides this)
  chgrp: it is dangerous to operate recursively on X (--no-preserve-root overrides this)
  chown: it is dangerous to operate recursively on X (--no-preserve-root overrides this)
