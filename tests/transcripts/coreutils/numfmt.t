Alpine's BusyBox has no numfmt: to units [cairn]
  $ numfmt --to=si 999 1000 1999 9900 9999 99999 998123 1000000; numfmt --to=iec 1023 1024 1025 102399; numfmt --to=iec-i 0 102399
  999
  1.0k
  2.0k
  9.9k
  10k
  100k
  999k
  1.0M
  1023
  1.0K
  1.1K
  100K
  0
  100Ki
From units [cairn]
  $ numfmt --from=si 1K 1k 9.7M; numfmt --from=iec 1K 1.5K; numfmt --from=auto 1K 1Ki '2 M'; numfmt --from=iec-i 3 1Ki; numfmt --from=si --to=iec-i 2000R
  1000
  1000
  9700000
  1024
  1536
  1000
  1024
  2 M
  3
  1024
  1.6Qi
  $ numfmt --from-unit=512 4; numfmt --to-unit=Ki 2048 2049; numfmt --to=iec-i --to-unit=885 100000
  2048
  2
  3
  113
All methods of rounding; a fraction keeps its digits, exactly [cairn]
  $ for r in up down from-zero towards-zero nearest; do echo $r $(numfmt --round=$r --to-unit=1024 -- 6000 -6000 6000.00 -6000.00); done
  up 6 -5 5.86 -5.85
  down 5 -6 5.85 -5.86
  from-zero 6 -6 5.86 -5.86
  towards-zero 5 -5 5.85 -5.85
  nearest 6 -6 5.86 -5.86
  $ numfmt -- -0 -0.1 .1 9.300000000000000000 0001 36953.85; numfmt --from=iec --from-unit=959 -- -615484.454; numfmt --round=nearest --to=si -- -0.4
  0
  -0.1
  0.1
  9.300000000000000000
  1
  36953.85
  -590249591.386
  0
Fields and the blanks before them; other delimiters [cairn]
  $ numfmt --to=si --field=2 'A    500 B' 'A   5000 B' 'A 20000000 B'; numfmt --to=si ' 6000000' 6000000
  A    500 B
  A   5.0k B
  A      20M B
      6.0M
  6.0M
  $ for f in 2 2-4 4- -2 -2,4- - '1,3 5'; do numfmt --field="$f" --to=si '1000 2000 3000 4000 5000'; done
  1000 2.0k 3000 4000 5000
  1000 2.0k 3.0k 4.0k 5000
  1000 2000 3000 4.0k 5.0k
  1.0k 2.0k 3000 4000 5000
  1.0k 2.0k 3000 4.0k 5.0k
  1.0k 2.0k 3.0k 4.0k 5.0k
  1.0k 2000 3.0k 4000 5.0k
  $ numfmt -d: --field=2 --from=auto :40M:60M; numfmt -d '' --from=si '4.0 K'; numfmt -d · --field=2 --from=auto 1·2K; printf 'A\nB 1001\0D 7\n2002\0' | numfmt -z --field=3 --to=si | tr '\0' '|'; echo
  :40000000:60M
  4000
  1·2000
  A B 1.1k|D 7 2.1k|
Lines as they are: a header, the last one without its end [cairn]
  $ printf 'size\n5000\n90000' | numfmt --header --to=iec; echo; printf 'a\nb\n' | numfmt --header=3 --to=iec
  size
  4.9K
  88K
  a
  b
Widths and formats [cairn]
  $ numfmt --padding=10 --to=si 50000; numfmt --padding=-10 --to=si 50000 | tr ' ' .; numfmt --format='<%-10f>' --suffix=Foo 50; numfmt --format=%.4f --to=si 9991239123
         50k
  50k.......
  <50Foo     >
  9.9913G
  $ numfmt --format=%06f 1234; numfmt --format=%06f --padding=7 1234; numfmt --format=%018.2f -- -9869647; numfmt --format=%06f --to=si 1234; numfmt --format='%f %%' 5; numfmt --grouping 7000
  001234
   001234
  -00000009869647.00
  0001.3k
  5 %%
  7000
Suffixes of one's own, and what stands before the unit [cairn]
  $ numfmt --suffix=Foo 70 70Foo; numfmt --suffix=M --to=si --from=si 4MM; numfmt --to=si --unit-separator=' ' --suffix=B 500 1000; numfmt --from=iec --unit-separator=:: 4::K
  70Foo
  70Foo
  4.0MM
  500B
  1.0 kB
  4096
What is not a number ends it, or not [cairn]
  $ numfmt --field=3 --from=auto 'Hello 40M World 90G'; echo " $?"
  Hello 40M numfmt: invalid number: 'World'
   2
  $ numfmt --invalid=fail --debug --to=si 1000 Foo 3000
  1.0k
  numfmt: invalid number: 'Foo'
  Foo
  3.0k
  numfmt: failed to convert some of the input numbers
  [2]
  $ numfmt --invalid=warn 5 x; numfmt --invalid=ignore y
  5
  numfmt: invalid number: 'x'
  x
  y
  $ for n in '' 12. 1.22. -0.-1 4J 4M 1e9; do numfmt -- "$n"; done
  numfmt: invalid number: ''
  numfmt: invalid number: '12.'
  numfmt: invalid suffix in input: '1.22.'
  numfmt: invalid number: '-0.-1'
  numfmt: invalid suffix in input: '4J'
  numfmt: rejecting suffix in input: '4M' (consider using --from)
  numfmt: invalid suffix in input: '1e9'
  [2]
  $ numfmt --from=si 4MJ
  numfmt: invalid suffix in input '4MJ': 'J'
  [2]
  $ numfmt --from=iec-i 12M
  numfmt: missing 'i' suffix in input: '12M' (e.g Ki/Mi/Gi)
  [2]
  $ numfmt -d '' --from=si --unit-separator= '1 K'
  numfmt: invalid suffix in input: '1 K'
  [2]
Bounds [cairn]
  $ numfmt 1000000000000000000; numfmt 10000000000000000000
  1000000000000000000
  numfmt: value too large to be printed: '1e+19' (consider using --to)
  [2]
  $ numfmt 1000000000000000000.0
  numfmt: value/precision too large to be printed: '1e+18/1' (consider using --to)
  [2]
  $ numfmt --to=si 543219876543210000000000000000000; numfmt --from=si --to=si 1000Q
  544Q
  numfmt: value too large to be printed: '1e+33' (cannot handle values > 999Q)
  [2]
  $ numfmt 6543219876543210000000000000000000
  numfmt: value too large to be converted: '6543219876543210000000000000000000'
  [2]
Wrong options [cairn]
  $ for o in --padding=0 --header=0 --from-unit=0 --to-unit=1i --to-unit=18014398509481984Ki -dxx --format=hello --format=%d --format='%f %f' --format=% --format=%.-1f '--grouping --to=si' '--field=1 --field=2'; do IFS=,; numfmt ${o// --/,--} 1; IFS=' '; done
  numfmt: invalid padding value '0'
  numfmt: invalid header value '0'
  numfmt: invalid unit size: '0'
  numfmt: invalid unit size: '1i'
  numfmt: invalid unit size: '18014398509481984Ki'
  numfmt: the delimiter must be a single character
  numfmt: format 'hello' has no % directive
  numfmt: invalid format '%d', directive must be %[0]['][-][N][.][N]f
  numfmt: format '%f %f' has too many % directives
  numfmt: format '%' ends in %
  numfmt: invalid precision in format '%.-1f'
  numfmt: grouping cannot be combined with --to
  numfmt: multiple field specifications
  $ for o in --field=A --field=0 --field=3-2 --field=1-2-3 --field=18446744073709551615 --to=auto --round=x; do numfmt $o 1 2>&1 | head -1; done
  numfmt: invalid field value 'A'
  numfmt: fields are numbered from 1
  numfmt: invalid decreasing range
  numfmt: invalid field range
  numfmt: field number '18446744073709551615' is too large
  numfmt: invalid argument 'auto' for '--to'
  numfmt: invalid argument 'x' for '--round'
  $ numfmt --debug --header 5
  numfmt: no conversion option specified
  numfmt: --header ignored with command-line input
  5
