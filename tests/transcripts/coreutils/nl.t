  $ printf 'a\nb\n\n\nc' > f
  $ nl f
       1	a
       2	b
          (esc)
          (esc)
       3	c
  $ nl -b a f
       1	a
       2	b
       3\t (esc)
       4\t (esc)
       5	c
  $ nl -b n f
         a
         b
          (esc)
          (esc)
         c
  $ nl -bt -s : -w 3 f
    1:a
    2:b
       (esc)
       (esc)
    3:c
  $ nl -v 5 -i 2 f
       5	a
       7	b
          (esc)
          (esc)
       9	c
  $ nl f f
       1	a
       2	b
          (esc)
          (esc)
       3	c
       4	a
       5	b
          (esc)
          (esc)
       6	c
  $ nl -w 0 f
  1	a
  2	b
    (esc)
    (esc)
  3	c
  $ nl -p f
       1	a
       2	b
          (esc)
          (esc)
       3	c
  $ nl -w x f
  nl: invalid number 'x'
  [1]
  $ nl nosuch f
  nl: nosuch: No such file or directory
       1	a
       2	b
          (esc)
          (esc)
       3	c
  [1]

Formats [cairn]
  $ nl -n ln f; nl -n rz -w 3 f; nl -n x f
  1     	a
  2     	b
          (esc)
          (esc)
  3     	c
  001	a
  002	b
       (esc)
       (esc)
  003	c
  nl: invalid line numbering format 'x'
  [1]
Matching lines [cairn]
  $ nl -b 'p^[bc]' f
         a
       1	b
          (esc)
          (esc)
       2	c
Empty lines joined [cairn]
  $ nl -ba -l2 f
       1	a
       2	b
          (esc)
       3\t (esc)
       4	c
Write errors [cairn]
  $ nl f > /dev/full
  nl: write error: No space left on device
  [1]
