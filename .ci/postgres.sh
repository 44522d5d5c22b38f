# A PostgreSQL server for the tests, in a temporary folder and on loopback alone; to be sourced. Sets BENCH_TEST_POSTGRES,
# unless it is set already or no server can be had: then the tests that need one are skipped, and say so.

# The newest server binaries on this machine.
postgres_binaries() {
  local initdb
  initdb=$(command -v initdb || ls -1 /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -n 1 || true)
  [ -z "$initdb" ] || dirname "$initdb"
}

install_postgres() {
  [ -z "$(postgres_binaries)" ] || return 0
  command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ] || return 0
  echo 'PostgreSQL is missing: installing it with apt-get'
  { apt-get -q update && DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends postgresql; } \
    >/dev/null 2>&1 || echo 'apt-get could not install PostgreSQL'
}

# The server refuses to run as root.
as_postgres() {
  if [ "$(id -u)" -eq 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi
}

start_postgres() {
  [ -z "${BENCH_TEST_POSTGRES:-}" ] || return 0
  install_postgres
  postgres_bin=$(postgres_binaries)
  if [ -z "$postgres_bin" ]; then
    echo 'no PostgreSQL on this machine: its tests are skipped'
    return 0
  fi
  postgres_folder=$(mktemp -d)
  [ "$(id -u)" -ne 0 ] || chown postgres "$postgres_folder"
  local port
  port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
  if as_postgres "$postgres_bin/initdb" -D "$postgres_folder/data" -U bench -A trust >/dev/null 2>&1 &&
    as_postgres "$postgres_bin/pg_ctl" -D "$postgres_folder/data" -l "$postgres_folder/log" -w -t 60 start \
      -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$postgres_folder" >/dev/null 2>&1; then
    export BENCH_TEST_POSTGRES="postgresql://bench@127.0.0.1:$port/postgres"
    echo "PostgreSQL for the tests: $("$postgres_bin/postgres" --version)"
  else
    echo 'PostgreSQL would not start: its tests are skipped'
    [ ! -e "$postgres_folder/log" ] || tail -n 5 "$postgres_folder/log"
  fi
}

stop_postgres() {
  [ -n "${postgres_folder:-}" ] || return 0
  as_postgres "$postgres_bin/pg_ctl" -D "$postgres_folder/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$postgres_folder"
}
