#!/bin/sh
# The reading mode, exports and sharing, as a script or a screen reader meets them.
. "$(dirname "$0")/lib.sh"
worked_example
expect 0 import --config "$config" "$config/cases.csv" "$config/posts.csv" "$config/absences.csv"

# read_aloud WORD...: one typed line each, on a terminal that can do nothing.
read_aloud() {
    code=0
    for line in "$@"; do echo "$line"; done |
        TERM=dumb "$teamtop" --config "$config" --as-at 2024-02-29 --read-only --plain \
            >"$work/out" 2>"$work/err" || code=$?
    [ "$code" -eq 0 ] || fail "--plain ended with $code"
    checks=$((checks + 1))
}

# No escape sequence, nothing drawn, one fact a line.
read_aloud quit
said "Open cases: "
said "1. "
grep -q "$(printf '\033')" "$work/out" && fail "an escape sequence was written"
LC_ALL=C grep -q '[▁▂▃▄▅▆▇█│─┌└]' "$work/out" && fail "something was drawn"

# The end of the input ends it as quit does.
read_aloud
said "Open cases: "

read_aloud help
said "open 3, or 3: opens row 3"
read_aloud "open 77"
said "There is no row 77"
read_aloud "flurble"
said "flurble"
# What was typed is said again, but nothing of it that a terminal would obey.
read_aloud "unit $(printf 'w\033[31m\302\233x')" "open $(printf '\033c')"
said 'There is no unit "w'
grep -q "$(printf '[\033\302\233]')" "$work/out" && fail "a control character was said again"
read_aloud 2 back back
said "This is the first screen."
read_aloud ":as-at 2024-01-31"
said "31 Jan 2024"

# Everything that keys do has a word.
unit=$(sed -n 's/.*id: *\([a-z0-9_-]*\).*/\1/p' "$config/organisation.yaml" | head -1)
read_aloud "unit $unit" next-panel
said "Panel: "
read_aloud "unit $unit" "previous-panel" open down
said "Chart: "
said "Last day: "
read_aloud "unit $unit" "mark a" overview "jump a"
said "This place is a now."
read_aloud "jump a" # it is there on the next visit
grep -q "No place is called a" "$work/out" && fail "a named place was forgotten"
read_aloud "jump b"
said "No place is called b."
read_aloud "mark"
said ":mark LETTER"
read_aloud "find $unit"
said "Overview: "
read_aloud "find nobody"
said 'Nothing here is called "nobody".'
# Units; what the figures of one are made up of stands below them.
rows() { echo $(($(grep -c '^[0-9]*\. ' "$work/out") - $(grep -c '^By: ' "$work/out"))); }
read_aloud quit
all=$(rows)
read_aloud "fold 1"
[ "$(rows)" -eq $((all + 1)) ] || fail "fold 1 did not leave one row: $(rows) of $all"
read_aloud "fold 99"
said "There is no row 99"
read_aloud day-back
said "28 Feb 2024"
read_aloud pin
said "Held: "
read_aloud sort
said "Sorted by "
read_aloud help
said "next-panel: the next panel"
read_aloud "view help"
said "Key or sign: G A R"
LC_ALL=C grep -q "$(printf '\342[\224-\227]')" "$work/out" && fail "the help reads out drawing characters"
read_aloud "seen 1"
said "Only alerts are seen: go to them first."

# Saved from where one is: whole, or not at all.
read_aloud "export csv $work/over view.csv" "export json $work/shown.json" \
    "export html $work/shown.html" "export text $work/shown.txt"
said "written: $work/over view.csv"
[ -s "$work/over view.csv" ] || fail "no csv"
python3 -c 'import json, sys; json.load(open(sys.argv[1]))' "$work/shown.json" || fail "not json"
grep -q '<th scope="row"' "$work/shown.html" || fail "no page"
[ -s "$work/shown.txt" ] || fail "no text"
read_aloud "export csv $work/nowhere/shown.csv"
said "cannot be written"
[ ! -e "$work/nowhere" ] || fail "a folder was made"
ls "$work" | grep -q 'shown.*\.......$' && fail "a temporary file was left behind"
echo kept >"$work/mine.csv"
read_aloud "export csv $work/mine.csv"
said "cannot be written: File exists"
[ "$(cat "$work/mine.csv")" = kept ] || fail "a file of somebody was written over"
ls "$work" | grep -q 'mine.csv\..*$' && fail "a temporary file was left behind"
# A folder nobody may write to and a full disk: one sentence, and nothing of the document.
if [ "$(id -u)" -eq 0 ] && mkdir "$work/small" && mount -t tmpfs -o size=4k none "$work/small" 2>/dev/null; then
    head -c 4096 /dev/zero >"$work/small/full" 2>/dev/null || true
    read_aloud "export csv $work/small/shown.csv"
    said "cannot be written: No space left"
    rm "$work/small/full"
    mount -o remount,ro "$work/small"
    read_aloud "export csv $work/small/shown.csv"
    said "cannot be written: Read-only"
    [ -z "$(ls -A "$work/small")" ] || fail "something was left on a full disk"
    umount "$work/small"
fi
read_aloud again "view alerts" "open 1" back
# What was seen is told to be, stands below what is open, and is read out anew.
read_aloud "view alerts"
open=$(grep -c '^Seen: no' "$work/out")
read_aloud "view alerts" "seen 1"
said "Seen. It comes back when it gets worse."
[ "$(grep -c '^Seen: no' "$work/out")" -eq $((2 * open - 1)) ] || fail "no alert was seen"
read_aloud "view alerts" "seen $open"
said "Open again."
read_aloud "export pdf $work/shown.pdf"
[ ! -e "$work/shown.pdf" ] || fail "an unknown format was written"

# Small counts leave the house as c; inside they are true.
expect 0 report --config "$config" --as-at 2024-02-29 --level team --format csv --measure open_cases
grep -q ',c,' "$work/out" && fail "suppressed inside the scope"
expect 0 report --config "$config" --as-at 2024-02-29 --level team --format csv --share \
    --measure open_cases
grep -q ',c,,c,none,none,' "$work/out" || fail "small counts were shared"
expect 0 report --config "$config" --as-at 2024-02-29 --level team --format json --share \
    --measure open_cases
said '"value": {"suppressed": true}'
expect 0 report --config "$config" --as-at 2024-02-29 --level team --format html --share \
    --measure open_cases --output "$work/report.html"
grep -q '<td>c</td>' "$work/report.html" || fail "small counts were shared as html"

# For other eyes: what is read is what would be saved, until it is turned off; true counts are back then.
read_aloud "export csv $work/open.csv" "share on" again "export csv $work/shared.csv" quit
said "suppressed"
cmp "$work/open.csv" "$work/shared.csv" || fail "a shared screen saves something else"
code=0
echo quit | "$teamtop" --config "$config" --as-at 2024-02-29 --plain --share >"$work/out" 2>&1 || code=$?
[ "$code" -eq 0 ] && grep -q "suppressed" "$work/out" || fail "--share reads out small counts"
read_aloud "share on" "share off" again
grep -q "suppressed" "$work/out" && fail "suppressed when it is not shared any more"

done_testing
