#!/bin/bash
# Installs what is missing, builds once, runs every test and the lint of the ministry's contract.
# The last line is "N passed, N failed"; the exit code is non-zero when something failed or a suite ran no test.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

passed=0
failed=0
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

# check NAME COMMAND...: one check, passed or failed.
check() {
  local name=$1
  shift
  echo "== $name"
  if "$@" </dev/null; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $name"; fi
}

finish() {
  echo
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
  exit
}

give_up() {
  echo "$1" >&2
  failed=$((failed + 1))
  finish
}

# Commands and the Debian packages that bring them.
missing() {
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || echo postgresql
  command -v openssl >/dev/null || echo openssl
  command -v python3 >/dev/null || echo python3
  command -v npx >/dev/null || echo nodejs npm
  [ -x /usr/bin/chromium ] || echo chromium
}

install_missing() {
  local packages as_root=()
  read -ra packages <<<"$(missing | tr '\n' ' ')"
  [ ${#packages[@]} -eq 0 ] && return
  command -v apt-get >/dev/null || give_up "missing: ${packages[*]}; install them with this system's package manager"
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  echo "== installing ${packages[*]}"
  # The cluster that Debian starts after an install is not used: the tests make their own.
  "${as_root[@]}" apt-get update -qq </dev/null
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" </dev/null
  [ -z "$(missing)" ] || give_up "could not be installed: $(missing | tr '\n' ' ')"
}

# suite NAME: adds the counts of the suite's result file; no test run is a failure.
suite() {
  local name=$1 counts ran bad
  echo "== $name"
  dotnet test "tests/$name" -c Release --no-build --nologo --results-directory "$results" --logger "trx;LogFileName=$name.trx" </dev/null
  local code=$?
  counts=$(grep -o '<Counters [^>]*' "$results/$name.trx" 2>/dev/null | head -1)
  ran=$(sed -n 's/.* passed="\([0-9]*\)".*/\1/p' <<<"$counts")
  bad=$(($(sed -n 's/.* total="\([0-9]*\)".*/\1/p' <<<"$counts") - ${ran:-0}))
  passed=$((passed + ${ran:-0}))
  # Skipped, aborted and timed out count as failed; so do a suite without a test and a runner that ended badly.
  if [ "$bad" -eq 0 ] && { [ "${ran:-0}" -eq 0 ] || [ "$code" -ne 0 ]; }; then bad=1; fi
  [ "$bad" -eq 0 ] || echo "FAILED: $name: ${ran:-0} passed, $bad not"
  failed=$((failed + bad))
}

# A change is judged by what it does, not by the luck of its dice: new seeds are for the longer budgets.
torture() {
  local ran bad
  echo "== Adapter.Torture"
  bash tests/torture.sh commit --seed 310447 </dev/null | tee "$results/torture"
  read -r ran bad < <(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$results/torture" | tail -1) || true
  passed=$((passed + ${ran:-0}))
  failed=$((failed + ${bad:-1}))
}

command -v dotnet >/dev/null || give_up "the .NET SDK is missing: version $(tr -dc '0-9.' <global.json | cut -c1-7) or later, https://dotnet.microsoft.com"
install_missing
# What looks whether a page can be used without a mouse or good eyes.
axe=tests/Adapter.EndToEnd/bin/npm
[ -f $axe/node_modules/axe-core/axe.min.js ] || npm install --no-save --no-audit --no-fund --silent --prefix $axe axe-core@4.14.1 </dev/null || give_up "axe-core cannot be had from the npm registry"
echo "== build"
dotnet build Adapter.sln -c Release --nologo -v quiet </dev/null || give_up "the build failed"
suite Adapter.Tests
suite Adapter.EndToEnd
torture
check "lint of contracts/ministry.openapi.yaml" sh tests/lint-openapi.sh
finish
