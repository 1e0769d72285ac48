# logname [cairn]

  $ test -n "$(LOGNAME=somebody logname)"
  $ logname x 2>&1 | head -n 3 | tail -n 1
  Usage: logname
