#!/usr/bin/env bash
# Clones this repository into the folder given, starts it there with one command, looks at it, stops it, and checks
# that nothing is left running. Ends with `N passed, N failed`.
set -uo pipefail
source=$(cd "$(dirname "$0")/.." && pwd)
target=$1
passed=0 failed=0
ok() { passed=$((passed + 1)); echo "✓ $1"; }
no() { failed=$((failed + 1)); echo "✗ $1"; }
expect() { if [ "$2" = "$3" ]; then ok "$1"; else no "$1: expected $2, got $3"; fi; }
# Processes of this clone only: its path, or that of its cluster, is in their command line or working folder. Linux only.
left() {
  local cluster=$target pid
  [ -f "$target/data/postgres.pointer" ] && cluster=$(cat "$target/data/postgres.pointer")
  for p in /proc/[0-9]*; do
    pid=${p#/proc/}
    [ "$pid" = $$ ] && continue
    if { tr '\0' ' ' <"$p/cmdline" | grep -qF -e "$target" -e "$cluster"; } 2>/dev/null || [[ "$(readlink "$p/cwd" 2>/dev/null)" == "$target"* ]]; then
      # This script runs in the clone too.
      tr '\0' ' ' 2>/dev/null <"$p/cmdline" | grep -q 'smoke.sh' || echo "$pid"
    fi
  done 2>/dev/null
}

git clone -q "$source" "$target" || { echo '0 passed, 1 failed'; exit 1; }
cd "$target" || exit 1
port=$(node -e 'const s=require("net").createServer().listen(0,()=>{console.log(s.address().port);s.close()})')
export PORT=$port DATA_DIR="$target/data" npm_config_prefer_offline=true
unset DATABASE_URL TEST_DATABASE_URL APP_URL

run_once() { # label, seconds allowed
  local since=$SECONDS log="$target/start.log"
  : >"$log"
  npm start >"$log" 2>&1 </dev/null &
  local npm=$!
  until grep -q '^Debrief is ready:' "$log"; do
    if ! kill -0 $npm 2>/dev/null || [ $((SECONDS - since)) -gt "$2" ]; then
      no "$1: not ready"
      tail -40 "$log"
      kill $npm 2>/dev/null
      return 1
    fi
    sleep 0.2
  done
  ok "$1: ready after $((SECONDS - since)) s"
  sed 's/^/    /' "$log"
  expect "$1: the last line names the address" "Debrief is ready: http://localhost:$port" "$(tail -1 "$log")"
  expect "$1: /health/ready" 200 "$(curl -s -o /dev/null -w '%{http_code}' "http://localhost:$port/health/ready")"
  expect "$1: the site is served" 200 "$(curl -s -o "$target/index.out" -w '%{http_code}' "http://localhost:$port/")"
  if grep -qi '<div id="root"' "$target/index.out"; then ok "$1: it is the client"; else no "$1: / is not the client"; fi
  expect "$1: an unknown API address" 404 "$(curl -s -o /dev/null -w '%{http_code}' "http://localhost:$port/api/nothing")"
  kill -TERM $npm
  wait $npm 2>/dev/null
  for _ in $(seq 100); do [ -z "$(left)" ] && break; sleep 0.1; done
  if [ -z "$(left)" ]; then ok "$1: nothing is left running"; else no "$1: still running: $(left | tr '\n' ' ')"; fi
}

run_once 'first start' 600 && run_once 'second start' 60
[ -f "$target/data/postgres.pointer" ] && rm -rf "$(cat "$target/data/postgres.pointer")"
echo
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
