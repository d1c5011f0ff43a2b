#!/bin/sh
# ssh_test.sh FOLDER: each way out of the dashboard that a client could try without a terminal.
set -eu
folder=$1
ssh=$folder/ssh
port=$(cat "$ssh/port")
options="-F none -i $ssh/manager -o IdentitiesOnly=yes -o UserKnownHostsFile=$ssh/known -o LogLevel=ERROR"
out=$ssh/out
me=$(id -un)@127.0.0.1

fail() {
    echo "FAILED: $*"
    cat "$out"
    exit 1
}
refused() { # refused WHAT COMMAND...: it must fail, and give nothing away
    what=$1
    shift
    timeout 20 "$@" >"$out" 2>&1 </dev/null && fail "$what works"
    ! grep -qE 'uid=|root:|teamtop.db' "$out" || fail "$what tells something"
}

for command in "id" "teamtop report" "exec sh; id"; do
    refused "$command" ssh $options -p "$port" "$me" "$command"
    grep -q "runs no commands" "$out" || fail "$command: nothing is said"
done
refused "a command at a terminal" ssh -tt $options -p "$port" "$me" id
refused scp scp $options -P "$port" "$me:/etc/passwd" "$ssh/got"
refused "old scp" scp -O $options -P "$port" "$me:/etc/passwd" "$ssh/got"
refused "scp to the server" scp $options -P "$port" /etc/hostname "$me:$folder/exports/put"
refused sftp sftp $options -P "$port" "$me"
refused "a port there" ssh $options -p "$port" -W "127.0.0.1:$port" "$me"
refused "a port here" ssh $options -p "$port" -N -o ExitOnForwardFailure=yes -R 0:127.0.0.1:22 "$me"
refused "a tunnel" ssh $options -p "$port" -N -o ExitOnForwardFailure=yes -w any:any "$me"
refused "a password" ssh $options -p "$port" -o PubkeyAuthentication=no -o BatchMode=yes "$me"
[ ! -e "$ssh/got" ] && [ ! -e "$folder/exports/put" ] || fail "a file was copied"
# Agent, X11 and the rest: the server says what the key may.
timeout 20 ssh -v -A -X $options -o LogLevel=DEBUG1 -p "$port" "$me" id >"$out" 2>&1 </dev/null || :
grep -q 'Remote: .*key options: command pty[[:space:]]*$' "$out" || fail "the key may more than it should"

# Without a terminal and without a command it is one screen of text, the viewer's own, whatever is sent along.
mkdir -p "$ssh/evil"
printf 'levels: [a]\norganisation: Evil\nunits: [{id: evil, name: Evil, level: a}]\n' >"$ssh/evil/organisation.yaml"
set -- TEAMTOP_CONFIG="$ssh/evil" XDG_CONFIG_HOME="$ssh" XDG_STATE_HOME="$ssh/evil" HOME="$ssh" TERMINFO="$ssh" \
    TERMINFO_DIRS="$ssh" TERMCAP=evil NCURSES_NO_UTF8_ACS=1 LOCPATH="$ssh" NLSPATH="$ssh/%N" LANGUAGE=evil \
    LC_ALL=../../evil LANG=evil.UTF-8 TZ=Pacific/Apia ESCDELAY=100000 COLUMNS=7 LINES=3 MALLOC_ARENA_MAX=0 \
    SQLITE_TMPDIR="$ssh" TMPDIR="$ssh"
for type in ../../evil "$ssh/evil"; do
    timeout 20 ssh $options -p "$port" -o "SetEnv=$* TERM=$type" "$me" >"$out" 2>&1 </dev/null || fail "what is sent along breaks it"
    grep -q "Early Help Penwith" "$out" || fail "what is sent along changes what is seen"
    ! grep -q "Evil" "$out" || fail "what is sent along is believed"
done
[ -z "$(ls -A "$ssh/evil" | grep -v organisation.yaml)" ] || fail "something is kept where the client says"
echo "every attempt fails"
