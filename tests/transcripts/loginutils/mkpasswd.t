Hashes are those of crypt(3), SHA-512 unless asked otherwise:
  $ mkpasswd pw abcdefgh
  $6$abcdefgh$KQeXafAQAaOoKTevphVU215RvJdgzyfASRasIOuh12hO8u0r1bGW92ZnTmC9IjsiQ8VPiTXBiZF49dFL1U4wX/
  $ mkpasswd -S abcdefgh pw
  $6$abcdefgh$KQeXafAQAaOoKTevphVU215RvJdgzyfASRasIOuh12hO8u0r1bGW92ZnTmC9IjsiQ8VPiTXBiZF49dFL1U4wX/
  $ mkpasswd -m sha512 -S abcdefgh pw
  $6$abcdefgh$KQeXafAQAaOoKTevphVU215RvJdgzyfASRasIOuh12hO8u0r1bGW92ZnTmC9IjsiQ8VPiTXBiZF49dFL1U4wX/
  $ mkpasswd -m sha256 pw abcdefgh
  $5$abcdefgh$ijtOJ//yvc/9bq1g0llFn9dB688BwBDRD90DlKKSKE1
  $ mkpasswd -m md5 pw ab
  $1$ab$b2XAKzcGJvTR.javvk3280
  $ mkpasswd -a md5 pw ab
  $1$ab$b2XAKzcGJvTR.javvk3280
  $ cryptpw pw ''
  $6$$Z7WSO9A8tKGD2oGB9t2ViKdYTIHgnjMZIbdOJElGnO.QoZE5zDsfnF1WHM.IL2KPxhNG4/v/zU9LBcGhxg5Uy.
  $ mkpasswd 'é' aa
  $6$aa$/YMKUP03BHHTjqZRX8ZVuyx5eN0320HzzkBJLq5mGEb42.vosNuy0sgNYrM67aF4WABTyEg3umEBSfc4w/JAC/
The password may come from standard input or a descriptor:
  $ echo pw | mkpasswd -S aa
  $6$aa$ozCv7jillS9/rQJmK1b45G0HnIGvmtH1cIaOlMrcRZVcsh.nfXzbP1KY//LPR/ht9jXwWQtEzHAH/6vIkrhhK1
  $ echo pw | mkpasswd -s -S aa
  $6$aa$ozCv7jillS9/rQJmK1b45G0HnIGvmtH1cIaOlMrcRZVcsh.nfXzbP1KY//LPR/ht9jXwWQtEzHAH/6vIkrhhK1
  $ echo pw | mkpasswd -P 0 -S aa
  $6$aa$ozCv7jillS9/rQJmK1b45G0HnIGvmtH1cIaOlMrcRZVcsh.nfXzbP1KY//LPR/ht9jXwWQtEzHAH/6vIkrhhK1
  $ echo pw > f; mkpasswd -P 4 -S aa 4< f
  $6$aa$ozCv7jillS9/rQJmK1b45G0HnIGvmtH1cIaOlMrcRZVcsh.nfXzbP1KY//LPR/ht9jXwWQtEzHAH/6vIkrhhK1
  $ printf pw | mkpasswd -S aa
  $6$aa$ozCv7jillS9/rQJmK1b45G0HnIGvmtH1cIaOlMrcRZVcsh.nfXzbP1KY//LPR/ht9jXwWQtEzHAH/6vIkrhhK1
A salt is cut to its length, and may not have a colon:
  $ mkpasswd pw abcdefghijklmnopqrstuvwxyz
  $6$abcdefghijklmnop$GRSTFj3H0pZ9BY1uhdqITG.qORbXkTk40qgaa1roNICfs/axSgdNnbKEYghuyLnrmnFXvSE09GdxJbCDOnxdc1
  $ mkpasswd pw a:b
  *
Rounds may be given with it:
  $ mkpasswd -m sha256 pw 'rounds=1000$abcdefgh'
  $5$rounds=1000$abcdefgh$ggW8Ynp0m1BgJIXoc8pRCAiEP.uCk5kdN89CuGUnta.
Without one it is random:
  $ mkpasswd pw | cut -c 1-3; mkpasswd pw > 1; mkpasswd pw > 2; cmp -s 1 2; echo $?
  $6$
  1
What is not known is an error: [cairn]
  $ mkpasswd -m des pw ab
  mkpasswd: unknown algorithm 'des'
  [1]
And: [cairn]
  $ mkpasswd -m zz pw ab
  mkpasswd: unknown algorithm 'zz'
  [1]
Too many operands:
  $ mkpasswd a b c 2>&1 | sed -n 's/^Usage.*/usage/p'
  usage
A full disk: [cairn]
  $ mkpasswd pw ab > /dev/full
  mkpasswd: write error: No space left on device
  [1]
