#!/bin/sh
# The command line: what is wrong is said, with exit code 2; help and version work; names are near enough.
. "$(dirname "$0")/lib.sh"
worked_example
expect 0 import --config "$config" "$config/cases.csv" "$config/posts.csv" "$config/absences.csv"

expect 0 --version
said teamtop
expect 0 --help
said 'teamtop report'
expect 0 help measures
for measure in open_cases sickness_rate turnover_rate pressure requests; do said "$measure"; done
expect 0 help keys
expect 0 help configuration
said reject_limit
expect 2 help nothing
expect 2 repport
said 'did you mean "report"'
expect 2 report --formt csv
said 'did you mean --format'
expect 2 report --config "$config" --format xml
expect 2 report --config "$config" --level localty
said 'did you mean "locality"'
expect 2 report --config "$config" --measure sicknes_rate
said 'did you mean "sickness_rate"'
expect 2 report --config "$config" --as-at 2024-02-30
expect 2 report --config "$config" --unit pennwith
said 'did you mean "penwith"'
expect 2 report --config "$config" --window 2w
expect 2 --config "$work/nowhere"
expect 2 --config "$config" --once --view nothing
expect 2 --config "$config" --once --size 0x0
expect 2 --config "$config" --theme pink
expect 4 report --config "$config" --user somebody-else

# --output is written whole or not at all.
expect 0 report --config "$config" --format json --output "$work/report.json" --as-at 2024-02-29
python3 -c 'import json, sys; assert len(json.load(open(sys.argv[1]))) > 20' "$work/report.json" ||
    fail "the json is not json"
expect 3 report --config "$config" --output "$work/no/folder/report.txt"

# --fail-on red.
cat >"$config/measures.yaml" <<'Y'
measures:
  vacancy_rate: {better: less, target: 1, red: 2}
Y
expect 1 report --config "$config" --as-at 2024-02-29 --measure vacancy_rate --fail-on red
expect 0 report --config "$config" --as-at 2024-02-29 --measure agency_fte --fail-on red

# Names that a spreadsheet would run, quotation marks, commas: harmless in csv, whole in json.
sed 's/name: Penwith/name: "=1+2, \\"Penwith\\""/' "$config/organisation.yaml" >"$work/o" && mv "$work/o" "$config/organisation.yaml"
expect 0 report --config "$config" --as-at 2024-02-29 --unit penwith --measure open_cases --format csv
said "penwith,\"'=1+2, \"\"Penwith\"\"\",locality,open_cases,2024-02-29,12m,3,,3,none"
expect 0 report --config "$config" --as-at 2024-02-29 --unit penwith --measure open_cases --format json
said '"unit_name": "=1+2, \"Penwith\""'
expect 0 report --config "$config" --as-at 2024-02-29 --unit penwith --measure open_cases --trend month \
    --window 3m --format csv
[ "$(grep -c ',1m,' "$work/out")" -eq 6 ] || fail "not three months of two units"

# A screen into a pipe: plain text, no escape sequence.
expect 0 --config "$config" --as-at 2024-02-29 --size 100x30
said Penwith
grep -q "$(printf '\033')" "$work/out" && fail "an escape sequence in a pipe"
expect 0 --config "$config" --as-at 2024-02-29 --once --size 80x24 --ascii
LC_ALL=C grep -q '[^ -~]' "$work/out" && fail "not ASCII"

# init, then check.
expect 0 init "$work/new"
expect 0 check --config "$work/new"
said sound
expect 2 init "$work/new"
done_testing
