# nohup

Without a terminal nothing is redirected:

  $ nohup echo hi; ls
  hi
  $ nohup sh -c 'kill -HUP $$; echo survived'
  survived
  $ nohup sh -c 'exit 7'
  [7]
  $ nohup nosuch
  nohup: can't execute 'nosuch': No such file or directory
  [127]
  $ : > plain; nohup ./plain
  nohup: can't execute './plain': Permission denied
  [126]
  $ nohup 2>&1 | sed -n 3p; nohup 2>/dev/null
  Usage: nohup PROG ARGS
  [127]
