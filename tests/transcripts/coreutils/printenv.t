# printenv

The shell that starts an emulated command adds PWD. [native]
  $ env -i A=1 B= "$(command -v printenv)"
  A=1
  B=
  $ A=1 printenv A; B= printenv B; C='x
  > y' printenv C
  1
  
  x
  y
  $ printenv NOSUCH
  [1]
  $ A=1 printenv NOSUCH A
  1
  [1]
  $ A==x printenv A=; printenv ''
  [1]
A full disk is told:
[cairn]
  $ A=1 printenv A > /dev/full
  printenv: write error: No space left on device
  [1]

[cairn]
  $ A=1 printenv -0 A | od -c
  0000000   1  \0
  0000002
