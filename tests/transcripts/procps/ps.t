# ps

  $ sleep 50 & p=$!; sleep 0.2
  $ ps | head -n 1; ps -T | head -n 1; ps -o pid,user | head -n 1
  PID   USER     TIME  COMMAND
  PID   USER     TIME  COMMAND
  PID   USER
An emulated command has the name and arguments of its emulator, and more threads. [native]
  $ ps -o pid,ppid,args | grep "^ *$p " | sed "s/$p/PID/; s/$$/SHELL/; s/  */ /g; s/^ //"
  PID SHELL sleep 50
  $ ps -o user,group,ruser,rgroup,comm,pid,stat,nice,time,tty | grep "$p" > line; wc -l < line
  1
  $ ps -o vsz,rss,sid,pgid,etime,pid | head -n 1
  VSZ  RSS  SID   PGID  ELAPSED PID
[native]
  $ ps -o pid=,comm= | grep "^ *$p sleep"  | sed "s/^ *$p/PID/"
  PID sleep
  $ ps -o pid=P | head -n 1
  P
  $ ps -o nosuch
  ps: bad -o argument 'nosuch', supported arguments: user,group,comm,args,pid,ppid,pgid,etime,nice,rgroup,ruser,time,tty,vsz,sid,stat,rss
  [1]
  $ kill $p; wait

procps' forms:
[cairn]
  $ sleep 50 & p=$!; sleep 51 & q=$!; sleep 0.2
[cairn] [native]
  $ ps -p $p -o args=; ps -p $p,$q -o args=; ps --pid $q -o comm=; ps -o args= --ppid $$ | grep -c sleep; ps -C sleep -o pid= | grep -c "^ *$p$"
  sleep 50
  sleep 50
  sleep 51
  sleep
  2
  1
[cairn] [native]
  $ ps -p $p,$q -o args= --sort=-pid; ps -p $p,$q -o pid,args --no-headers | wc -l; ps -p $p -o ppid= | grep -x " *$$" > out; wc -l < out
  sleep 51
  sleep 50
  2
  1
The letters of procps' `aux` and `-ef` change nothing: scripts read BusyBox's columns.
  $ ps aux | head -n 1; ps -ef | head -n 1
  PID   USER     TIME  COMMAND
  PID   USER     TIME  COMMAND
With an option that BusyBox has not, the columns are procps'. [cairn] [native]
  $ ps -aux | head -n 1; ps u -p $p | head -n 1; ps -f -p $p | head -n 1; ps -F | head -n 1; ps uww -p $p | grep -c "^[^ ]* *$p .* sleep 50$"
  USER     PID   %CPU %MEM VSZ    RSS   TTY      STAT START TIME   COMMAND
  USER     PID   %CPU %MEM VSZ    RSS   TTY      STAT START TIME   COMMAND
  UID      PID   PPID  C  STIME TTY      TIME     CMD
  UID      PID   PPID  C  STIME TTY      TIME     CMD
  1
[cairn] [native]
  $ ps -p $p -o s=,ni=,nlwp=,pcpu=,cputime=,etimes= | sed 's/[0-9]*$/N/'; ps -p $p -o uid,lstart,vsize,rssize,psr,cls,tname,wchan,start | head -n 1
  S   0    1  0.0 00:00:00       N
  UID   STARTED                  VSZ    RSS   PSR CLS TTY      WCHAN  STARTED
[cairn]
  $ ps -p 99999999 -o pid=
  [1]
[cairn]
  $ ps -u nosuchuser
  ps: unknown user nosuchuser
  [1]
[cairn]
  $ ps -p x
  ps: invalid number 'x'
  [1]
[cairn]
  $ kill $p $q; wait; ps > /dev/full
  ps: write error: No space left on device
  [1]
