Files are created empty, and existing ones get the time of now:
  $ touch a b; stat -c '%n %s %a' a b; touch -d @5 a; touch a; [ "$(stat -c %Y a)" -gt 1000000 ] && echo now
  a 0 644
  b 0 644
  now
  $ touch -c nosuch --no-create nosuch; ls nosuch
  ls: nosuch: No such file or directory
  [1]
  $ touch no/x
  touch: no/x: No such file or directory
  [1]
  $ touch a/x
  touch: a/x: Not a directory
  [1]
  $ touch ''
  touch: : No such file or directory
  [1]
  $ touch 2>&1 | tail -n +3 | head -n 1
  Usage: touch [-cham] [-d DATE] [-t DATE] [-r FILE] FILE...
A time may be given in many ways:
  $ for t in @1234567890 @-5 '2020-01-02 03:04:05' 2020.01.02-03:04:05 202001020304.05 2001020304.59 '2020-02-30 00:00:00'; do touch -d "$t" a; stat -c '%y' a; done
  2009-02-13 23:31:30.000000000 +0000
  1969-12-31 23:59:55.000000000 +0000
  2020-01-02 03:04:05.000000000 +0000
  2020-01-02 03:04:05.000000000 +0000
  2020-01-02 03:04:05.000000000 +0000
  2020-01-02 03:04:59.000000000 +0000
  2020-03-01 00:00:00.000000000 +0000
  $ touch -t 202001020304.05 a; stat -c %x a; touch --date='2020-01-02 03:04:06' a; stat -c %x a
  2020-01-02 03:04:05.000000000 +0000
  2020-01-02 03:04:06.000000000 +0000
  $ TZ=EST5EDT,M3.2.0,M11.1.0 touch -d '2020-07-01 00:00:00' a; stat -c %Y a
  1593576000
  $ touch -d '2020-01-02 25:00' a
  touch: invalid date '2020-01-02 25:00'
  [1]
  $ touch -t zzz a
  touch: invalid date 'zzz'
  [1]
  $ touch -d '' a
  touch: invalid date ''
  [1]
One of the two times:
  $ touch -d @1 a; touch -a -d @2 a; stat -c '%X %Y' a; touch -m -d @3 a; stat -c '%X %Y' a; touch -am -d @4 a; stat -c '%X %Y' a
  2 1
  2 3
  4 4
Another file's times:
  $ touch -a -d @7 b; touch -m -d @8 b; touch -r b a; stat -c '%X %Y' a; touch --reference=b c; stat -c '%X %Y' c
  7 8
  7 8
  $ touch -r nosuch a
  touch: can't stat 'nosuch': No such file or directory
  [1]
A link's own time with -h:
  $ ln -s a l; touch -h -d @9 l; stat -c '%n %Y' l a; touch -d @10 l; stat -c '%n %Y' l a
  l 9
  a 8
  l 9
  a 10
  $ ln -s new dang; touch dang; ls new
  new
Directories, and odd names:
  $ mkdir d; touch -d @3 d; stat -c %Y d; touch -- -x 'n
  > l' "$(printf '\377')"; stat -c %F -- -x 'n
  > l' "$(printf '\377')"
  3
  regular empty file
  regular empty file
  regular empty file
What is left open is zero: [cairn]
  $ for t in '2020-01-02 03:04' 2020-1-2 2001020304 '2020-02-30 00:00'; do touch -d "$t" a; stat -c '%y' a; done
  2020-01-02 03:04:00.000000000 +0000
  2020-01-02 00:00:00.000000000 +0000
  2020-01-02 03:04:00.000000000 +0000
  2020-03-01 00:00:00.000000000 +0000
Other dates: [cairn]
  $ for t in 2020-01-02T03:04:05Z '2020-01-02T03:04:05.25+01:00' 'Thu, 02 Jan 2020 03:04:05 +0000' 'Jan 2 2020 3:04 pm' 20200102 '@1.5' '2020-01-31 12:00 1 day ago'; do touch -d "$t" a; stat -c '%y' a; done
  2020-01-02 03:04:05.000000000 +0000
  2020-01-02 02:04:05.250000000 +0000
  2020-01-02 03:04:05.000000000 +0000
  2020-01-02 15:04:00.000000000 +0000
  2020-01-02 00:00:00.000000000 +0000
  1970-01-01 00:00:01.500000000 +0000
  2020-01-30 12:00:00.000000000 +0000
Likewise: [cairn]
  $ touch --time=atime -d @1 a; touch --time=modify -d @2 a; stat -c '%X %Y' a
  1 2
A date may be relative to the times of another file: [cairn]
  $ touch -d '@1000000000' rf; touch -a -d '@900000000' rf; touch -r rf -d '+1 day' rg; stat -c '%X %Y' rg; touch -d '-1 hour' -r rf rg; stat -c '%X %Y' rg; touch -r rf -d nonsense rg
  900086400 1000086400
  899996400 999996400
  touch: invalid date 'nonsense'
  [1]
