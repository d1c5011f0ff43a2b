#!/bin/sh
# The manual says what the program's own tables say, no less and no more.
. "$(dirname "$0")/lib.sh"

# same_words WHAT: $work/program and $work/page hold the same words, a line each.
same_words() {
    [ -s "$work/program" ] || fail "no $1 to check"
    sort -u "$work/program" >"$work/a" && sort -u "$work/page" >"$work/b"
    same "$work/a" "$work/b" "$1: program (<) and manual (>) differ"
}

manual=$source/docs/teamtop.1
"$teamtop" --help | sed -nE 's/^  teamtop ([a-z]+) .*/\1/p' >"$work/commands"
{ "$teamtop" --help; while read -r command; do "$teamtop" "$command" --help; done <"$work/commands"; } |
    sed -nE 's/^  --([a-z-]+)( .*|$)/\1/p' >"$work/program"
sed -n '/^\.Sh OPTIONS/,/^\.Sh THE/p' "$manual" | grep '^\.It' | grep -oE 'Fl -[a-z-]+' | sed 's/Fl -//' >"$work/page"
same_words options

cp "$work/commands" "$work/program"
sed -n '/^\.Sh COMMANDS/,/^\.Sh OPTIONS/p' "$manual" | sed -nE 's/^\.It Cm ([a-z]+).*/\1/p' >"$work/page"
same_words commands
sed -n '/^\.Sh SYNOPSIS/,/^\.Sh DESCRIPTION/p' "$manual" | sed -nE 's/^\.Cm ([a-z]+).*/\1/p' >"$work/page"
same_words 'commands of the synopsis'

"$teamtop" help views >"$work/program"
sed -n '/^\.It Fl -view/,/^\.It Fl -plain/p' "$manual" | sed -n 's/^\.Cm //p' | tr ' ' '\n' | grep '[a-z]' >"$work/page"
same_words views

# teamtop(5) is made from the tables; a key that is not in it cannot be.
"$source/docs/configuration-page.py" "$teamtop" "$source/docs/teamtop.5.in" >"$work/teamtop.5" || fail "no teamtop(5)"
"$teamtop" help configuration | sed -nE 's/^ +([a-z_]+) +[^ =].*/\1/p' >"$work/program"
sed -nE 's/^\.It Ic ([a-z_]+).*/\1/p' "$work/teamtop.5" >"$work/page"
same_words keys

# Both pages are set without a warning.
for page in "$manual" "$work/teamtop.5"; do
    MANWIDTH=80 man --warnings -l "$page" >"$work/out" 2>"$work/err" || fail "man cannot set $page"
    [ ! -s "$work/err" ] || fail "warnings about $page"
    checks=$((checks + 1))
done
done_testing
