Variables of bash that are worked out when they are asked for. [cairn]

SECONDS counts; what is assigned to it is where it begins.
  $ [ "$SECONDS" -lt 60 ] && echo counts; SECONDS=100; [ "$SECONDS" -ge 100 ] && [ "$SECONDS" -lt 160 ] && echo from 100
  counts
  from 100
  $ (SECONDS=5000; [ "$SECONDS" -ge 5000 ] && echo inner); [ "$SECONDS" -lt 200 ] && echo outer
  inner
  outer
  $ SECONDS=x; [ "$SECONDS" -lt 60 ] && echo from 0; unset SECONDS; SECONDS=x; echo $SECONDS
  from 0
  x

The time, whatever is assigned.
  $ [ "$EPOCHSECONDS" -gt 1700000000 ] && echo now; case $EPOCHREALTIME in *.??????) echo microseconds ;; esac
  now
  microseconds
  $ EPOCHSECONDS=5; [ "$EPOCHSECONDS" -gt 5 ] && echo still
  still
  $ sh -c 'unset EPOCHSECONDS; echo "${EPOCHSECONDS-unset}"; EPOCHSECONDS=5; echo $EPOCHSECONDS'
  unset
  5

A script's own variable in the environment is its own.
  $ EPOCHSECONDS=7 BASHPID=x sh -c 'echo $EPOCHSECONDS $BASHPID'
  7 x

  $ [ -n "$SRANDOM" ] && [ "$SRANDOM" != "$SRANDOM" ] && echo random
  random
  $ RANDOM=42; a=$RANDOM$RANDOM; RANDOM=42; [ "$a" = "$RANDOM$RANDOM" ] && echo the same again
  the same again

Subshells are counted; BASHPID is the process's own, so that each subshell of a script that mentions it is one.
  $ echo $BASH_SUBSHELL $(echo $BASH_SUBSHELL) $( (echo $BASH_SUBSHELL) ); (echo $BASH_SUBSHELL; : & wait); echo $BASH_SUBSHELL
  0 1 2
  1
  0
  $ sh -c '[ $BASHPID = $$ ] && echo same; ([ $BASHPID != $$ ] && echo other); x=$(echo $BASHPID); [ $x != $$ ] && echo other'
  same
  other
  other

What may well be a script's own is not set, but in bash.
  $ echo "${UID-unset} ${OSTYPE-unset} ${MACHTYPE-unset} ${BASH_VERSION-unset} ${SHELLOPTS-unset}"
  unset unset unset unset unset
