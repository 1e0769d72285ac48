  $ seq 12 > n
  $ printf 'a\nb\n\n\nc' > f
  $ printf '' > empty

Ten lines, or as many as asked for; from a file and from a pipe:

  $ tail n
  $ tail -n 2 n
  $ cat n | tail -n 2
  $ tail -2 n
  $ tail -n 0 n
  $ tail -n 2 f
  $ cat f | tail -n 2
  $ tail -n 100 f
  $ tail -c 4 n
  $ cat n | tail -c 4
  $ tail -c 1k n | wc -c
  $ tail -n -2 n
  $ tail empty
  $ seq 100000 > big
  $ tail -n 2 big
  $ tail -n 50000 big | head -n 1
  $ cat big | tail -n 50000 | head -n 1
  $ cat big | tail -c 100000 | cksum
  $ tail -c 100000 big | cksum

From a line or byte on:

  $ tail -n +11 n
  $ tail +11 n
  $ cat n | tail -n +12
  $ tail -n +0 f
  $ tail -n +100 f
  $ tail -c +25 n
  $ cat n | tail -c +25
  $ cat n | tail -c +100
  $ tail -n +99999 big
  $ cat big | tail -n +99999
  $ tail -c +0 f

It begins where standard input is:

  $ (read x; tail -n 100) < f
  $ (read x; tail -c 100) < f
  $ (read x; tail -n +2) < f

Headers:

  $ tail -n1 n f
  $ tail -q -n1 n f
  $ tail -v -n1 n
  $ tail -n1 - n < n
  $ tail -v -n1 < n

Errors:

  $ tail -n1 nosuch n
  $ tail nosuch
  $ tail -n x n
  $ tail -n 1x n
  $ tail -s x n
  $ tail -n 99999999999999999999 n
  $ tail n > /dev/full
  $ mkdir d; tail -n 1 d
  $ tail n -2 2>&1 | head -n 1

Following:

  $ printf 'one\n' > log
  $ tail -f -s 1 log > seen & sleep 0.3; echo two >> log; sleep 2; kill $!; wait $! 2>/dev/null; cat seen

  $ tail -F new > seen 2>told & sleep 1.5; echo one > new; sleep 2; kill $!; wait $! 2>/dev/null; cat seen told

Letters of options in one word [cairn]
  $ tail -s 0.1 -fn1 log > seen & sleep 0.3; kill $!; wait $! 2>/dev/null; cat seen
A process to wait for [cairn]
  $ sleep 0.3 & tail -f -s 0.1 --pid=$! log
Following a name [cairn]
  $ (sleep 0.3; mv log log.1; echo other > log; sleep 0.5) & tail --follow=name -s 0.1 --pid=$! log 2>&1
A file that is cut off [cairn]
  $ (sleep 0.3; echo new > log; sleep 0.5) & tail -f -s 0.1 --pid=$! log
Long names [cairn]
  $ tail --lines=1 --verbose n; tail --bytes=3 n
Lines that end with NUL [cairn]
  $ printf 'a\0b\0' | tail -z -n 1 | tr '\0' .
