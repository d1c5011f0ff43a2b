#!/usr/bin/env python3
"""The shells complete what the program's own tables offer: every command, every option, every worded value."""
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time

TEAMTOP, SOURCE = map(os.path.abspath, sys.argv[1:])
BASH = os.path.join(SOURCE, "completions/teamtop.bash")
checks = 0


def ask(*arguments):
    return subprocess.run([TEAMTOP, *arguments], capture_output=True, text=True, check=True).stdout


def bash(*words):
    """What bash offers for the last of these words."""
    script = """source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
        _teamtop "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"; printf '%s\\n' "${COMPREPLY[@]}" """
    done = subprocess.run(["bash", "-c", script, BASH, TEAMTOP, *words], capture_output=True, text=True, check=True)
    assert not done.stderr, done.stderr
    return set(done.stdout.split())


def same(offered, wanted, what):
    global checks
    checks += 1
    if offered != set(wanted):
        sys.exit(f"{what}: offered {sorted(offered)}, not {sorted(wanted)}")


def options_of(command):
    return re.findall(r"^  (--[a-z-]+)(?: (\S+))?", ask(*command, "--help"), re.MULTILINE)


def check_bash(commands):
    same(bash(""), commands, "commands")
    measures = set(re.findall(r"^([a-z_]+)", ask("help", "measures"), re.MULTILINE))
    same(bash("report", "--measure", ""), measures, "measures")
    same(bash("--view", ""), ask("help", "views").split(), "views")
    same(bash("--theme", ""), ["default", "classic", "dark", "light", "mono"], "themes")
    assert {"measures", "views", "keys", "configuration", "import"} <= bash("help", "")
    for command in [[], *([c] for c in commands if c != "help")]:
        options = options_of(command)
        same(bash(*command, "--"), [name for name, _ in options], f"options of {command}")
        for name, kind in options:
            if "|" in kind:
                same(bash(*command, name, ""), kind.split("|"), f"{command} {name}")
                same(bash(*command, name, "=", ""), kind.split("|"), f"{command} {name}=")


class Zsh:
    """An interactive zsh with the completion loaded."""

    def __init__(self):
        self.shell, self.terminal = pty.fork()
        if self.shell == 0:
            os.environ.update(TERM="dumb", PS1="% ", PATH=os.path.dirname(TEAMTOP) + ":" + os.environ["PATH"])
            os.execlp("zsh", "zsh", "-f", "-i")
        self.type(f"fpath=({SOURCE}/completions $fpath); autoload -Uz compinit; compinit -u -D; print re''ady\n")
        self.read_until("\nready")

    def type(self, text):
        os.write(self.terminal, text.encode())

    def read_until(self, wanted, seconds=20):
        seen, until = "", time.monotonic() + seconds
        while wanted not in seen and time.monotonic() < until:
            if select.select([self.terminal], [], [], 0.2)[0]:
                seen += os.read(self.terminal, 65536).decode(errors="replace").replace("\r", "")
        return seen

    def completes(self, line, wanted):
        """Types the line and Tab, waits for what should be on it then, and takes it off again."""
        global checks
        checks += 1
        self.type(line + "\t")
        seen = self.read_until(wanted)
        if wanted not in seen:
            sys.exit(f"zsh, {line!r}: {wanted!r} is not in {seen!r}")
        self.type("\x15print do''ne\n")
        self.read_until("\ndone")

    def leave(self):
        self.type("exit\n")
        os.close(self.terminal)
        os.waitpid(self.shell, 0)


def check_zsh():
    if not shutil.which("zsh"):
        sys.exit("zsh is not installed: scripts/install-packages tests installs it")
    shell = Zsh()
    shell.completes("teamtop rep", "report")
    shell.completes("teamtop report --form", "--format")
    shell.completes("teamtop report --format=h", "html")
    shell.completes("teamtop --view wh", "whatif")
    shell.completes("teamtop report --measure vacancy", "vacancy_rate")
    shell.completes("teamtop --theme cl", "classic")
    shell.completes("teamtop help config", "configuration")
    shell.leave()


commands_there = re.findall(r"^  teamtop ([a-z]+) ", ask("--help"), re.MULTILINE)
check_bash(commands_there)
check_zsh()
print(f"{checks} checks")
