#!/bin/sh
# Runs as an ordinary user in the finished image.
set -eu
echo "I am $(id -un), in $(id -Gn | tr ' ' '\n' | sort | tr '\n' ' ')at $PWD, home $HOME"

share=/opt/app/share
echo "$(cat "$share/count") words:"
while read -r word; do
    printf '  %-8s%s\n' "$word" "$(printf %s "$word" | wc -c)"
done < "$share/words"

cat > notes <<END
$(cat "$share/manifest")
END
sed -n 's,^share/,- ,p' notes

tar -xzf "$share/source.tar.gz"
find . -type f | sort
grep -c '^[^#]' words.txt

echo kept > /var/lib/app/state
ls -ln /var/lib/app/state | cut -c 1-10
if echo x 2> /dev/null > /etc/passwd; then echo "may write /etc/passwd"; else echo "may not write /etc/passwd"; fi
if cat /etc/shadow > /dev/null 2>&1; then echo "may read /etc/shadow"; else echo "may not read /etc/shadow"; fi
