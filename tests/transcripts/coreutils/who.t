`who`: show who is logged in. Nobody keeps a list of that in a container.
  $ who -H | sed 's/\t/ /g'
  USER  TTY  IDLE TIME   HOST
  $ who --nonsense 2>&1 | sed -n 1p
  who: unrecognized option: nonsense

A file of utmp(5), here with a boot and two sessions, one of them ended, is a FILE as in GNU:
[cairn]
  $ record() { printf "$1\0\0\0\5\0\0\0$2"; head -c $((36-${#2})) /dev/zero; printf "$3"; head -c $((32-${#3})) /dev/zero
  > printf "$4"; head -c $((264-${#4})) /dev/zero; printf '\200\121\1\0'; head -c 40 /dev/zero; }
  > (record '\2' '~' reboot 5.0; record '\7' no/tty ann example.org; record '\10' tty2 '' ''; record '\7' no/tty3 adam '') > utmp
  > who utmp
  ann             no/tty          ?       Jan  2 00:00:00  example.org
  adam            no/tty3         ?       Jan  2 00:00:00  
[cairn]
  $ who -b utmp; who -q utmp; who -m utmp; who am i; users utmp; users /dev/null
  reboot          ~               ?       Jan  2 00:00:00  5.0
  ann adam
  # users=2
  adam ann
[cairn]
  $ who nothing; users nothing; who a b c 2>&1 | sed -n 3p
  who: can't open 'nothing': No such file or directory
  users: can't open 'nothing': No such file or directory
  Usage: who [-abdHlmpqrt] [FILE | am i]
