#!/bin/bash
# tests/torture.sh [commit|evening|nightly|release] [--seed S]
# The proof that nothing is lost and nothing done twice: builds the torture, publishes the program as it is released and once
# more with failpoints, and runs the budget. The report is one JSON in tests/Adapter.Torture/bin.
# The last line is "N passed, N failed": one for every layer, control, planted bug, check and mark.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

budget=commit
case ${1:-} in
  commit | evening | nightly | release)
    budget=$1
    shift
    ;;
esac
case $(uname -m) in
  aarch64) runtime=linux-arm64 ;;
  *) runtime=linux-x64 ;;
esac
bin=tests/Adapter.Torture/bin
report=$bin/report-$budget.json

finish() {
  echo "$1 passed, $2 failed"
  [ "$2" -eq 0 ]
  exit
}

# publish FOLDER OPTION...
publish() {
  local folder=$bin/published/$1
  shift
  dotnet publish src/Adapter -c Release -r $runtime --self-contained false -p:PublishReadyToRun=true "$@" -o "$folder" --nologo -v quiet </dev/null
}

echo "== torture: build"
dotnet build tests/Adapter.Torture -c Release --nologo -v quiet </dev/null && publish released && publish torture -p:Failpoints=true || finish 0 1

echo "== torture: $budget"
rm -f "$report"
# Few collections: the worlds make much and keep little.
DOTNET_GCgen0size=4000000 dotnet $bin/Release/net10.0/Adapter.Torture.dll all --budget "$budget" --out "$report" "$@" </dev/null
code=$?
echo "report: $report"
passed=$(sed -n 's/^  "passed": \([0-9]*\),$/\1/p' "$report")
failed=$(sed -n 's/^  "failed": \([0-9]*\),$/\1/p' "$report")
if [ "$code" -ne 0 ] && [ "${failed:-0}" -eq 0 ]; then failed=1; fi
finish "${passed:-0}" "${failed:-1}"
