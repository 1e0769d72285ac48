# nohup

Without a terminal nothing is redirected:

  $ nohup echo hi; ls
  $ nohup sh -c 'kill -HUP $$; echo survived'
  $ nohup sh -c 'exit 7'
  $ nohup nosuch
  $ : > plain; nohup ./plain
  $ nohup 2>&1 | sed -n 3p; nohup 2>/dev/null
