Alpine's BusyBox has no patch: what is here is worded as BusyBox words it where that has one. [cairn]

Unified differences, by the names in them:

  $ seq 9 > f; sed 's/^2$/two/; s/^8$/eight/' f > g; diff -u -L a/f -L b/f f g > u
  [1]
  $ patch < u; cat f | tr '\n' ' '; echo
  patching file f
  1 two 3 4 5 6 7 eight 9  (esc)
  $ patch -R -p1 -i u; cat f | tr '\n' ' '; echo
  patching file f
  1 2 3 4 5 6 7 8 9  (esc)
  $ patch f u && cmp f g; patch -sR f u; seq 9 | cmp - f
  patching file f

Context and normal differences, and no form but the one asked for:

  $ diff -c -L f -L f f g > c; patch < c; cmp f g; patch -R < c; seq 9 | cmp - f
  patching file f
  patching file f
  $ diff --normal f g > n; cat n
  2c2
  < 2
  ---
  \x3e two (esc)
  8c8
  < 8
  ---
  \x3e eight (esc)
  $ patch f < n; cmp f g; patch -sRn f n; seq 9 | cmp - f
  patching file f
  $ patch < n
  patch: can't find a file to patch: name it
  [1]
  $ patch -u < c
  patch: no patch in the input
  [2]

Hunks that are elsewhere, or whose context has changed:

  $ (echo 0; seq 9) > f; patch < u; tr '\n' ' ' < f; echo
  patching file f
  Hunk 1 succeeded at 2 (offset 1 line).
  0 1 two 3 4 5 6 7 eight 9  (esc)
  $ sed 's/^1$/one/' g > h; seq 9 | sed 's/^1$/one/' > f; patch < u; cmp f h
  patching file f
  Hunk 1 succeeded at 1 with fuzz 1.
  $ seq 9 | sed 's/^1$/one/' > f; patch -F 0 < u 2>&1; cat f.rej
  patching file f
  Hunk 1 FAILED 1/1.
   1
  -2
  +two
   3
   4
   5
   6
   7
  -8
  +eight
   9
  patch: f: 1 of 1 hunk failed, saved in f.rej
  --- f
  +++ f
  @@ -1,9 +1,9 @@
   1
  -2
  +two
   3
   4
   5
   6
   7
  -8
  +eight
   9
  $ seq 9 | sed 's/^5$/ 5/' > f; patch -s < u 2>/dev/null || echo no; seq 9 | sed 's/^5$/5 /' > f; patch -l < u; tr '\n' ' ' < f; rm f.rej
  no
  patching file f
  1 two 3 4 5  6 7 eight 9  (esc) (no-eol)

What fits is applied, what does not is in f.rej:

  $ seq 30 > f; sed 's/^3$/three/; s/^25$/x/' f > g; diff -u -L f -L f f g > u; sed 's/^25$/25 or so/' f > k; cp k f
  $ patch < u 2>&1; diff k f; cat f.rej; rm f.rej
  patching file f
  Hunk 2 FAILED 22/22.
   22
   23
   24
  -25
  +x
   26
   27
   28
  patch: f: 1 of 2 hunks failed, saved in f.rej
  --- k
  +++ f
  @@ -1,6 +1,6 @@
   1
   2
  -3
  +three
   4
   5
   6
  --- f
  +++ f
  @@ -22,7 +22,7 @@
   22
   23
   24
  -25
  +x
   26
   27
   28
  $ cp k f; patch -r rejected < u 2> /dev/null; ls f.rej rejected; cp k f; rm rejected; patch -r - < u 2> /dev/null; ls
  patching file f
  ls: f.rej: No such file or directory
  rejected
  patching file f
  c
  f
  g
  h
  k
  n
  u

Already applied:

  $ cp g f; patch < u 2>&1; cmp f g; ls f.rej
  patching file f
  Possibly reversed hunk 1 at 31
  Hunk 1 FAILED 1/1.
   1
   2
  -3
  +three
   4
   5
   6
  Possibly reversed hunk 2 at 31
  Hunk 2 FAILED 22/22.
   22
   23
   24
  -25
  +x
   26
   27
   28
  ls: f.rej: No such file or directory
  [1]
  $ patch -N < u; patch -f < u 2>&1 | sed -n '1,3p'
  patching file f
  patching file f
  Hunk 1 FAILED 1/1.
   1

Nothing is changed with --dry-run:

  $ seq 30 > f; patch --dry-run < u; seq 30 | cmp - f; patch --dry-run -R < u > /dev/null 2>&1; echo $?; ls
  patching file f
  1
  c
  f
  f.rej
  g
  h
  k
  n
  u

Backups, other outputs, another directory, modes:

  $ chmod 751 f; patch -b < u; seq 30 | cmp - f.orig; stat -c %a f f.orig
  patching file f
  751
  751
  $ patch -Rs -z .before < u; cmp g f.before; rm f.orig f.before
  $ patch -o out < u; seq 30 | cmp - f; cmp out g; patch -so - < u | cmp - g
  patching file f
  $ mkdir d; cp f d/f; cp u d; patch -d d -i u; cmp d/f g; seq 30 | cmp - f
  patching file f
  $ (seq 0; seq 30) > f; patch -s --backup-if-mismatch < u; ls f.orig; mv f f.orig; (echo 0; seq 30) > f; rm f.orig; patch -s --backup-if-mismatch < u; ls f.orig
  ls: f.orig: No such file or directory
  f.orig

New and removed files:

  $ printf -- '--- /dev/null\n+++ b/new/dir/file\n@@ -0,0 +1,2 @@\n+one\n+two\n\\ No newline at end of file\n' > create
  $ patch -p1 < create; od -c new/dir/file; patch -p1 < create; patch -N -p1 < create; patch -p1 -R < create; ls new/dir
  creating new/dir/file
  0000000   o   n   e  \n   t   w   o
  0000007
  creating new/dir/file
  patch: can't open 'new/dir/file': File exists
  removing new/dir/file
  $ printf -- '--- d/f\n+++ d/f\n@@ -1 +0,0 @@\n-x\n' > empty; echo x > f; patch < empty; wc -c f; echo x > f; patch -E < empty; ls f
  patching file f
  0 f
  removing f
  ls: f: No such file or directory
  [1]
  $ printf -- '--- f\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n' > remove; printf 'x\ny\n' > f; patch < remove; cat f; rm f f.rej
  patching file f
  patch: not removing 'f': it has more than the patch removes
  y
  $ printf -- 'diff --git a/s b/s\nnew file mode 100755\nindex 1..2\n--- /dev/null\n+++ b/s\n@@ -0,0 +1 @@\n+x\n' | patch -p1; stat -c %a s
  creating s
  755
  $ printf -- 'diff --git a/s b/s\nold mode 100755\nnew mode 100644\n--- a/s\n+++ b/s\n@@ -1 +1 @@\n-x\n+y\n' | patch -p1; stat -c %a s; cat s
  patching file s
  644
  y

A name may be quoted, or in an Index line, or be missing:

  $ echo x > 'a b'; printf -- '--- "a/a\\040b"\n+++ "b/a\\040b"\n@@ -1 +1 @@\n-x\n+y\n' | patch -p1; cat 'a b'
  patching file a b
  y
  $ echo x > i; printf 'Index: p/i\n1c1\n< x\n---\n> y\n' | patch; cat i
  patching file i
  y
  $ printf -- '--- nosuch\n+++ nosuch\n@@ -1 +1 @@\n-x\n+y\n' | patch
  patching file nosuch
  patch: can't open 'nosuch': No such file or directory
  [1]
  $ printf -- '--- a/b\n+++ a/b\n@@ -1 +1 @@\n-x\n+y\n' | patch -p 3
  patch: can't find a file to patch: name it
  [1]

No name leads out of the directory, neither up, nor absolute, nor through a link, whether that is there or not (CVE-2010-4651, CVE-2015-1196, CVE-2015-1395, CVE-2019-13636):

  $ mkdir in; echo x > secret; cd in; ln -s .. up; ln -s ../secret link
  $ for name in ../secret a/../../secret /secret up/secret link; do printf -- "--- $name\n+++ $name\n@@ -1 +1 @@\n-x\n+y\n" | patch -p0; echo $?; done
  patch: refusing the file name '../secret': it leaves the directory
  1
  patch: refusing the file name 'a/../../secret': it leaves the directory
  1
  patch: refusing the file name '/secret': it leaves the directory
  1
  patch: can't open 'up/secret': a component is no directory (symbolic links are not followed)
  1
  patch: can't open 'link': symbolic links are not followed
  1
  $ echo x > own; printf -- '--- ../secret\n+++ own\n@@ -1 +1 @@\n-x\n+y\n' | patch -p0; cat own; rm own
  patching file own
  y
  $ printf -- '--- /dev/null\n+++ up/new\n@@ -0,0 +1 @@\n+y\n' | patch -p0
  patch: can't open 'up/new': a component is no directory (symbolic links are not followed)
  [1]
  $ printf -- '--- a//secret\n+++ a//secret\n@@ -1 +1 @@\n-x\n+y\n' | patch -p1
  patching file secret
  patch: can't open 'secret': No such file or directory
  [1]
  $ printf -- 'diff --git a/l b/l\nnew file mode 120000\n--- /dev/null\n+++ b/l\n@@ -0,0 +1 @@\n+../secret\n\\ No newline at end of file\n' | patch -p1
  patch: refusing to patch 'l': only regular files are patched
  [1]
  $ ls; cd ..; cat secret; ls new
  link
  up
  x
  dir

Not even for backups and rejects: a link in their place is replaced, not written through.

  $ cd in; echo x > f; ln -s ../secret f.orig; ln -s ../secret f.rej
  $ printf -- '--- f\n+++ f\n@@ -1 +1 @@\n-x\n+y\n@@ -8 +8 @@\n-a\n+b\n' | patch -b 2> /dev/null; cat f f.orig; cat ../secret; stat -c %F f.rej; cd ..
  patching file f
  y
  x
  x
  regular file

Scripts for ed are not run (CVE-2018-1000156, CVE-2018-20969, CVE-2019-13638):

  $ printf -- '--- /dev/null\n+++ f\n1i\n!echo run >ran\n.\nw\n' > ed; patch f < ed; patch -e f ed; ls ran
  patch: line 3 begins an ed script: not run, a script can do anything (use diff -u)
  patch: ed scripts are not run: a script can do anything
  ls: ran: No such file or directory
  [1]

Bad patches: nothing is changed, also not by what comes before the mistake (CVE-2018-6951, CVE-2018-6952, CVE-2016-10713).

  $ echo x > f; printf -- '--- f\n+++ f\n@@ -1 +1 @@\n-x\n+y\n--- f\n+++ f\n@@ -1,2 +1 @@\n-x\n' | patch; cat f
  patch: malformed patch at line 10: unexpected end
  x
  $ printf -- '--- f\n+++ f\n@@ -1 +99999999999999999999 @@\n-x\n+y\n' | patch
  patch: malformed patch at line 3: @@ -1 +99999999999999999999 @@
  [2]
  $ printf -- '--- f\n+++ f\n@@ -9999999999999,0 +1 @@\n+y\n' | patch; cat f
  patching file f
  Hunk 1 succeeded at 2 (offset -9999999999998 lines).
  x
  y
  $ echo hello | patch; patch < /dev/null
  patch: no patch in the input
  $ printf 'GIT binary patch\nliteral 1\n' | patch
  patch: git binary patches are not supported (line 1)
  [2]
  $ printf 'rename from a\nrename to b\n' | patch
  patch: git renames and copies are not supported (line 1)
  [2]
  $ patch -p x; patch -i nosuch; patch -z a/b; patch a b c 2>&1 | sed -n 2,4p
  patch: invalid number 'x'
  patch: can't open 'nosuch': No such file or directory
  patch: invalid suffix 'a/b'
  
  Usage: patch [-RNEbfls] [-p N] [-i DIFF] [-d DIR] [-F N] [-o FILE] [-r FILE] [ORIGFILE [PATCHFILE]]
  
