# killall

  $ cp "$(readlink -f "$(which sleep)")" ./cairntestsleep 2>/dev/null; ln -s cairntestsleep sleep; ln -s cairntestsleep sh
  $ printf '#!%s/sh\nwhile :; do %s/sleep 1; done\n' "$PWD" "$PWD" > averylongscriptname; chmod +x averylongscriptname
An emulated command has the name of its emulator. [native]
  $ ./averylongscriptname & sleep 0.3; killall -0 averylongscriptname && killall averylongscriptname; { wait $!; } 2>/dev/null; echo $?
  143
  $ killall averylongscriptname
  killall: averylongscriptname: no process killed
  [1]
  $ killall nosuch1 nosuch2
  killall: nosuch1: no process killed
  killall: nosuch2: no process killed
  [2]
  $ killall -q nosuch
  [1]
  $ killall
  killall: you need to specify whom to kill
  [1]
  $ killall -x a
  killall: bad signal name 'x'
  [1]
  $ killall -l | head -n 1; killall -l 9
   1) HUP
  KILL

[cairn]
  $ killall -TERM -q nosuch
  [1]
[cairn]
  $ killall -s x a
  killall: bad signal name 'x'
  [1]
