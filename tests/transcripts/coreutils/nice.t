# nice

  $ nice; nice nice; nice -n 5 nice; nice -n5 nice; nice -5 nice; nice -n 100 nice; nice -n 1 nice -n 2 nice
  $ nice -n x true
  $ nice nosuch
  $ nice -n 5 2>&1 | sed -n 3p
  $ nice -n 1 sh -c 'exit 7'

Higher priority, for root: [root]
  $ nice -n -5 nice; nice --5 nice; nice -n -100 nice

[cairn]
  $ nice --adjustment=3 nice
