#!/bin/sh
# The worked example of the domain page comes out of import and report figure for figure.
. "$(dirname "$0")/lib.sh"
worked_example
expect 0 import --config "$config" "$config/cases.csv" "$config/posts.csv" "$config/absences.csv"

figures() { # the columns the example gives, of every unit
    cut -d, -f1,4,5,6,7,8,9 | sort
}

for day in 2024-02-29 2024-03-01; do
    : >"$work/all"
    for level in service area locality team; do
        expect 0 report --config "$config" --as-at "$day" --level "$level" --format csv
        tail -n +2 "$work/out" >>"$work/all"
    done
    figures <"$work/all" >"$work/ours"
    grep ",$day," "$source/fixtures/worked-example/expected.csv" | sort >"$work/expected"
    [ "$(wc -l <"$work/expected")" -gt 100 ] || fail "the example is not there"
    same "$work/expected" "$work/ours" "figures differ from the worked example on $day"
done
done_testing
