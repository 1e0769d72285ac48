  $ seq 12 > n
  $ printf 'a\nb\n\n\nc' > f
  $ printf '' > empty

Ten lines, or as many as asked for; from a file and from a pipe:

  $ tail n
  3
  4
  5
  6
  7
  8
  9
  10
  11
  12
  $ tail -n 2 n
  11
  12
  $ cat n | tail -n 2
  11
  12
  $ tail -2 n
  11
  12
  $ tail -n 0 n
  $ tail -n 2 f
  
  c (no-eol)
  $ cat f | tail -n 2
  
  c (no-eol)
  $ tail -n 100 f
  a
  b
  
  
  c (no-eol)
  $ tail -c 4 n
  
  12
  $ cat n | tail -c 4
  
  12
  $ tail -c 1k n | wc -c
  27
  $ tail -n -2 n
  11
  12
  $ tail empty
  $ seq 100000 > big
  $ tail -n 2 big
  99999
  100000
  $ tail -n 50000 big | head -n 1
  50001
  $ cat big | tail -n 50000 | head -n 1
  50001
  $ cat big | tail -c 100000 | cksum
  3055156746 100000
  $ tail -c 100000 big | cksum
  3055156746 100000

From a line or byte on:

  $ tail -n +11 n
  11
  12
  $ tail +11 n
  11
  12
  $ cat n | tail -n +12
  12
  $ tail -n +0 f
  a
  b
  
  
  c (no-eol)
  $ tail -n +100 f
  $ tail -c +25 n
  12
  $ cat n | tail -c +25
  12
  $ cat n | tail -c +100
  $ tail -n +99999 big
  99999
  100000
  $ cat big | tail -n +99999
  99999
  100000
  $ tail -c +0 f
  a
  b
  
  
  c (no-eol)

It begins where standard input is:

Also the last lines [cairn]
  $ (read x; tail -n 100) < f
  b
  
  
  c (no-eol)
And bytes [cairn]
  $ (read x; tail -c 100) < f
  b
  
  
  c (no-eol)
  $ (read x; tail -n +2) < f
  
  
  c (no-eol)

Headers:

  $ tail -n1 n f
  ==> n <==
  12
  
  ==> f <==
  c (no-eol)
  $ tail -q -n1 n f
  12
  c (no-eol)
  $ tail -v -n1 n
  ==> n <==
  12
  $ tail -n1 - n < n
  ==> - <==
  12
  
  ==> n <==
  12
  $ tail -v -n1 < n
  ==> standard input <==
  12

Errors:

  $ tail -n1 nosuch n
  tail: can't open 'nosuch': No such file or directory
  12
  [1]
  $ tail nosuch
  tail: can't open 'nosuch': No such file or directory
  tail: no files
  [1]
  $ tail -n x n
  tail: invalid number 'x'
  [1]
  $ tail -n 1x n
  tail: invalid number '1x'
  [1]
  $ tail -s x n
  tail: invalid number 'x'
  [1]
  $ tail -n 99999999999999999999 n
  tail: invalid number '99999999999999999999'
  [1]
  $ tail n > /dev/full
  tail: write error: No space left on device
  [1]
  $ mkdir d; tail -n 1 d
  tail: read error: Is a directory
  [1]
  $ tail n -2 2>&1 | head -n 1
  tail: unrecognized option: 2

Following:

  $ printf 'one\n' > log
  $ tail -f -s 1 log > seen & sleep 0.3; echo two >> log; sleep 2; kill $!; wait $! 2>/dev/null; cat seen
  one
  two

  $ tail -F new > seen 2>told & sleep 1.5; echo one > new; sleep 2; kill $!; wait $! 2>/dev/null; cat seen told
  one
  tail: can't open 'new': No such file or directory
  tail: new has appeared; following end of new file

Letters of options in one word [cairn]
  $ tail -s 0.1 -fn1 log > seen & sleep 0.3; kill $!; wait $! 2>/dev/null; cat seen
  two
A process to wait for [cairn]
  $ sleep 0.3 & tail -f -s 0.1 --pid=$! log
  one
  two
Following a name [cairn]
  $ (sleep 0.3; echo other > next; mv next log; sleep 0.5) & tail --follow=name -s 0.1 --pid=$! log 2>&1
  one
  two
  tail: log has been replaced; following end of new file
  other
A file that is cut off [cairn]
  $ (sleep 0.3; echo new > log; sleep 0.5) & tail -f -s 0.1 --pid=$! log
  other
  new
Long names [cairn]
  $ tail --lines=1 --verbose n; tail --bytes=3 n
  ==> n <==
  12
  12
Lines that end with NUL [cairn]
  $ printf 'a\0b\0' | tail -z -n 1 | tr '\0' .
  b. (no-eol)
