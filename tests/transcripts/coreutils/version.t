Every command tells its name and a version, also those that read their arguments themselves: [cairn]
  $ for c in ls sort dd sleep find kill; do env "$c" --version | sed 's/[0-9][0-9.]*$/N/'; done; ls -l . --version | wc -l
  ls (Cairn) N
  sort (Cairn) N
  dd (Cairn) N
  sleep (Cairn) N
  find (Cairn) N
  kill (Cairn) N
  1
To some it is a word:
  $ echo --version; env test --version && expr --version; true --version
  --version
  --version
A removed directory is empty: [cairn] [native]
  $ mkdir gone; cd gone; rmdir ../gone; ls
