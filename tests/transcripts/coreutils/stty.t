What is set at a terminal, tests/interactive.rs tries.
  $ : > f; stty < f
  stty: standard input: Not a tty
  [1]
  $ stty -F f
  stty: f: Not a tty
  [1]
  $ stty -F nosuch
  stty: can't open 'nosuch': No such file or directory
  [1]
  $ stty -a -g
  stty: -a and -g are mutually exclusive
  [1]
  $ stty -a echo
  stty: modes may not be set when -a or -g is used
  [1]
  $ stty -F
  stty: -F requires an argument
  [1]
