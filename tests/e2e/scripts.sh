#!/bin/sh
# Scripts in the style of those that containers start with: an entrypoint that prepares, drops its rights and becomes the
# server; hooks in a directory; configuration from templates; a set-up with a here-document of SQL; a supervisor.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
chmod 755 .
mkdir bin hooks data conf
PATH=$work/bin:$PATH

# A stand-in for every server: says who it is, with what it was started, and what it reads.
cat > bin/server << 'END'
#!/bin/sh
echo "server: $(id -un), umask $(umask), $# words"
for word; do echo "  <$word>"; done
env | grep '^APP_' | sort
sed 's/^/  read: /'
END
chmod +x bin/server

heading() { printf '\n== %s\n' "$*"; }

heading "An entrypoint"
cat > entrypoint << 'END'
#!/bin/sh
set -e
# APP_X or the content of the file that APP_X_FILE names, never both.
from_file() {
    name=$1
    eval "value=\${$name:-} file=\${${name}_FILE:-}"
    if [ -n "$value" ] && [ -n "$file" ]; then
        echo >&2 "error: both $name and ${name}_FILE are set"
        exit 1
    fi
    if [ -n "$file" ]; then value=$(cat "$file"); fi
    export "$name=${value:-$2}"
    unset "${name}_FILE"
}
if [ "${1#-}" != "$1" ] || [ "${1%.conf}" != "$1" ]; then
    set -- server "$@"
fi
if [ "$1" = server ] && [ "$(id -u)" = 0 ] && [ -z "${APP_SELF:-}" ]; then
    from_file APP_PASSWORD none
    find . ! -user nobody -exec chown nobody {} + 2> /dev/null
    APP_SELF=1 exec su nobody -s /bin/sh -c 'exec "$0" "$@"' -- "$0" "$@"
fi
um=$(umask)
if [ "$um" = 0022 ]; then umask 0077; fi
exec "$@"
END
chmod +x entrypoint
echo "from a file" > secret
for words in '' '-p 7000' 'app.conf' 'server --save "60 1"' 'sh -c "echo other: \$# \$1" x y'; do
    eval "set -- $words"
    APP_PASSWORD_FILE=$work/secret ./entrypoint "$@" < /dev/null || echo "status $?"
done
APP_PASSWORD=a APP_PASSWORD_FILE=b ./entrypoint -p 1 2>&1 < /dev/null || echo "status $?"

heading "Hooks, in their order"
cat > hooks/20-templates.envsh << 'END'
APP_PORT=${APP_PORT:-8080}
export APP_PORT
END
cat > hooks/10-listen.sh << 'END'
#!/bin/sh
[ -w conf ] || exit 0
for f in templates/*.template; do
    [ -e "$f" ] || { echo "$(basename "$0"): info: no templates"; break; }
done
END
cat > hooks/30-broken.sh << 'END'
exit 3
END
chmod +x hooks/10-listen.sh hooks/20-templates.envsh
run_hooks() {
    if find hooks -mindepth 1 -maxdepth 1 -type f -print -quit 2> /dev/null | read -r _; then
        find hooks -follow -type f -print | sort -V > list
        while read -r f; do
            case "$f" in
                *.envsh) if [ -x "$f" ]; then echo "sourcing $f"; . "./$f"; else echo "not executable: $f"; fi ;;
                *.sh) if [ -x "$f" ]; then echo "launching $f"; "$f"; else echo "not executable: $f"; fi ;;
                *) echo "ignoring $f" ;;
            esac
        done < list
    fi
}
run_hooks
echo "port $APP_PORT"

heading "Templates"
defined=$(printf '${%s} ' $(awk 'BEGIN { for (name in ENVIRON) print name }' | grep '^APP_' | sort))
printf 'listen ${APP_PORT}; keep $host;\n' > conf/site.template
for f in conf/*.template; do
    text=$(cat "$f")
    for name in $defined; do
        inner=${name#??}
        inner=${inner%\}}
        eval "value=\$$inner"
        text=$(printf '%s\n' "$text" | sed "s|$name|$value|g")
    done
    printf '%s\n' "$text" > "${f%.template}.conf"
done
cat conf/site.conf

heading "A set-up through a here-document"
process() { server --db "${1:-main}" "$@"; }
user=o\'brien
process main --set user="$user" <<- 'EOSQL' | cat
	CREATE DATABASE :"db" ;
	-- $not expanded
EOSQL
(
    exec 3>&1
    quiet() { exec 1>/dev/null; echo lost; echo kept >&3; }
    quiet 2> /dev/null
)
set -- --a=1 -b 'x y' --
for arg; do
    shift
    case $arg in -b) continue ;; --) set -- "$@" -c "$arg" ;; *) set -- "$@" "$arg" ;; esac
done
server "$@" < /dev/null

heading "Waiting, with a limit, for something in the background"
(
    sleep 0.2
    : > ready
) &
tries=0
while ! [ -e ready ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 100 ] || { echo "gave up"; break; }
    sleep 0.05
done
wait "$!"
echo "ready"

heading "A supervisor"
cat > supervisor << 'END'
#!/bin/sh
trap 'echo "stopping"; kill -TERM "$child" 2>/dev/null; wait "$child"; echo "stopped with $?"; exit 0' TERM INT
sleep 30 &
child=$!
: > started
wait "$child"
END
chmod +x supervisor
./supervisor > log 2> /dev/null &
supervisor=$!
while ! [ -e started ]; do sleep 0.05; done
kill -TERM "$supervisor"
wait "$supervisor" && echo "supervisor: $?"
cat log

heading "Failure within eval where it is tested"
check() { eval "$1" > /dev/null 2>&1; }
if check '[ -s /nowhere ]'; then echo "impossible"; else echo "not there"; fi
! eval 'false' && echo "went on"
