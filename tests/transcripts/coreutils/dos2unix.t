  $ printf 'a\r\nb\nc\r\n\r\r\nx' > d
  $ dos2unix < d | od -c
  0000000   a  \n   b  \n   c  \n  \n   x
  0000010
  $ unix2dos < d | od -c
  0000000   a  \r  \n   b  \r  \n   c  \r  \n  \r  \n   x
  0000014
  $ dos2unix -d < d | od -c
  0000000   a  \r  \n   b  \r  \n   c  \r  \n  \r  \n   x
  0000014
  $ unix2dos -u < d | od -c
  0000000   a  \n   b  \n   c  \n  \n   x
  0000010
  $ cp d e; chmod 751 e; dos2unix e; od -c e; stat -c %a e
  0000000   a  \n   b  \n   c  \n  \n   x
  0000010
  751
  $ ln -s e link; unix2dos link; readlink link; od -c e
  e
  0000000   a  \r  \n   b  \r  \n   c  \r  \n  \r  \n   x
  0000014
  $ dos2unix nosuch
  dos2unix: can't open 'nosuch': No such file or directory
  [1]
Several files; what cannot be opened is told, the others are done.
  $ unix2dos d e; od -c d
  0000000   a  \r  \n   b  \r  \n   c  \r  \n  \r  \n   x
  0000014
