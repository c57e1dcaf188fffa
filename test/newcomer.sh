#!/usr/bin/env bash
# What a newcomer does with the README: clone, `npm ci`, `npm start`, and the curl line that it prints; with the Node of the
# system, whichever that is. Fails when it takes two minutes, when the answer is none, or when npm warns of anything but the
# Node that it installs itself.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
place=$(mktemp -d)
started=
trap '[ -z "$started" ] || kill "$started"; rm -rf "$place"' EXIT
# Not the Node of this checkout, which is first in the path where npm runs this.
PATH=$(tr : '\n' <<<"$PATH" | grep -v node_modules | paste -sd :)
begin=$SECONDS

git clone -q "$root" "$place/users-graph"
cd "$place/users-graph"
npm ci >"$place/install" 2>&1
if grep -E '^npm (warn|error)' "$place/install" | grep -vE 'EBADENGINE'; then
  echo 'npm warns of something that the README does not explain.' >&2
  exit 1
fi

PORT=0 npm start >"$place/greeting" 2>"$place/complaints" &
started=$!
until grep -q "^    -d '" "$place/greeting"; do
  kill -0 $started && sleep 0.2
done
if [ -s "$place/complaints" ]; then
  cat "$place/complaints" >&2
  exit 1
fi
answer=$(bash -c "$(sed -n '/^  curl /,/^    -d /p' "$place/greeting") -s")
[[ $answer == '{"data":{'* ]] || { echo "No answer: $answer" >&2; exit 1; }

took=$((SECONDS - begin))
echo "With Node $(node --version), from the clone to the first answer: $took s. It is $answer"
[ $took -lt 120 ]
