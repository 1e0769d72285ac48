# hostid

  $ test -e /etc/hostid || hostid | grep -x '[0-9a-f]\{8\}'
  00000000
  $ hostid x 2>&1 | sed -n 3p
  Usage: hostid
