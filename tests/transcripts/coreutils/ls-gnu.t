# ls beyond BusyBox's [cairn]

  $ mkdir d; touch -d 2020-01-02 plain 'sp ace' "it's" 'a"b' "$(printf 'n\nl')" c.c; chmod +x plain; ln -s plain l; ln -s none dangling; ln -s d ld

Quoting styles:

  $ for style in literal shell shell-always shell-escape shell-escape-always c escape locale clocale; do echo "$style:"; ls --quoting-style=$style; done
  literal:
  a"b
  c.c
  d
  dangling
  it's
  l
  ld
  n?l
  plain
  sp ace
  shell:
  'a"b'
  c.c
  d
  dangling
  "it's"
  l
  ld
  'n?l'
  plain
  'sp ace'
  shell-always:
  'a"b'
  'c.c'
  'd'
  'dangling'
  "it's"
  'l'
  'ld'
  'n?l'
  'plain'
  'sp ace'
  shell-escape:
  'a"b'
  c.c
  d
  dangling
  "it's"
  l
  ld
  'n'$'\n''l'
  plain
  'sp ace'
  shell-escape-always:
  'a"b'
  'c.c'
  'd'
  'dangling'
  "it's"
  'l'
  'ld'
  'n'$'\n''l'
  'plain'
  'sp ace'
  c:
  "a\"b"
  "c.c"
  "d"
  "dangling"
  "it's"
  "l"
  "ld"
  "n\nl"
  "plain"
  "sp ace"
  escape:
  a"b
  c.c
  d
  dangling
  it's
  l
  ld
  n\nl
  plain
  sp\ ace
  locale:
  ‘a"b’
  ‘c.c’
  ‘d’
  ‘dangling’
  ‘it's’
  ‘l’
  ‘ld’
  ‘n\nl’
  ‘plain’
  ‘sp ace’
  clocale:
  "a\"b"
  "c.c"
  "d"
  "dangling"
  "it's"
  "l"
  "ld"
  "n\nl"
  "plain"
  "sp ace"
  $ QUOTING_STYLE=c ls c.c; QUOTING_STYLE=c ls -N c.c; QUOTING_STYLE=nosuch ls c.c
  "c.c"
  c.c
  ls: ignoring invalid value of environment variable QUOTING_STYLE: nosuch
  c.c
  $ ls --quoting-style=nosuch 2>&1 | head -n 1
  ls: invalid argument 'nosuch' for '--quoting-style'
  $ ls -x --quoting-style=shell-escape -w 40
  'a"b'         c.c          d
   dangling    "it's"        l
   ld          'n'$'\n''l'   plain
  'sp ace'

Colours by LS_COLORS:

  $ show() { sed 's/\x1b/E/g'; }
  $ LS_COLORS='di=1:ex=32:*.c=35:ln=target:or=31:mi=5' ls --color -d * | show
  a"b
  E[0mE[35mc.cE[0m
  E[1mdE[0m
  E[31mdanglingE[0m
  it's
  E[32mlE[0m
  E[1mldE[0m
  n?l
  E[32mplainE[0m
  sp ace
  $ LS_COLORS='or=31:mi=5' ls --color -l dangling | sed 's/.*:.. //; s/.*20.. //' | show
  E[0mE[31mdanglingE[0m -> E[5mnoneE[0m
  $ LS_COLORS='ln=1' ls --color -F -d l plain d | show
  E[0mE[01;34mdE[0m/
  E[1mlE[0m@
  E[01;32mplainE[0m*
  $ LS_COLORS='nonsense' ls --color c.c 2>&1 | show
  ls: unparsable value of LS_COLORS
  E[0;0mc.cE[m

What is shown, and how:

  $ ls --hide='*[cdl]' ; ls -A --hide='*' -d c.c; ls --indicator-style=file-type -d d ld plain; ls --indicator-style=classify plain; ls --indicator-style=none -d d
  a"b
  dangling
  it's
  plain
  sp ace
  c.c
  d/
  ld@
  plain
  plain*
  d
  $ ls --format=commas c.c plain; ls --format=single-column c.c plain; ls --format=across -w 30 c.c plain; ls --format=long c.c | wc -w; ls --format=x 2>&1 | head -n 1
  c.c, plain
  c.c
  plain
  c.c    plain
  9
  ls: invalid argument 'x' for '--format'
  $ ls -d --dereference-command-line-symlink-to-dir ld; ls --dereference-command-line-symlink-to-dir -F l ld
  ld
  l@
  
  ld:
  $ ls --sort=width -d plain c.c d
  d
  c.c
  plain
  $ ls -l --author c.c | sed 's/ *0 Jan.*//'; ls -Z c.c; ls -lZ c.c | sed 's/ *0 Jan.*//'
  -rw-r--r--    1 root     root     root
  ? c.c
  -rw-r--r--    1 root     root     ?
  $ truncate -s 5000 big; ls -l --block-size=K big | grep -o '5K'; ls -l --block-size=1000 big | grep -o ' 5 '; ls --block-size=0 2>&1 | head -n 1
  5K
   5  (esc)
  ls: invalid --block-size argument '0'
  $ ls -l --block-size=human-readable big | grep -o '4.9K'; ls -l --block-size=si big | grep -o '5.0k'
  4.9K
  5.0k
  $ ls -l --time=birth --time-style=+%s big | grep -c ' [0-9?]* big$'
  1
  $ ls --zero c.c plain | tr '\0' '|'; echo
  c.c|plain|

Where names stand, for Emacs, and links for terminals:

  $ ls -lD --time-style=+ c.c l > out; tail -n 2 out
  //DIRED// 47 50 98 99
  //DIRED-OPTIONS// --quoting-style=literal
  $ names=$(sed -n 's/^..DIRED.. //p' out); set -- $names; dd if=out bs=1 skip=$1 count=$(($2 - $1)) 2>/dev/null; echo; dd if=out bs=1 skip=$3 count=$(($4 - $3)) 2>/dev/null; echo
  c.c
  l
  $ mkdir -p r/s; touch r/s/f; ls -lRD r > out; set -- $(sed -n 's/^..SUBDIRED.. //p' out); dd if=out bs=1 skip=$3 count=$(($4 - $3)) 2>/dev/null; echo
  r/s
  $ ls -D c.c
  c.c
  $ ls --hyperlink 'sp ace' | show | sed "s|file://[^/]*$PWD|URL|"
  E]8;;URL/sp%20ace\x07sp aceE]8;;\x07 (esc)

Names of their own:

  $ dir -w 20 c.c 'sp ace'; vdir 'sp ace' | sed 's/.*2020 //'; dir | wc -l
  c.c      sp\ ace
  sp\ ace
  2
