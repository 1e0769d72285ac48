All, or some files:
  $ sync; echo $?; touch a; sync a; sync -d a; sync -f a; sync -d; echo $?
  0
  0
What is missing is an error, the others are synced:
  $ sync nosuch a
  sync: can't open 'nosuch': No such file or directory
  [1]
Only one way at a time:
  $ sync -df a 2>&1 | tail -n +3 | head -n 1
  Usage: sync [-df] [FILE]...
