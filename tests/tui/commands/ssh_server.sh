#!/bin/sh
# Starts an SSH server on loopback for ssh_test.c in FOLDER, which holds a configuration with its store. What
# it is told comes from docs/service-over-ssh.md; only names of this machine are put in.
# ssh_server.sh TEAMTOP SOURCE FOLDER: leaves ssh/port, ssh/pid and a key for each viewer.
set -eu
teamtop=$1 source=$2 folder=$3
page=$source/docs/service-over-ssh.md
ssh=$folder/ssh
mkdir -p "$ssh" "$folder/exports" "$folder/state"

block() { # block NAME: the block of the page that begins with this comment
    awk -v name="# $1" '/^```/ {inside = 0} inside {print} $0 == name {inside = 1}' "$page" |
        sed "s|/usr/bin/teamtop|$teamtop|g; s|/etc/teamtop|$folder|g
             s|/etc/ssh/|$ssh/|g; s|/var/lib/teamtop-ssh|$folder|g; s|/var/log/teamtop|$folder|g
             s|teamtop-ssh|$(id -un)|g"
}

for viewer in manager area director; do
    ssh-keygen -q -t ed25519 -N '' -C "$viewer" -f "$ssh/$viewer"
done
ssh-keygen -q -t ed25519 -N '' -f "$ssh/host"
block access.yaml >"$folder/access.yaml"
block authorized_keys >"$ssh/lines"
[ "$(wc -l <"$ssh/lines")" -eq 3 ]
while read -r line; do
    viewer=${line##* }
    echo "${line%% ssh-ed25519*} $(cat "$ssh/$viewer.pub")"
done <"$ssh/lines" >"$ssh/teamtop_keys"

# Any variable is let in: it is the program that forgets them.
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
{
    echo "ListenAddress 127.0.0.1"
    echo "Port $port"
    echo "HostKey $ssh/host"
    echo "PidFile none"
    echo "UsePAM no"
    echo "StrictModes no"
    echo "AcceptEnv *"
    echo "Subsystem sftp internal-sftp"
    block sshd_config
} >"$ssh/sshd_config"
[ "$(id -u)" -ne 0 ] || mkdir -p /run/sshd
/usr/sbin/sshd -D -e -f "$ssh/sshd_config" >"$ssh/log" 2>&1 </dev/null &
echo $! >"$ssh/pid"
echo "[127.0.0.1]:$port $(cat "$ssh/host.pub")" >"$ssh/known"
echo "$port" >"$ssh/port"
for _ in $(seq 200); do
    ! grep -q "Server listening" "$ssh/log" || exit 0
    sleep 0.05
done
cat "$ssh/log"
exit 1
