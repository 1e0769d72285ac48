#!/bin/sh
# What a base image is used for, in one script: functions, pipes, here-documents, find, sed, tar, sort.
set -eu

heading() { printf '\n== %s\n' "$*"; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

heading "Who and where"
id -un
grep -c . /etc/passwd
cut -d : -f 1,7 /etc/passwd | head -n 2

heading "A here-document, filtered"
price=7
cat > list.txt <<END
pear	3
apple	$price
fig	12
apple	5
END
sort -k 1,1 -k 2,2n list.txt | sed 's/^\([a-z]*\)	\(.*\)$/\2 \1/' | tr a-z A-Z

heading "Words, counted"
count() { tr -cs '[:alpha:]' '\n' | sort | uniq -c | sort -rn -k 1,1 | head -n "$1"; }
for f in list.txt list.txt; do cat "$f"; done | count 2 | while read -r n word; do
    echo "$word: $n"
done

heading "A tree, found and packed"
mkdir -p src/a/b src/c
for i in 1 2 3; do echo "file $i" > "src/a/b/$i.txt"; done
touch src/c/empty
find src -type f -name '*.txt' | sort
tar -czf src.tar.gz src
rm -rf src
tar -xzf src.tar.gz
find src -type f -exec cat {} + | sort -r
sha256sum src/a/b/1.txt

heading "Arithmetic and parameters"
i=0 sum=0
while [ "$i" -lt 1000 ]; do
    i=$((i + 1)) sum=$((sum + i * i))
done
path=/usr/local/bin/tool.sh
echo "$sum ${path##*/} ${path%/*} $(basename "$path" .sh)"

heading "Failure is seen"
if (cd /nonexistent) 2> /dev/null; then echo "impossible"; else echo "status $?"; fi
false | true && echo "the last of a pipeline counts"
