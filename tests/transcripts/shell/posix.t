Corners of POSIX.1-2024's shell.

An alias that ends with a blank: the next token may be one too, wherever it stands (2.3.1).
  $ alias each='for name ' within='in a b; ' show='do echo $name; '
  $ each within show done
  a
  b
  $ alias choose='case x in ' either='(x|y)'
  $ choose either echo chosen;; esac
  chosen
  $ alias text='cat << ' end='\END'
  $ text end
  > a $text
  > END
  a $text
  $ alias fn='fn ' of='()'
  $ fn of
  > { echo in a function; }
  $ \fn
  in a function

Only the next token: a newline ends it.
  $ alias pick='case x in ' x=y
  $ pick
  > x) echo x;;
  > y) echo y;;
  > esac
  x

An alias without text leaves an empty line, which keeps the status and ends no pipeline.
  $ alias nothing= blank=' '
  $ (exit 3)
  > nothing
  > blank
  > echo $?
  3
  $ echo piped | nothing
  > cat
  piped
  $ unalias -a

`exec` inside a command whose redirections are undone leaves what they hid as it was.
  $ { exec 4>&1; } >inner; echo outside; echo inside >&4; exec 4>&-; cat inner
  outside
  inside
  $ keep() { exec 5>&1; }; keep >inner; echo outside; echo inside >&5; exec 5>&-; cat inner
  outside
  inside
  $ { exec 4>&3; } 3>inner; echo again >&4; (echo gone >&3) 2>/dev/null || echo closed; exec 4>&-; cat inner
  closed
  again

The command in the background waits for the other end of a FIFO, not the shell.
  $ mkfifo one two; cat one >two & cat two & echo through >one; wait
  through
  $ cat <one >two & echo 'once more' >one & cat two; wait
  once more
  $ cat /dev/null >one | cat one

A stopped shell is continued by its subshell.
  $ sh -c '(kill -s STOP $$; kill -s CONT $$; echo continued); :'
  continued

A file that `.` reads begins with the status before it.
  $ echo 'echo $?' >status; (exit 5); . ./status
  5

`exit` without a number in a subshell of a trap gives the status of the subshell. [cairn]
  $ sh -c 'trap "((exit 2); exit); echo \$?" TERM; kill $$'
  2

`OPTARG` is unset after an option that takes no value. [cairn]
  $ OPTIND=1; getopts ab: letter -a; echo "$letter ${OPTARG-unset}"
  a unset

An unset variable in arithmetic under `set -u`. [cairn]
  $ sh -uc 'echo $((nothing + 1))'
  sh: nothing: parameter not set
  [2]
  $ sh -uc 'echo $((nothing = 1)) $((nothing + 1))'
  1 2

`$#` is always set, so nothing is assigned to it.
  $ set -- a b; echo "${#-x} ${#=x} ${#:=x}"
  2 2 2

Neither `:` nor `.` is the name of a function.
  $ sh -c ':() { echo no; }; :'
  sh: syntax error: bad function name
  [2]

To shift more than there are parameters is said where it ends the shell. [cairn]
  $ sh -ec 'shift || echo $?; shift 2; echo not reached'
  1
  sh: shift: line 0: can't shift that many
  [1]

What may be arithmetic up to the end of the script is arithmetic that is not complete. [cairn]
  $ sh -c 'echo $((cat <<E
  > +(
  > E
  > ))'
  sh: syntax error: missing '))'
  [2]

`+i` is no error, and with `-n` nothing is run, not even a pipeline. [cairn]
  $ echo 'echo $-' | sh +i +m
  s
  $ echo 'false | false; ! true' | sh -n

The loops around a subshell are not its own. [cairn]
  $ for x in a b; do (for y in c d; do break 2; done; echo $x); done
  a
  b
  $ for x in a b; do (break; echo not reached); echo $x; done
  a
  b

A subshell of a shell that was started with a signal ignored ignores it too, whatever trap is set.
  $ (trap '' USR1; sh -c 'trap "echo caught" USR1; (sh -c "kill -s USR1 \$PPID"; echo alive); :')
  alive

A command in the background may take back that it ignores INT. [cairn]
  $ { trap - INT; sh -c 'kill -s INT $PPID'; echo not reached; } & wait $!; echo $?
  130

`ulimit` says when it could not write. [cairn]
  $ ulimit >&-; echo $?
  sh: write error: Bad file descriptor
  1

`set -e` looks neither into `eval` nor into a file that `.` reads where their status is tested. [cairn]
  $ echo 'false; echo on' >fails; sh -ec 'eval "false; echo on" || :; if . ./fails; then eval false; fi; echo never'
  on
  on
  [1]
