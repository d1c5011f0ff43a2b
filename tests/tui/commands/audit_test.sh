#!/bin/sh
# The log of who looked at single workers and who exported what: written whole or nothing is shown.
. "$(dirname "$0")/lib.sh"
worked_example
me=$(id -un)
log=$work/audit.log
expect 0 import --config "$config" "$config/posts.csv" "$config/cases.csv" "$config/absences.csv"
day=2024-02-29
rules() { # rules LOG ACCOUNT
    cat >"$config/access.yaml" <<Y
viewers:
  - {user: manager, unit: eh-penwith, workers: yes}
  - {user: director, unit: svc}
  - {user: $me, unit: svc, workers: yes}
act_for_others: [$2]
audit: $1
Y
}
as() { # as CODE VIEWER ARGUMENTS...: one screen
    wanted=$1
    viewer=$2
    shift 2
    expect "$wanted" --config "$config" --as-at "$day" --once --user "$viewer" "$@"
}
logged() { # logged COUNT PATTERN
    found=$(grep -cP "$2" "$log" || true)
    [ "$found" -eq "$1" ] || fail "in the log $found times, not $1: $2"
    checks=$((checks + 1))
}

# Nothing is recorded yet, which is no failure.
rules "$log" somebody
expect 0 audit --config "$config"
[ ! -s "$work/out" ] || fail "nothing happened, and it is told"

# Single workers, in whatever way one comes to them; figures of nobody in particular are no secret.
rules "$log" "$me"
as 0 manager
logged 1 '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\tmanager\t\S+\tworkers\teh-penwith\tteam$'
as 0 director --unit eh-penwith
logged 0 '\tdirector\t.*\tworkers\t'
logged 1 '\tdirector\t.*\tprint\teh-penwith\ttext$'
expect 0 report --config "$config" --as-at "$day" --user director --format csv
logged 1 '\tdirector\t.*\treport\tsvc\tcsv$'
printf 'view team\nexport csv mine.csv\nquit\n' >"$work/words"
code=0
"$teamtop" --config "$config" --as-at "$day" --plain --user manager <"$work/words" >"$work/out" 2>"$work/err" || code=$?
[ "$code" -eq 0 ] || fail "plain reading ended with $code"
said "names no folder (exports:)"
logged 0 '\texport\t'
echo "exports: $work" >>"$config/access.yaml"
"$teamtop" --config "$config" --as-at "$day" --plain --user manager <"$work/words" >"$work/out" 2>"$work/err"
logged 1 '\tmanager\t.*\texport\teh-penwith\tcsv mine.csv$'
[ -s "$work/manager/mine.csv" ] || fail "nothing was saved"
grep -q "W1\|Worker" "$log" && fail "the log names a worker"
[ "$(stat -c %a "$log")" = 640 ] || fail "others may read the log"

# It is for who keeps it, and not for the account that shows the dashboard.
expect 4 audit --config "$config"
rules "$log" somebody
expect 0 audit --config "$config" --viewer director
said "report"
silent_about "manager"
expect 0 audit --config "$config" --since 2999-01-01
silent_about "director"
expect 0 audit --config "$config" --format json
python3 -c 'import json, sys; assert len(json.load(open(sys.argv[1]))) >= 5' "$work/out" || fail "the json is not json"
expect 0 audit --config "$config" --format csv
python3 -c 'import csv, sys; assert {r["what"] for r in csv.DictReader(open(sys.argv[1]))} == {"workers", "print", "report", "export"}' "$work/out" || fail "the csv is not csv"
expect 2 audit --config "$config" --format html
expect 2 audit --config "$config" --since yesterday

# Moved away at any time: the next line begins a new one, and the old one can still be read.
mv "$log" "$log.1"
rules "$log" "$me"
as 0 manager
logged 1 '\tworkers\t'
rules "$log" somebody
expect 0 audit --config "$config" "$log.1" "$log"
[ "$(grep -c workers "$work/out")" -ge 3 ] || fail "a log that was moved away is not read"

# What was cut off, or written by somebody else, is said and does not hide the rest.
printf '2024-02-29T10:00:00Z\tmanager\tx\twor' >>"$log"
rules "$log" "$me"
as 0 manager
rules "$log" somebody
expect 1 audit --config "$config"
said "did not write: 1"
[ "$(grep -c workers "$work/out")" -eq 2 ] || fail "a line was lost with the one before it"

# What cannot be recorded is not shown: a full disk, a link to somewhere else, a folder that is not there.
ln -s "$log" "$work/link"
for bad in /dev/full "$work/link" "$work/nowhere/audit.log"; do
    rules "$bad" "$me"
    as 4 manager
    said "has to be recorded and cannot be"
    silent_about "Worker"
    expect 4 report --config "$config" --as-at "$day" --user director
    [ ! -s "$work/out" ] || fail "figures came out all the same"
    "$teamtop" --config "$config" --as-at "$day" --plain --user director <"$work/words" >"$work/out" 2>&1 || true
    [ ! -e "$work/director" ] || fail "something was saved all the same"
done

# Many at once: every line is whole.
rules "$log" "$me"
rm "$log"
for i in 1 2 3 4; do
    (for j in 1 2 3 4 5; do "$teamtop" --config "$config" --as-at "$day" --once --user manager >/dev/null; done) &
done
wait
[ "$(wc -l <"$log")" -eq 40 ] || fail "lines were lost: $(wc -l <"$log")"
logged 40 '^\S+Z\tmanager\t\S+\t(workers|print)\teh-penwith\t(team|text)$'
done_testing
