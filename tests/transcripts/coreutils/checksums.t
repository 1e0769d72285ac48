  $ echo hello > h
  $ echo world > 'we ird'
  $ printf '' > empty

  $ md5sum h
  $ md5sum h 'we ird' empty
  $ md5sum < h
  $ md5sum - < h
  $ md5sum -b h
  $ md5sum -t h
  $ sha1sum h
  $ sha256sum h
  $ sha512sum h
  $ sha3sum h
  $ sha3sum -a 256 h
  $ sha3sum -a 384 empty
  $ sha3sum -a 512 empty
  $ seq 100000 | sha256sum
  $ seq 100000 | md5sum

Checking:

  $ sha256sum h 'we ird' > list
  $ sha256sum -c list
  $ sha256sum -cs list
  $ sha256sum h | sha256sum -c
  $ echo 'b1946ac92492d2347c6235b4d2611184 *h' | md5sum -c
  $ echo 'b1946ac92492d2347c6235b4d2611184 h' | md5sum -c
  $ echo 'c1946ac92492d2347c6235b4d2611184  h' | md5sum -c
  $ echo 'c1946ac92492d2347c6235b4d2611184  h' | md5sum -cs
  $ echo 'b1946ac92492d2347c6235b4d2611184  nosuch' | md5sum -c
  $ echo junk | md5sum -c
  $ echo junk | md5sum -cw
  $ md5sum -c list | head -n 1
  $ md5sum -c empty
  $ md5sum -c nosuch

Errors:

  $ md5sum nosuch h
  $ mkdir d; md5sum d
  $ sha3sum -a 257 h
  $ md5sum -s h 2>/dev/null

Write errors [cairn]
  $ md5sum h > /dev/full
Names with newlines and backslashes [cairn]
  $ printf x > 'new
  > line'; printf y > 'ba\ck'; md5sum 'new
  > line' 'ba\ck' > list; cat list; md5sum -c list
The other style [cairn]
  $ md5sum --tag h; md5sum --tag h | md5sum -c
Large letters [cairn]
  $ echo 'B1946AC92492D2347C6235B4D2611184  h' | md5sum -c
Only what fails [cairn]
  $ md5sum h empty > list; echo more > empty; md5sum -c --quiet list
What is missing does not fail [cairn]
  $ rm empty; md5sum -c --ignore-missing list
End of lines [cairn]
  $ md5sum -z h | tr '\0' .
Long names [cairn]
  $ md5sum h > list; md5sum --check --warn --strict list; md5sum --check --status list
