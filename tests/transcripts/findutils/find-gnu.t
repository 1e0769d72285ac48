# find beyond BusyBox's [cairn]

  $ mkdir -p d/e
  $ echo hello > d/f
  $ touch -d '2020-01-02 03:04:05' d/f
  $ chmod 640 d/f
  $ ln -s f d/l
  $ ln d/f d/hard
  $ printf '%01048577d' 0 > d/e/big

Formats:

  $ find d/f d/l -printf '%p %f %h %P %H %d %s %m %M %n %y %l.\n'
  d/f f d  d/f 0 6 640 -rw-r----- 2 f .
  d/l l d  d/l 0 1 777 lrwxrwxrwx 1 l f.
  $ find d/e -printf '[%5d|%-5d|%05d|%10f|%-10f|%.2f]\n'
  [    0|0    |00000|         e|e         |e]
  [    1|1    |00001|       big|big       |bi]
  $ find d/f -printf '%TY-%Tm-%Td %TH:%TM:%TS %T@ %t\n'
  2020-01-02 03:04:05.0000000000 1577934245.0000000000 Thu Jan  2 03:04:05.0000000000 2020
  $ find d/f -printf '%Tb %A'
  find: unrecognized directive in format '%Tb %A'
  [1]
  $ find d/f -printf 'a\tb\\\101\c not this\n'
  a	b\A (no-eol)
  $ find d/f -printf '%%%p' -printf '\n'
  %d/f
  $ find d/e/big -printf '%k %b\n'
  1028 2056
  $ find d/l -printf '%y %Y\n'
  l f
  $ find d/f -printf '%Q'
  find: unrecognized directive in format '%Q'
  [1]
  $ find d/f -ls | tr -s ' ' | cut -d' ' -f4,5,8-
  -rw-r----- 2 6 Jan 2 2020 d/f

Into files:

  $ find d -name f -fprint out -o -name l -fprint0 out0 -o -name e -fprintf out '%f\n'
  $ cat out
  d/f
  e
  $ tr '\0' '#' < out0
  d/l# (no-eol)

More tests:

  $ find d -type f,l | sort
  d/e/big
  d/f
  d/hard
  d/l
  $ find d -xtype f | sort
  d/e/big
  d/f
  d/hard
  d/l
  $ find d -samefile d/f | sort
  d/f
  d/hard
  $ find d -lname 'f*'
  d/l
  $ find d -iregex '.*/F'
  d/f
  $ find d -regextype posix-extended -regex 'd/(f|l)' | sort
  d/f
  d/l
  $ find d -regextype nosuch
  find: unknown regular expression type 'nosuch'
  [1]
  $ find d -size +1M
  d/e/big
  $ find d -size 2M
  d/e/big
  $ find d -newermt 2021-01-01 -type f
  d/e/big
  $ find d ! -newermt 2021-01-01 -type f | sort
  d/f
  d/hard
  $ find d -newermt 'no date'
  find: invalid date 'no date'
  [1]
  $ find d -cmin -5 -amin -5 -type l
  d/l
  $ find d -wholename 'd/l' -true
  d/l
  $ find d -false
  $ find d -readable -writable -name f
  d/f
  $ find d -uid +100000
  $ find d -name f , -name l | sort
  d/l
  $ find d -daystart -mtime +1000 -name f
  d/f

Commands in the file's directory, and after asking:

  $ find d -name f -execdir echo {} ';'
  ./f
  $ find d -name f -execdir sh -c 'echo * ' ';'
  e f hard l
  $ find d -name f -execdir echo {} +
  ./f
  $ echo y | find d/f -ok echo yes ';'
  echo yes ?yes
  $ echo n | find d/f -ok echo yes ';'
  echo yes ? (no-eol)
  $ find d/f d/hard -okdir echo yes ';' < out
  echo yes ?echo yes ? (no-eol)

Nothing is deleted beyond a link that leads elsewhere:

  $ mkdir keep t
  $ : > keep/file
  $ ln -s ../keep t/link
  $ find t -delete
  $ ls keep
  file
  $ ls t
  ls: t: No such file or directory
  [1]

Trees may be deeper than a path can be long:

  $ mkdir deep
  $ (cd deep; n=0; name=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; while [ $n -lt 60 ]; do mkdir $name; cd $name || break; n=$((n+1)); done; : > last)
  $ find deep -name last | wc -c
  6070
  $ find deep -mindepth 1 -delete
  $ find deep
  deep

Mistakes:

  $ find d -name f -o
  find: an expression is missing behind -o
  [1]
  $ find d '!'
  find: an expression is missing behind !
  [1]

A full disk is told:

  $ find d > /dev/full
  find: write error: No space left on device
  [1]

More tests and options:

  $ mkdir w; touch w/ab w/aab w/a+b; ln -s nowhere w/dangling
  $ find w -regextype emacs -regex 'w/a+b' | sort
  w/aab
  w/ab
  $ find w -regextype emacs -regex 'w/\(a\+b\|x\)'
  w/a+b
  $ find w -regextype findutils-default -regex 'w/[+a]+b' | sort
  w/a+b
  w/aab
  w/ab
  $ find w -xtype l
  w/dangling
  $ find /proc/self/status -fstype proc -printf '%F\n'
  proc
  $ find w -fstype nosuch
  $ touch -a -d '+3 days' w/ab; find w -used 2 -o -used 3
  w/ab
  $ find w -context '*'
  $ find w/ab -printf '%Z.\n'
  .
  $ printf 'w/ab\0\0w/none' > list; find -files0-from list
  w/ab
  find: '': No such file or directory
  find: w/none: No such file or directory
  [1]
  $ find w -files0-from list
  find: extra operand 'w': paths are read from list
  [1]
  $ printf 'w/ab' | find -files0-from - -name ab
  w/ab
  $ find -O3 w -noleaf -ignore_readdir_race -nowarn -name ab
  w/ab
  $ find w -warn -name ab -maxdepth 1
  find: warning: -maxdepth behind -name holds for the whole walk all the same
  w/ab
  $ find w -warn -name w/ab
  find: warning: -name compares names without directories: no slash can match
  $ printf abc > w/three; truncate -s 4096 w/hole; find w/hole -printf '%S\n'
  0

A command that is an applet is called without a process, to the same effect:

  $ find w -name 'a*b' -exec basename {} b ';' | sort
  a
  a+
  aa
  $ find w -name ab -exec cat {} none ';' -exec echo no ';' ; echo $?
  cat: can't open 'none': No such file or directory
  0
  $ find w -name ab -exec cat {} none +
  find: only one '{}' allowed for -exec +
  [1]
  $ find w -name ab -execdir pwd ';' -exec test -d w ';' -print | sed 's|.*/||'
  w
  ab
  $ echo y | find w -name ab -okdir cat - ';' 2>/dev/null
  $ mkdir own; printf '#!/bin/sh\necho another "$@"\n' > own/basename; chmod +x own/basename
  $ PATH=$PWD/own:$PATH find w -name ab -exec basename {} ';'
  another w/ab

Operands with slashes, and their directories:

  $ mkdir -p a/b; find a/b/ -printf '%h|%f\n'; find / -maxdepth 0 -printf '%h|%f\n'; find a/b/ -execdir echo {} ';'; find a/b -execdir ls ';'
  a|b/
  |/
  ./b
  b
  $ chmod 700 a; chmod 711 a/b; find a -perm -a+X; find a -maxdepth +1 2>&1 | head -n 1
  a/b
  find: invalid number '+1'
  $ ln -s one two; find a/b -fprint one -fprintf two '%f\n'; cat one
  a/b
  b
