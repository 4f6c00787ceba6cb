#!/usr/bin/env bash
# A whole day at the track in one minute, on this machine alone: a broker, a simulated car, the real logger, a collector in
# the pits and the page that shows the car live. Each is its own process, started as a user would start it, on loopback.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: deploy/demo.sh [--for 60s] [--car az-1] [--track tsukuba-tc2000] [--out DIR] [--no-open] [--broker embedded|mosquitto]

  --for      how long to record, counted from the first recorded sample (90s, 5m); without it, until Ctrl-C
  --car      the car's profile (keilog cars)
  --track    the track to drive on (keilog tracks)
  --out      where the recordings go: car/sessions, pit/sessions, truth.json; default: a new temporary folder
  --no-open  do not open the page in a browser
  --broker   embedded (default) or mosquitto, the Debian package
TEXT
}

die() { echo "demo: $*" >&2; exit 2; }

duration= car=az-1 track=tsukuba-tc2000 out= open_page=yes broker=embedded
while [ $# -gt 0 ]; do
  case $1 in
    --for | --car | --track | --out | --broker)
      [ $# -ge 2 ] || die "$1 wants a value; see --help"
      case $1 in
        --for) duration=$2 ;;
        --car) car=$2 ;;
        --track) track=$2 ;;
        --out) out=$2 ;;
        --broker) broker=$2 ;;
      esac
      shift 2 ;;
    --no-open) open_page=no; shift ;;
    -h | --help) usage; exit 0 ;;
    *) die "unknown option $1; see --help" ;;
  esac
done
case $broker in embedded | mosquitto) ;; *) die "--broker is embedded or mosquitto, not $broker" ;; esac
case $duration in
  '') limit= ;;
  *[!0-9smh]*) die "--for wants a time such as 60s or 5m, not $duration" ;;
  *s) limit=${duration%s} ;;
  *m) limit=$((${duration%m} * 60)) ;;
  *h) limit=$((${duration%h} * 3600)) ;;
  *) limit=$duration ;;
esac
case $limit in *[!0-9]*) die "--for wants a time such as 60s or 5m, not $duration" ;; esac

root=$(cd "$(dirname "$0")/.." && pwd)
keilog=$root/tools/target/keilog/bin/keilog
logger=$root/logger-device/target/keilog-logger/bin/keilog-logger
embedded=$root/tools/broker/target/keilog-broker/bin/keilog-broker

# What is missing, in one line each, with the package that brings it.
missing=
want() { command -v "$1" >/dev/null 2>&1 || [ -x "/usr/sbin/$1" ] || missing="$missing $2"; }
[ "$broker" = mosquitto ] && want mosquitto mosquitto
if [ ! -x "$keilog" ] || [ ! -x "$logger" ] || [ ! -x "$embedded" ]; then
  want mvn maven
  want node nodejs
  want npm npm
fi
[ -z "$missing" ] || die "please install the Debian package(s):$missing   (sudo apt-get install$missing)"

# The newest source that the built programs do not know yet.
built=$(echo "$root"/tools/target/keilog/lib/tools-*.jar)
newest() { find "$root/protocol/src/main" "$root/logger-device/src/main" "$root/tools/src/main" "$root/tools/broker/src/main" \
  -type f -not -path '*/node_modules/*' -newer "$built" -print -quit 2>/dev/null; }
if [ ! -x "$keilog" ] || [ ! -x "$logger" ] || [ ! -x "$embedded" ] || [ -n "$(newest)" ]; then
  echo "demo: building (once; mvn -DskipTests package) ..." >&2
  (cd "$root" && mvn -B -q -DskipTests package -pl protocol,logger-device,tools/broker,tools -am) \
    || die "the build failed; its messages are above"
  touch "$root"/tools/target/keilog/lib/tools-*.jar
fi

if [ -z "$out" ]; then out=$(mktemp -d -t keilog-demo.XXXXXX); fi
mkdir -p "$out/car" "$out/pit" "$out/log"
out=$(cd "$out" && pwd)
[ -z "$(ls -A "$out/car" "$out/pit" 2>/dev/null | grep -v '^$' | grep -v ':$' || true)" ] \
  || die "$out already holds recordings; choose an empty --out"

pids=()
started() { pids+=("$!"); }
# Ends one process politely and waits for it; a process that will not go in 20 s is killed and named.
stop() {
  local pid=$1 name=$2 i
  kill -TERM "$pid" 2>/dev/null || return 0
  for ((i = 0; i < 200; i++)); do
    kill -0 "$pid" 2>/dev/null || { wait "$pid" 2>/dev/null || true; return 0; }
    sleep 0.1
  done
  echo "demo: $name did not end within 20 s and was killed" >&2
  kill -KILL "$pid" 2>/dev/null || true
  wait "$pid" 2>/dev/null || true
}
cleanup() { local pid; for pid in "${pids[@]:-}"; do [ -n "$pid" ] && kill -KILL "$pid" 2>/dev/null || true; done; }
trap cleanup EXIT

# Waits for a line that begins with a word in a log and prints its second word; fails when the process ends or time is up.
answer() {
  local file=$1 word=$2 pid=$3 name=$4 i value
  for ((i = 0; i < 600; i++)); do
    value=$(sed -n "s/^$word \([^ ]*\).*/\1/p" "$file" 2>/dev/null | head -n 1)
    [ -n "$value" ] && { echo "$value"; return 0; }
    kill -0 "$pid" 2>/dev/null || { echo "demo: $name ended at its start:" >&2; tail -n 20 "$file" "$file.err" >&2 2>/dev/null; return 1; }
    sleep 0.1
  done
  echo "demo: $name did not come up within 60 s; see $file" >&2
  return 1
}
# A port nobody listens on; the usual one where it is free, so that the address is the same each time.
free_port() {
  local port=$1
  while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
    [ "$port" = "$1" ] && echo "demo: port $1 is taken; looking for a free one" >&2
    port=$((port + 1))
  done
  echo "$port"
}

# 1. The broker.
log=$out/log
if [ "$broker" = mosquitto ]; then
  mqtt_port=$(free_port 1883) ws_port=$(free_port 9001)
  cat > "$log/mosquitto.conf" <<CONF
listener $mqtt_port 127.0.0.1
max_topic_alias 0
listener $ws_port 127.0.0.1
protocol websockets
allow_anonymous true
persistence false
max_inflight_messages 100
max_queued_messages 100000
CONF
  mosquitto=$(command -v mosquitto || echo /usr/sbin/mosquitto)
  "$mosquitto" -c "$log/mosquitto.conf" > "$log/broker" 2>&1 &
  started; broker_pid=$!
  broker_url=mqtt://127.0.0.1:$mqtt_port ws_url=ws://127.0.0.1:$ws_port/mqtt
  for ((i = 0; i < 100; i++)); do (exec 3<>"/dev/tcp/127.0.0.1/$ws_port") 2>/dev/null && break; sleep 0.1; done
else
  "$embedded" --port "$(free_port 1883)" --ws-port "$(free_port 8000)" > "$log/broker" 2> "$log/broker.err" &
  started; broker_pid=$!
  broker_url=$(answer "$log/broker" mqtt "$broker_pid" "the broker") || exit 1
  broker_url=mqtt://${broker_url#*://}
  ws_url=$(answer "$log/broker" ws "$broker_pid" "the broker") || exit 1
fi
echo "broker     $broker_url  ($broker)"

# 2. The car: an ELM327 adapter and a GPS receiver, each on a port of its own.
"$keilog" simulate --car "$car" --track "$track" --elm pty --gps pty --truth "$out/truth.json" \
  > "$log/simulate" 2> "$log/simulate.err" &
started; car_pid=$!
elm=$(answer "$log/simulate" elm "$car_pid" "the simulated car") || exit 1
gps=$(answer "$log/simulate" gps "$car_pid" "the simulated car") || exit 1
echo "car        $car on $track, simulated: ELM327 at $elm, GPS at $gps"
# What the profile says of itself: the AZ-1 of the demo carries an ECU that the real car has not.
"$keilog" cars "$car" 2>/dev/null | awk 'NR > 1 && /^$/ { exit } NR == 2 { sub(/^ */, "           "); print }' || true

# 3. The pits.
"$keilog" collect --broker "$broker_url" --name pit-laptop --data "$out/pit" > "$log/collect" 2> "$log/collect.err" &
started; pit_pid=$!
"$keilog" dashboard --broker-ws "$ws_url" --broker "$broker_url" --name "$car" --port "$(free_port 8080)" > "$log/dashboard" 2> "$log/dashboard.err" &
started; page_pid=$!
page=$(answer "$log/dashboard" dashboard "$page_pid" "the dashboard") || exit 1
echo "dashboard  $page"

# 4. The real logger, with the configuration an owner would write.
cat > "$out/logger.toml" <<CONF
car = "$car"
name = "$car"
data = "$out/car"

[[source]]
kind = "elm"
port = "$elm"
baud = 38400

[[source]]
kind = "gps"
port = "$gps"
rate = 10

[session]
start = "auto"
pre_trigger = "2m"

[mqtt]
url = "$broker_url"
keepers = ["pit-laptop"]
CONF
"$logger" --config "$out/logger.toml" > "$log/logger" 2> "$log/logger.err" &
started; logger_pid=$!
echo "logger     $out/logger.toml"

if [ "$open_page" = yes ]; then
  for opener in xdg-open x-www-browser; do
    command -v "$opener" >/dev/null 2>&1 && { "$opener" "$page" >/dev/null 2>&1 & break; }
  done
fi

recording() { ls "$out"/car/sessions/*.keilog >/dev/null 2>&1; }
for ((i = 0; i < 1200; i++)); do
  recording && break
  kill -0 "$logger_pid" 2>/dev/null || { echo "demo: the logger ended:" >&2; tail -n 20 "$log/logger.err" >&2; exit 1; }
  sleep 0.1
done
recording || { echo "demo: nothing was recorded within two minutes; see $log" >&2; exit 1; }
if [ -n "$limit" ]; then
  echo "recording  for $duration ..."
else
  echo "recording  until you press Ctrl-C ..."
fi
asked_to_stop=no
trap 'asked_to_stop=yes' INT TERM
began=$SECONDS
while [ "$asked_to_stop" = no ]; do
  [ -z "$limit" ] || [ $((SECONDS - began)) -lt "$limit" ] || break
  for pair in "$logger_pid:the logger" "$car_pid:the simulated car" "$pit_pid:the collector" "$broker_pid:the broker" "$page_pid:the dashboard"; do
    kill -0 "${pair%%:*}" 2>/dev/null || { echo "demo: ${pair#*:} ended by itself; see $log" >&2; exit 1; }
  done
  sleep 0.2 || true
done
trap '' INT TERM

# 5. The way home: the car is switched off; the pits get the rest; then the two files are held against each other.
stop "$logger_pid" "the logger"
# The logger has ended, and what it could not send before its end is taken up when it is switched on again, as a car would
# be in the paddock: it runs once more without a car until the pits have everything.
sums() { (cd "$1/sessions" 2>/dev/null && sha256sum -- *.keilog 2>/dev/null) || true; }
complete() { [ -n "$(sums "$out/car")" ] && [ "$(sums "$out/car")" = "$(sums "$out/pit")" ]; }
for ((i = 0; i < 20; i++)); do complete && break; sleep 0.1; done
stop "$car_pid" "the simulated car"
if ! complete; then
  "$logger" --config "$out/logger.toml" > "$log/logger-again" 2> "$log/logger-again.err" &
  started; logger_pid=$!
  for ((i = 0; i < 300; i++)); do complete && break; sleep 0.1; done
  stop "$logger_pid" "the logger"
fi
stop "$page_pid" "the dashboard"
stop "$pit_pid" "the collector"
stop "$broker_pid" "the broker"

echo
result=0
for file in "$out"/car/sessions/*.keilog; do
  name=$(basename "$file")
  echo "recorded   $file"
  "$keilog" info "$file" | sed 's/^/           /' || result=1
  if [ ! -f "$out/pit/sessions/$name" ]; then
    echo "arrived    NOT in the pits: $name"; result=1
  elif cmp -s "$file" "$out/pit/sessions/$name"; then
    echo "arrived    $out/pit/sessions/$name: identical, $(stat -c %s "$file") bytes, sha256 $(sha256sum < "$file" | cut -c1-16)..."
  else
    echo "arrived    $out/pit/sessions/$name: DIFFERS from the car's"; result=1
  fi
  "$keilog" verify "$file" > "$log/verify" 2>&1 || { echo "verify     $(cat "$log/verify")"; result=1; }
done
echo "truth      $out/truth.json"
exit $result
