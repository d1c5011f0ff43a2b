# lib.sh: what the tests of the commands share. Source it; then each test is: a command, what it should say.
set -eu
teamtop=$1
source=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8
export XDG_STATE_HOME="$work/state"
unset TEAMTOP_CONFIG NO_COLOR || :
checks=0

fail() {
    echo "FAILED: $*"
    [ ! -f "$work/out" ] || sed 's/^/  out: /' "$work/out"
    [ ! -f "$work/err" ] || sed 's/^/  err: /' "$work/err"
    exit 1
}

# expect CODE ARGUMENTS...: runs teamtop, keeps what it said in $work/out and $work/err.
expect() {
    wanted=$1
    shift
    code=0
    "$teamtop" "$@" >"$work/out" 2>"$work/err" </dev/null || code=$?
    [ "$code" -eq "$wanted" ] || fail "teamtop $* ended with $code, not $wanted"
    checks=$((checks + 1))
}

said() { # said TEXT: on either stream, as a fixed string
    cat "$work/out" "$work/err" | grep -qF -- "$1" || fail "nowhere is said: $1"
    checks=$((checks + 1))
}

silent_about() {
    cat "$work/out" "$work/err" | grep -qF -- "$1" && fail "must not be said: $1"
    checks=$((checks + 1))
}

same() { # same FILE FILE WHAT
    diff "$1" "$2" >"$work/diff" || { cat "$work/diff"; fail "$3"; }
    checks=$((checks + 1))
}

# A copy of the worked example's configuration with its own store.
worked_example() {
    cp -r "$source/fixtures/worked-example" "$work/example"
    config=$work/example
}

done_testing() {
    [ "$checks" -gt 0 ] || fail "nothing was checked"
    echo "$checks checks"
}
