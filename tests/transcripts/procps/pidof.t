# pidof

  $ cp "$(readlink -f "$(which sleep)")" ./cairntest; ln -s cairntest sh
  $ printf '#!%s/sh\nread x < fifo\n' "$PWD" > ascript.cairn; chmod +x ascript.cairn; mkfifo fifo
An emulated command has the name of its emulator. [native]
  $ ./ascript.cairn & ./ascript.cairn & sleep 0.3
[native]
  $ pidof ascript.cairn | wc -w; pidof -s ascript.cairn | wc -w; pidof -o $! ascript.cairn | wc -w; set -- $(pidof ascript.cairn); test $1 -gt $2; pidof "$PWD/cairntest" | wc -w
  2
  1
  1
  2
[native]
  $ kill $(pidof ascript.cairn); wait
  $ pidof ascript.cairn
  [1]
  $ pidof
  [1]
  $ pidof -o x sh
  pidof: invalid number 'x'
  [1]
  $ pidof -x 2>&1 | head -n 1
  pidof: unrecognized option: x

[cairn]
  $ pidof -q init nosuch$$; pidof -s -o 1,2,%PPID nosuch$$
  [1]
