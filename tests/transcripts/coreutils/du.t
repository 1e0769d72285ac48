Directories come after what is below them; sizes are apparent here, as blocks differ between file systems:
  $ mkdir -p d/e; printf '%5000s' x > d/a; printf '%100s' x > d/e/b; ln d/a d/h; ln -s a d/l; s() { awk -v D="$(stat -c %s d/e)" '{ n = $1; while (n >= D) n -= D; $1 = ""; print n $0 }'; }; du -b d/a d/e | s
  904 d/a
  100 d/e
  $ du -ab d/e | s; du -bs d | s; du -b d/l
  100 d/e/b
  100 d/e
  1005 d
  1	d/l
  $ du -b d | s | sort; du -bd0 d | s; du -bd 1 -a d/e | s; du -bs -d 1 d | s | sort
  100 d/e
  1005 d
  1005 d
  100 d/e/b
  100 d/e
  100 d/e
  1005 d
A file with several names, and what lay below an operand before, count once, unless -l:
  $ du -b d/a d/h; du -bl d/a d/h; du -bc d/a d/e/b; du -b d/e d | s | sort; du -b d d/e | wc -l
  5000	d/a
  5000	d/a
  5000	d/h
  5000	d/a
  100	d/e/b
  5100	total
  100 d/e
  905 d
  2
Units:
  $ truncate -s 1500000 t; du -bh t; [ "$(du -k d/a)" = "$(du d/a)" ] && echo same; du -m d/a; du -hb t | cut -f 1
  1.4M	t
  same
  1	d/a
  1.4M
Links are followed as told:
  $ ln -s d dl; du -bH dl | wc -l; du -bs dl; ln -s . d/self; du -Lb d | wc -l
  2
  1	dl
  2
What is missing is an error, the others are shown:
  $ du -b nosuch d/a
  du: nosuch: No such file or directory
  5000	d/a
  [1]
  $ du ''
  du: : No such file or directory
  [1]
  $ du -d x d
  du: invalid number 'x'
  [1]
Odd names:
  $ mkdir 'n
  > l'; du -s 'n
  > l' | tail -n 1
  l
Apparent sizes, blocks, files: [cairn]
  $ du --apparent-size -B 1 d/a; du -B 1000 --apparent-size t; du -B M --apparent-size t; du --inodes -s d; du -0 -b d/a | tr '\0' '|'; echo; du -b --si t; du -B 0 d
  5000	d/a
  1500	t
  2	t
  6	d
  5000	d/a|
  1.5M	t
  du: invalid number '0'
  [1]
What to leave out: [cairn]
  $ rm d/self; du -ab --exclude='*.o' --exclude=e d | cut -f 2 | sort; du -ab -t 1000 d/a d/e/b; du -ab -t -1000 d/e/b d/a; du -Sb d | s | sort
  d
  d/h
  d/l
  5000	d/a
  100	d/e/b
  100 d/e
  905 d
Likewise: [cairn]
  $ du --max-depth=0 -b d | cut -f 2; du --total -b d/e/b | tail -n 1; du --summarize d | cut -f 2
  d
  100	total
  d
A full disk is not success: [cairn]
  $ du > /dev/full
  du: write error: No space left on device
  [1]
Times, lists of files and of patterns: [cairn]
  $ mkdir w; touch -d '2020-01-02 03:04' w/old; touch -d '2021-02-03 04:05' w/new; touch -d 2019-01-01 w; du --time --apparent-size -a w | cut -f 2- | sort; du --time=mtime --time-style=+%Y -s w | cut -f 2-; du -c --time --time-style=iso w/old | cut -f 2-; du --time=x 2>&1 | head -n 1
  2020-01-02 03:04	w/old
  2021-02-03 04:05	w
  2021-02-03 04:05	w/new
  2021	w
  2020-01-02	w/old
  2020-01-02	total
  du: invalid argument 'x' for '--time'
[cairn]
  $ printf 'w/old\0w/none\0\0w/new' > list; du --apparent-size --files0-from=list; du --files0-from=list w; printf 'old\n' > patterns; du -a -X patterns w | cut -f 2 | sort; du -X nosuch
  du: list:3: invalid zero-length file name
  0	w/old
  du: w/none: No such file or directory
  0	w/new
  du: file operands cannot be combined with --files0-from
  w
  w/new
  du: can't open 'nosuch': No such file or directory
  [1]
