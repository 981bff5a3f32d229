#!/bin/bash
# A PostgreSQL server of its own for tests, in a temporary folder, on a socket there and nowhere else.
#
#   postgresql.sh    prints the address of its first database (user and password are « respecte » and « s3cret+ »), and
#                    ends the server once the process that started this one has ended
#
# The server refuses to be root: where this is root, it runs as the user postgres or nobody.
# Exit status: 0 it answers, 77 PostgreSQL is not installed, 1 it does not start.

# Whoever started this may wait until everything that it opened is closed, here and in what stays behind.
for path in /dev/fd/*; do
  fd=${path##*/}
  case $fd in [0-2] | 255 | *[!0-9]*) ;; *) eval "exec $fd>&-" ;; esac
done

bin=
for folder in /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin; do
  [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ] && bin=$folder
done
if [ -z "$bin" ]; then
  echo 'PostgreSQL is not installed: run `make peers` (Debian: apt-get install postgresql)' >&2
  exit 77
fi

watched=$PPID
folder=$(mktemp -d /tmp/respecte-postgresql.XXXXXX) || exit 1
as=
if [ "$(id -u)" = 0 ]; then
  user=postgres
  id "$user" >/dev/null 2>&1 || user=nobody
  chown "$user" "$folder"
  as="setpriv --reuid $user --regid $(id -g "$user") --clear-groups"
fi
cd "$folder" || exit 1
printf 's3cret+\n' > password
chmod 644 password
# Nothing here has to outlive the computer, so nothing is flushed; it is the clients that are killed.
if ! $as "$bin/initdb" --pgdata=data --username=respecte --pwfile=password --auth=scram-sha-256 \
  --encoding=UTF8 --locale=C --no-sync >log 2>&1
then
  cat log >&2
  rm -rf "$folder"
  exit 1
fi
$as "$bin/postgres" -D "$folder/data" -c listen_addresses= -c unix_socket_directories="$folder" \
  -c fsync=off -c max_connections=60 >log 2>&1 </dev/null &
server=$!
(
  exec >/dev/null 2>&1 </dev/null
  while kill -0 "$watched" 2>/dev/null && kill -0 "$server" 2>/dev/null; do sleep 1; done
  kill -QUIT "$server" 2>/dev/null
  rm -rf "$folder"
) &

tries=0
until [ -S "$folder/.s.PGSQL.5432" ] && PGPASSWORD=s3cret+ "$bin/pg_isready" -q -h "$folder"; do
  tries=$((tries + 1))
  if [ $tries -gt 300 ] || ! kill -0 "$server" 2>/dev/null; then
    cat log >&2
    exit 1
  fi
  sleep 0.1
done
printf 'postgres://respecte:s3cret%%2B@/postgres?host=%s\n' "$folder"
