What read has of bash. [cairn]

-N reads so many characters, whatever they are, and does not split them.
  $ printf 'a b\ncd' > f; { read -N 5 x y; echo "<$x><$y>"; read -N 5 z; echo "$? <$z>"; } < f
  <a b
  c><>
  1 <d>
  $ printf abc | { read -N 0 x; echo "$? <$x>"; read -n 2 x; echo "<$x>"; read -N 1; echo "<$REPLY>"; }
  0 <>
  <ab>
  <c>
