#!/usr/bin/env bash
# Memory and processor of the logger in the demo. Usage: tools/bench/footprint.sh [seconds, default 240]
# Promises: resident memory (VmRSS) at most 96 MB after four minutes. The processor's share is taken over the last 60 s.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
seconds=${1:-240}
out=$(mktemp -d)
"$root/deploy/demo.sh" --for "$((seconds + 30))s" --no-open --out "$out" > "$out/demo.txt" 2>&1 &
demo=$!
trap 'kill "$demo" 2>/dev/null || true; wait "$demo" 2>/dev/null || true; rm -rf "$out"' EXIT
logger=
for ((i = 0; i < 1200; i++)); do
  logger=$(pgrep -f "keilog.device.Logger --config $out/" | head -n 1 || true)
  [ -z "$logger" ] || break
  kill -0 "$demo" 2>/dev/null || { cat "$out/demo.txt"; exit 1; }
  sleep 0.1
done
ticks() { awk '{print $14 + $15}' "/proc/$logger/stat"; }
watch=60
[ "$seconds" -ge 120 ] || watch=$((seconds / 2))
sleep $((seconds - watch))
before=$(ticks)
sleep "$watch"
after=$(ticks)
resident=$(awk '/^VmRSS/ {print $2}' "/proc/$logger/status")
threads=$(awk '/^Threads/ {print $2}' "/proc/$logger/status")
hz=$(getconf CLK_TCK)
awk -v r="$resident" -v t="$threads" -v c="$((after - before))" -v hz="$hz" -v w="$watch" -v s="$seconds" 'BEGIN {
  printf "logger after %d s: VmRSS %.1f MB, %d threads, %.1f %% of one core over the last %d s\n", s, r / 1024, t, 100 * c / hz / w, w }'
[ "$resident" -le $((96 * 1024)) ]
