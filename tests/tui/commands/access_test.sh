#!/bin/sh
# access.yaml: who sees what, whom nothing is shown, and that a faulty document shows nothing to anybody.
. "$(dirname "$0")/lib.sh"
worked_example
me=$(id -un)
expect 0 import --config "$config" "$config/posts.csv" "$config/cases.csv" "$config/absences.csv"
day=2024-02-29

screen() { # screen CODE ARGUMENTS...: one screen as text
    wanted=$1
    shift
    expect "$wanted" --config "$config" --as-at "$day" --once --size 120x40 "$@"
}

# Without rules everybody sees everything, for themselves only.
screen 0
said "Child Protection East"
screen 4 --user somebody-else
said "no access.yaml says so"

cat >"$config/access.yaml" <<Y
viewers:
  - {user: manager, unit: eh-penwith, workers: yes}
  - {user: area, unit: west, workers: [eh-penwith]}
  - {user: two, unit: [cp-west, cp-east]}
  - {group: directors, unit: svc}
groups: {directors: [director]}
act_for_others: [$me]
Y

# A manager: their own team with its workers, the names above it, and nothing else.
screen 0 --user manager
said "Worker"
said "Early Help Penwith"
silent_about "East"
silent_about "Child Protection"
screen 0 --user manager --view unit --unit eh-penwith
said "Service"
said "Penwith"
screen 4 --user manager --unit cp-east
said 'manager may not see the unit "cp-east"'
screen 4 --user manager --unit west
screen 2 --user manager --unit no-such-unit

# An area: all its figures, workers where it says so.
screen 0 --user area
said "Child Protection West"
silent_about "East"
screen 0 --user area --unit eh-penwith
said "Worker"
screen 0 --user area --unit cp-west
silent_about "Worker  "
said "own manager only"

# Two places: what holds them together by name, without a figure.
screen 0 --user two
said "Child Protection East"
grep -q '^ *▾ Service *$' "$work/out" || fail "figures stand beside a name"
silent_about "Early Help"
expect 0 report --config "$config" --as-at "$day" --user two --format csv --level team --measure open_cases
[ "$(cut -d, -f1 "$work/out" | tr '\n' ' ')" = "unit cp-west cp-east " ] || fail "other units are reported"
expect 0 report --config "$config" --as-at "$day" --user two --format csv --measure open_cases
[ "$(wc -l <"$work/out")" -eq 1 ] || fail "units by name have figures"

# All of it, without workers.
screen 0 --user director
said "Child Protection East"
screen 0 --user director --unit eh-penwith
said "own manager only"

# For other eyes as well: small counts are suppressed, whatever is asked for.
expect 0 report --config "$config" --as-at "$day" --user director --format csv --measure open_cases --level team
grep -q '^eh-penwith,.*,3,,3,' "$work/out" || fail "true counts are not shown inside"
sed -i 's/unit: svc}/unit: svc, share: yes}/' "$config/access.yaml"
expect 0 report --config "$config" --as-at "$day" --user director --format csv --measure open_cases --level team
grep -q '^eh-penwith,.*,c,' "$work/out" || fail "a small count is shown"
screen 0 --user director
said " SHARED "
printf 'share off\nagain\n' |
    "$teamtop" --config "$config" --as-at "$day" --user director --plain >"$work/out" 2>"$work/err" ||
    fail "--plain ended with $?"
said "It stays shared: access.yaml says so."
grep -c "suppressed, a count of" "$work/out" | grep -q '^2$' || fail "it did not stay shared"

# What belongs to nobody in particular.
expect 0 feeds --config "$config" --user manager
said "cases"
expect 4 feeds --config "$config" --user manager cases
said "those who see everything"
expect 0 feeds --config "$config" --user director cases

# Whom nothing is shown.
for command in "--once" "report" "feeds"; do
    expect 4 $command --config "$config" --user stranger
    said "stranger may see nothing here: access.yaml names neither this user nor a group of theirs"
    expect 4 $command --config "$config"
    expect 4 $command --config "$config" --user ../manager
    said "is not the name of a user"
done
sed -i 's/^act_for_others.*/act_for_others: []/' "$config/access.yaml"
screen 4 --user manager
said "not in act_for_others"
cat >"$config/access.yaml" <<Y
default: cp-west
Y
screen 0
said "Child Protection West"
silent_about "East"

# Read as lines of text, the rules are asked before every answer.
mkfifo "$work/words"
"$teamtop" --config "$config" --as-at "$day" --plain <"$work/words" >"$work/out" 2>"$work/err" &
exec 7>"$work/words"
echo help >&7
until grep -q "^quit: " "$work/out"; do sleep 0.05; done
echo 'default: none' >"$config/access.yaml"
echo again >&7
code=0
wait $! || code=$?
exec 7>&-
[ "$code" -eq 4 ] || fail "plain reading goes on after access was lost: $code"

# A faulty document shows nothing to anybody, and says all its faults; who keeps the store is told as of
# any other document.
cat >"$config/access.yaml" <<Y
default: nowhere
viewer: []
Y
for command in "--once" "report" "feeds"; do
    expect 4 $command --config "$config"
    said 'access.yaml:1:10: error: unknown unit "nowhere"'
    said 'access.yaml:2:1: error: unknown key "viewer" (did you mean "viewers"?)'
done
expect 2 check --config "$config"
expect 2 import --config "$config" "$config/cases.csv"

# Who keeps the store needs no entry.
printf 'default: none\n' >"$config/access.yaml"
expect 4 report --config "$config"
expect 0 import --config "$config" "$config/cases.csv"
expect 0 check --config "$config"

# A viewer of a part cannot have figures worked out again: that takes everybody's facts.
cat >"$config/access.yaml" <<Y
default: cp-west
Y
screen 0
sed -i 's/aliases: \["EH Penwith"\]/kind: early_help/; s/- {id: cp-east/- {id: cp-new, name: New, level: team}\n          - {id: cp-east/' "$config/organisation.yaml"
sed -i 's/, kind: early_help, kind: early_help/, kind: early_help/' "$config/organisation.yaml"
screen 3
said "whoever imports has to import once more"
done_testing
