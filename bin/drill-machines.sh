# shellcheck shell=bash disable=SC2154
# The parts of bin/drill-machines, which sources this.

say() { echo "$(date +%T) $*"; }

prepare() {
  "$java" -jar "$server" keys generate --no-passphrase --dir "$work/keys" >/dev/null
  openssl rand -hex 16 >"$work/app-secret"
  chmod 600 "$work/app-secret"
  "$java" -jar "$server" init "$work/init" >/dev/null # for the secret that the backend knows
  configure "$work/keys/private.pem" "{file: $work/app-secret}"
  seq -f 'drill-%.0f' 200000 >"$work/tokens"
  echo '{"version": "7.3", "data_api_version": "3.0", "routing_model": {"VISIT": ["SUMMARY"], "SUMMARY": []}, "screens": [
    {"id": "VISIT", "title": "Visit", "layout": {"type": "SingleColumnLayout", "children": [
      {"type": "TextInput", "name": "name", "label": "Name"},
      {"type": "Footer", "label": "Go on", "on-click-action": {"name": "data_exchange", "payload": {"name": "${form.name}"}}}]}},
    {"id": "SUMMARY", "title": "Summary", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": [
      {"type": "Footer", "label": "Book", "on-click-action": {"name": "data_exchange", "payload": {"yes": true}}}]}}]}' >"$work/flow.json"
  printf '%s\n' 'name: Books' 'steps:' '  - open' '  - fill: {name: Ada}' '  - tap: footer' '  - expect: {screen: SUMMARY}' \
    '  - tap: footer' '  - expect: {open: false}' >"$work/scenario.yaml"
}

# configure KEY SECRETS [PREVIOUS KEY]: what all replicas read, and follow.
configure() {
  {
    cat <<Y
server: {port: "\${PORT}", shutdown: {drain: 5s}}
admin: {host: 127.0.0.1, port: "\${ADMIN_PORT}"}
database: {url: "jdbc:postgresql://127.0.0.1:$((base + 99))/postgres?user=postgres"}
replay: {requests: memory, submissions: postgres}
endpoints:
Y
    for flow in visits tables; do
      cat <<Y
  - path: /flows/$flow
    private-key-file: $1
    ${3:+previous-private-key-file: $3}
    app-secrets: [$2]
    flow-tokens: unique
    backend:
      url: http://127.0.0.1:$((base + 98))/$flow
      signing-secret-file: $work/init/secrets/backend
      once-per-submission: [SUMMARY]
Y
    done
  } >"$work/next.yaml"
  mv "$work/next.yaml" "$work/penstock.yaml"
}

as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

start_postgres() {
  if [ ! -d "$work/data" ]; then
    mkdir "$work/data"
    [ "$(id -u)" != 0 ] || chown postgres "$work/data"
    as_postgres "$postgres/initdb" -D "$work/data" -U postgres -A trust >/dev/null
  fi
  as_postgres "$postgres/pg_ctl" -D "$work/data" -w -l "$work/data/log" \
    -o "-p $((base + 99)) -c listen_addresses=127.0.0.1 -c unix_socket_directories=''" start >/dev/null
}
stop_postgres() { as_postgres "$postgres/pg_ctl" -D "$work/data" -m immediate stop >/dev/null; }

# It writes down which submission it was asked for under which webhook-id.
start_backend() {
  cat >"$work/backend.cjs" <<'J'
const { appendFileSync } = require('node:fs')
require('node:http').createServer(async (request, response) => {
  const { action, screen, flow_token: token } = JSON.parse(Buffer.concat(await request.toArray()))
  let answer = { screen: action === 'INIT' ? 'VISIT' : 'SUMMARY', data: {} }
  if (action === 'data_exchange' && screen === 'SUMMARY') {
    appendFileSync(process.env.BOOKED, `${request.url} ${token}\n`)
    answer = { complete: { booking: token } }
  }
  response.setHeader('content-type', 'application/json').end(JSON.stringify(answer))
}).listen(Number(process.env.PORT), '127.0.0.1')
J
  BOOKED=$work/booked PORT=$((base + 98)) node "$work/backend.cjs" >"$work/backend.log" 2>&1 &
  running[backend]=$!
}

start() {
  PORT=$((base + $1)) ADMIN_PORT=$((base + 50 + $1)) "$java" -XX:+UseSerialGC -Xmx256m --enable-native-access=ALL-UNNAMED -jar "$server" \
    serve --config "$work/penstock.yaml" >>"$work/replica-$1.log" 2>&1 &
  running[$1]=$!
}
await_ready() {
  for _ in $(seq 600); do
    ! curl -fs -o /dev/null "http://127.0.0.1:$((base + 50 + $1))/ready" || return 0
    kill -0 "${running[$1]}" 2>/dev/null || start "$1" # one that could not start is started again, as systemd would
    sleep 0.2
  done
  tail -n 20 "$work/replica-$1.log" >&2
  return 1
}
stop() {
  kill "-$1" "${running[$2]}"
  wait "${running[$2]}" 2>/dev/null || true
  unset "running[$2]"
}

start_balancer() { # start_balancer REPLICAS
  {
    cat <<H
global
  maxconn 4000
defaults
  mode http
  timeout connect 3s
  timeout client 30s
  timeout server 30s
  timeout check 5s
  retries 2
  option redispatch
listen stats
  bind 127.0.0.1:$((base + 97))
  stats enable
  stats uri /
frontend flows
  bind 127.0.0.1:$base
  default_backend penstock
backend penstock
  balance hdr(X-Hub-Signature-256)
  hash-type consistent
  option httpchk GET /ready
H
    for i in $(seq "$1"); do
      echo "  server r$i 127.0.0.1:$((base + i)) check port $((base + 50 + i)) inter 300ms fall 1 rise 1"
    done
  } >"$work/haproxy.cfg"
  haproxy -db -f "$work/haproxy.cfg" >"$work/haproxy.log" 2>&1 &
  running[balancer]=$!
  for i in $(seq "$1"); do await_balanced "$i"; done
}
await_balanced() {
  for _ in $(seq 300); do
    ! curl -fs "http://127.0.0.1:$((base + 97))/;csv" |
      awk -F, -v name="r$1" '$1 == "penstock" && $2 == name && /,UP,/ { up = 1 } END { exit !up }' || return 0
    sleep 0.2
  done
  echo "The balancer does not see replica $1." >&2
  return 1
}

load() { # load FLOW SECONDS: to $work/load-FLOW.json
  "$java" -jar "$whole" load "http://127.0.0.1:$base/flows/$1" --scenario "$work/scenario.yaml" --flow-json "$work/flow.json" \
    --flow-tokens "$work/tokens-$1" --rate "$rate" --duration "$2" --warm-up 5 --public-key "$work/keys/public.pem" \
    --app-secret-file "$work/app-secret" -o json >"$work/load-$1.json" 2>"$work/load-$1.log" || [ -s "$work/load-$1.json" ]
}

# under_load WHAT SECONDS DO...: what two loads of so many seconds notice of what is done meanwhile.
under_load() {
  local what=$1 seconds=$2 loads=()
  shift 2
  say "Under load, $what:"
  for flow in visits tables; do # nobody comes twice
    sed -n "$((used + 1)),$((used + 10000))p" "$work/tokens" >"$work/tokens-$flow"
    used=$((used + 10000))
    rm -f "$work/load-$flow.log"
    load $flow "$seconds" &
    loads+=($!)
  done
  for flow in visits tables; do # the scenario has been played when its booking is there
    for _ in $(seq 600); do
      ! grep -qx "/$flow $(head -n 1 "$work/tokens-$flow")" "$work/booked" 2>/dev/null || break
      sleep 0.2
    done
  done
  sleep 8 # it is warm
  "$@"
  kill -0 "${loads[@]}" 2>/dev/null || echo "  The load was over before it was done: it took longer than $seconds s."
  wait "${loads[@]}"
  for flow in visits tables; do
    node -e '
      const l = JSON.parse(require("fs").readFileSync(process.argv[1]))
      if (!l.failures) { console.log(`  ${process.argv[2]}: no load. ${l.error ?? ""}`); process.exit() }
      const failed = Object.entries(l.failures).map(([why, n]) => `${n} ${why}`).join(", ") || "0"
      console.log(`  ${process.argv[2]}: answered ${l.answered} of ${l.due}, failed ${failed}; p90 ${Math.round(l.latency_ms.p90)} ms`)
    ' "$work/load-$flow.json" $flow
  done
}
used=0

doubled() {
  say "Bookings: $(wc -l <"$work/booked"); people whose booking reached the backend twice: $(sort "$work/booked" | uniq -d | wc -l)."
}

stop_all() {
  [ -z "${DRILL_KEEP:-}" ] || { mkdir -p "$DRILL_KEEP" && cp "$work"/*.log "$work"/*.json "$DRILL_KEEP/" 2>/dev/null || true; }
  for name in "${!running[@]}"; do kill -KILL "${running[$name]}" 2>/dev/null || true; done
  wait 2>/dev/null || true
  [ ! -d "$work/data" ] || stop_postgres 2>/dev/null || true
  rm -rf "$work"
}
