# date

  $ date -d @0; date -u -d @1234567890; date -d '1999-1-2 3:4:5'; date -d 2005.03.04-05:06:07; date -d 2000-01-01; date -d 200001011200.33
  Thu Jan  1 00:00:00 UTC 1970
  Fri Feb 13 23:31:30 UTC 2009
  Sat Jan  2 03:04:05 UTC 1999
  Fri Mar  4 05:06:07 UTC 2005
  Sat Jan  1 00:00:00 UTC 2000
  Sat Jan  1 12:00:33 UTC 2000
  $ date -d 1:2 +%T; date -d 1:2:3 +%T; date -d 01011200 +%m%d%H%M; date -d 1200 +%H%M
  01:02:00
  01:02:03
  01011200
  1200
  $ for o in -R -I -Idate -Ihours -Iminutes -Iseconds --rfc-2822; do date -d '2010-05-06 7:8' $o; done
  Thu, 06 May 2010 07:08:00 +0000
  2010-05-06
  2010-05-06
  2010-05-06T07+00:00
  2010-05-06T07:08+00:00
  2010-05-06T07:08:00+00:00
  Thu, 06 May 2010 07:08:00 +0000
  $ date -d '2010-05-06 7:8' -Ins
  2010-05-06T07:08:00,000000000+00:00
  $ date -D '%d.%m.%Y %H:%M' -d '01.02.2003 04:05'
  Sat Feb  1 04:05:00 UTC 2003
  $ touch -d '2001-02-03 04:05:06' f; date -r f; date -r f +%s; date -u -R -r f
  Sat Feb  3 04:05:06 UTC 2001
  981173106
  Sat, 03 Feb 2001 04:05:06 +0000
  $ date -d @1000000000 '+%a %A %b %B %c %C %d %D %e %F %g %G %h %H %I %j %m %M %n%p %r %R %s %S %t%T %u %U %V %w %W %x %X %y %Y %z %Z %%'
  Sun Sunday Sep September Sun Sep  9 01:46:40 2001 20 09 09/09/01  9 2001-09-09 01 2001 Sep 01 01 252 09 46  (esc)
  AM 01:46:40 AM 01:46 1000000000 40 	01:46:40 7 36 36 0 36 09/09/01 01:46:40 01 2001 +0000 UTC %
[cairn]
  $ date -d @1000000000 '+%k|%l|%P|%:z|%N'
   1| 1|am|+00:00|000000000
  $ TZ=EST5EDT,M3.2.0,M11.1.0 date -d '2010-07-01 12:00' '+%Z %z %s'
  EDT -0400 1278000000
  $ date -d @5 +; date +%s -d @7; date -d @5 -R +%Y
  
  7
  1970
  $ date -d x
  date: invalid date 'x'
  [1]
  $ date -d ''
  date: invalid date ''
  [1]
  $ date -d 2000-13-01
  date: invalid date '2000-13-01'
  [1]
  $ date -D %Y -d x
  date: invalid date 'x'
  [1]
  $ date -r nosuch
  date: can't stat 'nosuch': No such file or directory
  [1]
  $ date -x 2>&1 | head -n 1
  date: unrecognized option: x
  $ date -R -I 2>&1 | sed -n 3p; date -d @0 -s @0 2>/dev/null; date a b 2>/dev/null
  Usage: date [OPTIONS] [+FMT] [[-s] TIME]
  [1]
A full disk is told:
[cairn]
  $ date > /dev/full
  date: write error: No space left on device
  [1]

Without a time zone, it is UTC; now is now:

  $ unset TZ; a=$(date +%s); b=$(date -u +%s); test $((b - a)) -le 1 && date -d @0 +%Z
  UTC

What GNU's takes:
[cairn]
  $ TZ=UTC; export TZ; for d in 2010-05-06T07:08:09Z 2010-05-06T07:08:09+02:00 'Thu, 06 May 2010 07:08:09 +0200' '2010-05-06 7:8:9.5' '2010-05-06 +1 day' '6 May 2010' '@-1' '@1.5'; do date -d "$d" '+%F %T.%N'; done
  2010-05-06 07:08:09.000000000
  2010-05-06 05:08:09.000000000
  2010-05-06 05:08:09.000000000
  2010-05-06 07:08:09.500000000
  2010-05-07 00:00:00.000000000
  2010-05-06 00:00:00.000000000
  1969-12-31 23:59:59.000000000
  1970-01-01 00:00:01.500000000
[cairn]
  $ for d in yesterday tomorrow '2 days ago' '+30 minutes' '1 week'; do echo $(( ($(date -d "$d" +%s) - $(date +%s) + 1) / 10 )); done
  -8639
  8640
  -17279
  180
  60480
[cairn]
  $ date -d @0 --rfc-3339=seconds; date -d @0.5 --rfc-3339=ns; date -d @0 --iso-8601=s; date -d @0 '+%-d %_d %3N %05d %^a'; date --utc --date=@0 +%F
  1970-01-01 00:00:00+00:00
  1970-01-01 00:00:00.500000000+00:00
  1970-01-01T00:00:00+00:00
  1  1 000 00001 THU
  1970-01-01
[cairn]
  $ date -I7 2>/dev/null; date --rfc-3339=x 2>/dev/null; date -d 'next nonsense'
  date: invalid date 'next nonsense'
  [1]

GNU's dates in words:
[cairn]
  $ for d in '2020-03-04 10pm' '4 Mar 2020 5:06' 'May-23-2003' '24.1.2026' '2020-1-31 +1 month' '2020-03-04 third friday' \
  > '2020-03-04 05:06 UTC+1:30' '2020-03-04 09:00B' '2020-03-04 (a (nested) comment) 1 fortnight ago' 'TZ="XYZ5" 2020-03-04 12:00' \
  > '2020-03-04 12:00 -1.5 seconds' '99999999-01-01'; do date -d "$d" '+%F %T.%N'; done
  2020-03-04 22:00:00.000000000
  2020-03-04 05:06:00.000000000
  2003-05-23 00:00:00.000000000
  2026-01-24 00:00:00.000000000
  2020-03-02 00:00:00.000000000
  2020-03-04 00:00:00.000000000
  2020-03-04 03:36:00.000000000
  2020-03-04 07:00:00.000000000
  2020-02-19 00:00:00.000000000
  2020-03-04 17:00:00.000000000
  2020-03-04 11:59:58.500000000
  99999999-01-01 00:00:00.000000000
[cairn]
  $ for d in '10:00J' '1.5 hours' '2020-02-30 1pm' 'TZ="' '2020-03-04 2020-03-05' '9223372036854775807 years'; do date -d "$d"; done
  date: invalid date '10:00J'
  date: invalid date '1.5 hours'
  date: invalid date '2020-02-30 1pm'
  date: invalid date 'TZ="'
  date: invalid date '2020-03-04 2020-03-05'
  date: invalid date '9223372036854775807 years'
  [1]

GNU's `-f`, `--resolution`, the flag `+`:
[cairn]
  $ printf '@0\nnonsense\n2020-03-04 noon\n' > dates; date -f dates +%F; date -f - +%T < dates; date --resolution; date -f none
  1970-01-01
  date: invalid date 'nonsense'
  2020-03-04
  00:00:00
  date: invalid date 'nonsense'
  12:00:00
  0.000000001
  date: none: No such file or directory
  [1]
[cairn]
  $ date -f dates -d now 2>&1 | sed -n 3p; date -d 2020-01-01 '+%+Y %+6Y %+4C %+C %4C'; date -d 12345-01-01 '+%+Y %+F'
  Usage: date [OPTIONS] [+FMT] [[-s] TIME]
  2020 +02020 +020 20 0020
  +12345 +12345-01-01
