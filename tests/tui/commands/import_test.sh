#!/bin/sh
# Imports: exit codes, messages, and that what was there before stays.
. "$(dirname "$0")/lib.sh"
worked_example
db=$config/worked-example.db

report() {
    "$teamtop" report --config "$config" --as-at 2024-02-29 --level team --format csv >"$1"
}

# Nothing is there yet.
expect 3 report --config "$config"
said "worked-example.db"
expect 0 check --config "$config" "$config/cases.csv"
[ ! -f "$db" ] || fail "check made a store"

expect 0 import --config "$config" "$config/cases.csv" "$config/posts.csv" "$config/absences.csv"
report "$work/before"

# The same file again changes nothing.
expect 0 import --config "$config" "$config/cases.csv"
said "the same file as before"
report "$work/after"
same "$work/before" "$work/after" "the same file again changed a figure"

# A rejected row among good ones: named by file, line and column, the identifier nowhere.
{ cat "$config/cases.csv"; for i in 1 2 3 4 5 6 7 8 9; do echo "X$i,EH Penwith,W1,early_help,01/02/2024,"; done
  echo "SECRET77,EH Penwith,W1,early_help,31/02/2024,"; } >"$work/cases-1.csv"
expect 1 import --config "$config" "$work/cases-1.csv"
said 'cases-1.csv:22:5: rejected: start "31/02/2024" is not a date (expected DD/MM/YYYY)'
silent_about SECRET77
expect 0 feeds --config "$config" cases
said '22:5'
silent_about SECRET77
strings -a "$db" 2>/dev/null | grep -q 'SECRET77\|X3' && fail "a case identifier is in the store"
expect 0 import --config "$config" "$config/cases.csv"
report "$work/after"
same "$work/before" "$work/after" "the extract did not replace the other whole"

# Too many rejected rows, a wrong header, no text at all: refused whole, exit 1.
{ head -1 "$config/cases.csv"; echo "X,nowhere,W1,early_help,01/02/2024,"; } >"$work/cases-2.csv"
expect 1 import --config "$config" "$work/cases-2.csv"
said 'cases-2.csv:2:2: rejected:'
echo 'a,b,c' >"$work/cases-3.csv"
expect 1 import --config "$config" "$work/cases-3.csv"
said 'cases-3.csv:1'
printf 'case_id,team\000,\n' >"$work/cases-4.csv"
expect 1 import --config "$config" "$work/cases-4.csv"
: >"$work/cases-5.csv"
expect 1 import --config "$config" "$work/cases-5.csv"
expect 3 import --config "$config" "$work/cases-not-there.csv"
said 'cases-not-there.csv'
report "$work/after"
same "$work/before" "$work/after" "a refused file changed a figure"
expect 0 feeds --config "$config"
said refused

# Files nobody claims, feeds nobody has.
expect 2 import --config "$config" "$source/README.md"
expect 2 import --config "$config" --feed casses "$config/cases.csv"
expect 0 import --config "$config" --feed posts "$config/posts.csv"

# A broken configuration: every fault, exit 2, nothing touched.
cp -r "$config" "$work/broken"
sed -i 's/level: locality/level: localty/; s/aliases:/aliasses:/' "$work/broken/organisation.yaml"
expect 2 import --config "$work/broken" "$config/cases.csv"
said 'unknown level "localty" (did you mean "locality"?)'
said 'aliases'
[ "$(grep -c ': error: ' "$work/err")" -ge 2 ] || fail "not every fault was reported in one run"

# A store that is no store, and one from the future.
cp "$db" "$work/good.db"
echo 'this is not a database, whatever its name says; not even close' >"$work/bad.db"
expect 3 report --config "$config" --store "sqlite:$work/bad.db"
said "bad.db"
sqlite3 "$work/good.db" 'PRAGMA user_version=99' >/dev/null
expect 3 report --config "$config" --store "sqlite:$work/good.db"
said "newer"

# A full disk: what was there stays.
if [ "$(id -u)" -eq 0 ] && mkdir "$work/small" && mount -t tmpfs -o size=192k none "$work/small" 2>/dev/null; then
    cp "$config"/*.db "$work/small/" && cp "$config"/*.key "$work/small/"
    { cat "$config/cases.csv"; i=0; while [ $i -lt 20000 ]; do i=$((i + 1))
      echo "F$i,EH Penwith,W$i,early_help,01/02/2024,"; done; } >"$work/cases-6.csv"
    expect 3 import --config "$config" --store "sqlite:$work/small/worked-example.db" "$work/cases-6.csv"
    expect 0 report --config "$config" --store "sqlite:$work/small/worked-example.db" \
        --as-at 2024-02-29 --level team --format csv
    same "$work/before" "$work/out" "a full disk changed a figure"
    umount "$work/small"
fi
done_testing
