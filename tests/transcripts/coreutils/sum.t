  $ printf 'a\tb\t\tc\n\t\tx  y\tz\n' > t
  $ printf 'x' > u
A blank ends the line of one file.
  $ sum t
  32451     1  (esc)
  $ sum -s t
  795 1 t
  $ sum t u
  32451     1 t
  00120     1 u
  $ sum -s t u
  795 1 t
  120 1 u
  $ sum -r -s t
  32451     1  (esc)
  $ sum < t
  32451     1  (esc)
  $ sum -s < t
  795 1 -
  $ sum nosuch t
  sum: can't open 'nosuch': No such file or directory
  32451     1 t
  [1]
  $ sum . t
  sum: .: Is a directory
  32451     1 t
  [1]
  $ yes | head -c 100000 | sum
  00027    98  (esc)
  $ yes | head -c 100000 | sum -s
  62035 196 -
