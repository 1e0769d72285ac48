# What official images are tested for: locked root, UTC, no rights for nobody, a working /tmp.
grep '^root:' /etc/shadow | cut -d : -f 1,2
date +%Z
su nobody -s /bin/sh -c 'id -un'
su nobody -s /bin/sh -c 'cat /etc/shadow' > /dev/null 2>&1 && echo "nobody reads /etc/shadow" || echo "nobody does not read /etc/shadow"
stat -c '%a %U:%G %n' / /tmp /var/tmp /root /etc/passwd /etc/shadow
. /etc/os-release && case $ID_LIKE$ID in *alpine*) echo "like Alpine" ;; esac
busybox true && echo "busybox is there"
echo "$PATH"
