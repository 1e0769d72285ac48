# printenv

  $ env -i A=1 B= "$(command -v printenv)"
  $ A=1 printenv A; B= printenv B; C='x
  > y' printenv C
  $ printenv NOSUCH
  $ A=1 printenv NOSUCH A
  $ A==x printenv A=; printenv ''
  $ A=1 printenv A > /dev/full

[cairn]
  $ A=1 printenv -0 A | od -c
