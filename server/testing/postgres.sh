#!/bin/sh
# A private PostgreSQL cluster for as long as somebody holds our standard input.
#
#   postgres.sh [durable]
#
# Each line read asks for a database; the answer is the URL of a fresh, empty one, or `error: ` and
# the reason. When the input closes, even because the asker was killed, the cluster is stopped and
# removed. Without `durable` it never waits for the disk: right for tests, wrong for benchmarks.
set -u
trap '' HUP INT TERM PIPE # only the closing input says when to stop, whoever else is gone by then
umask 022

fail() { echo "error: $*"; exit 1; }

# Debian keeps the server's programs out of PATH.
bin=
for postgres in "$(command -v postgres)" /usr/lib/postgresql/*/bin/postgres; do
  [ -x "$postgres" ] && bin=$(dirname "$(readlink -f "$postgres")")
done
[ -n "$bin" ] || fail "PostgreSQL's server programs are not here; install Debian's package \`postgresql\`"

# They refuse to run as root.
as=
if [ "$(id -u)" = 0 ]; then
  user=nobody
  id -u postgres >/dev/null 2>&1 && user=postgres
  as="setpriv --reuid=$user --regid=$(id -g $user) --clear-groups --"
fi

# /tmp and not TMPDIR: the path of a socket may have 107 bytes, and the other user must get there.
home=$($as mktemp -d /tmp/afterword-postgres.XXXXXX) || fail "no directory can be made in /tmp"
cd "$home" || fail "$home cannot be entered"
log=$home/log
password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')

stop() {
  $as "$bin/pg_ctl" stop --pgdata="$home/data" --mode=immediate --silent >/dev/null 2>&1
  cd / && $as rm -rf "$home"
}
trap stop EXIT

printf '%s\n' "$password" >password
$as "$bin/initdb" --pgdata="$home/data" --username=afterword --pwfile="$home/password" --auth=password \
  --encoding=UTF8 --no-locale --no-sync >initdb.log 2>&1 || fail "initdb: $(tail -n 1 initdb.log)"

settings="-c listen_addresses=127.0.0.1 -c unix_socket_directories=$home -c max_connections=200"
settings="$settings -c shared_buffers=32MB -c jit=off"
[ "${1-}" = durable ] || settings="$settings -c fsync=off -c synchronous_commit=off -c full_page_writes=off"

# Below the range from which outgoing connections take theirs; another try where somebody has it.
started=
for _ in 1 2 3 4 5; do
  port=$(shuf -i 20000-32000 -n 1)
  $as "$bin/pg_ctl" start --pgdata="$home/data" --log="$log" --wait --silent \
    -o "$settings -p $port" </dev/null >/dev/null 2>&1 && started=yes && break
done
[ -n "$started" ] || fail "the cluster does not start: $(tail -n 1 "$log")"

export PGPASSWORD="$password"
number=0
while read -r _; do
  number=$((number + 1))
  # template0, because nobody is ever connected to it.
  if "$bin/psql" --no-psqlrc --quiet --host="$home" --port="$port" --username=afterword --dbname=postgres \
    --command="CREATE DATABASE test_$number TEMPLATE template0" </dev/null >psql.log 2>&1; then
    echo "postgres://afterword:$password@127.0.0.1:$port/test_$number"
  else
    echo "error: $(tail -n 1 psql.log)"
  fi
done
