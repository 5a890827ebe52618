#!/bin/sh
# Lints the ministry's contract; exit code non-zero on errors. Rules: contracts/redocly.yaml.
set -eu
cd "$(dirname "$0")/.."
REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true \
    npx --yes @redocly/cli@2.1.0 lint --config contracts/redocly.yaml contracts/ministry.openapi.yaml
