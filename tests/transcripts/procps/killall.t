# killall

  $ cp "$(readlink -f "$(which sleep)")" ./cairntestsleep 2>/dev/null; ln -s cairntestsleep sleep; ln -s cairntestsleep sh
  $ printf '#!%s/sh\nwhile :; do %s/sleep 1; done\n' "$PWD" "$PWD" > averylongscriptname; chmod +x averylongscriptname
  $ ./averylongscriptname & sleep 0.3; killall -0 averylongscriptname && killall averylongscriptname; wait $!
  $ killall averylongscriptname
  $ killall nosuch1 nosuch2
  $ killall -q nosuch
  $ killall
  $ killall -x a
  $ killall -l | head -n 1; killall -l 9

[cairn]
  $ killall -TERM -q nosuch
[cairn]
  $ killall -s x a
