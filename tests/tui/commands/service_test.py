#!/usr/bin/env python3
"""teamtop watch as its manager sees it: ready, alive, what it does; priorities in the journal; an edited
configuration read anew. And the unit that ships: its words are known, and it locks itself in."""
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

TEAMTOP, SOURCE = map(os.path.abspath, sys.argv[1:])
checks = 0


def check(holds, what):
    global checks
    checks += 1
    if not holds:
        sys.exit(f"FAILED: {what}")


class Manager:
    """The socket a service tells its states to, and an ear that is always at it."""

    def __init__(self, folder):
        self.path = os.path.join(folder, "notify")
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(self.path)
        self.heard = []
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        while True:
            self.heard += self.socket.recv(4096).decode().split("\n")

    def hears(self, state, seconds=20):
        until = time.monotonic() + seconds
        while state not in self.heard and time.monotonic() < until:
            time.sleep(0.05)
        return state in self.heard

    def forget(self):
        self.heard = []


class Service:
    """One run of teamtop watch, its messages in a file that it takes for the journal."""

    def __init__(self, folder, manager):
        self.messages = os.path.join(folder, "journal")
        with open(self.messages, "wb") as journal:
            status = os.fstat(journal.fileno())
            environment = dict(os.environ, NOTIFY_SOCKET=manager.path, WATCHDOG_USEC="400000",
                               JOURNAL_STREAM=f"{status.st_dev}:{status.st_ino}")
            self.process = subprocess.Popen(
                [TEAMTOP, "watch", "--config", os.path.join(folder, "example")],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=journal, env=environment)

    def wakings(self):
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            return sum(int(line.split()[1]) for line in status if line.startswith("voluntary_ctxt_switches"))

    def said(self, text, seconds=20):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            with open(self.messages, encoding="utf-8") as journal:
                if text in journal.read():
                    return True
            time.sleep(0.05)
        with open(self.messages, encoding="utf-8") as journal:
            print(f"nowhere {text!r} in:\n{journal.read()}")
        return False


def replace(path, old, new):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace(old, new))


def set_up(folder):
    example = os.path.join(folder, "example")
    shutil.copytree(os.path.join(SOURCE, "fixtures/worked-example"), example)
    with open(os.path.join(example, "feeds.yaml"), "a", encoding="utf-8") as feeds:
        feeds.write("inbox: inbox\n")
    return example


def lives(manager, service):
    check(manager.hears("READY=1"), "it says when it is ready")
    check(manager.hears("STATUS=watching the inbox"), "it says what it does")
    check(manager.hears("WATCHDOG=1"), "it says that it lives")
    manager.forget()
    check(manager.hears("WATCHDOG=1", 5), "and says it again")
    check(service.said("<6>"), "a note has the priority of one")
    before = service.wakings()
    time.sleep(1.5)
    check(service.wakings() - before <= 40, "it wakes for the manager's sake alone")


def takes_files(example, service):
    inbox = os.path.join(example, "inbox")
    shutil.copy(os.path.join(example, "cases.csv"), inbox)
    check(service.said("cases.csv"), "a file is taken")
    with open(os.path.join(inbox, "posts.csv"), "w", encoding="utf-8") as posts:
        posts.write("a,b\n")
    check(service.said("<3>"), "an error has the priority of one")


def follows_the_configuration(example, service):
    organisation = os.path.join(example, "organisation.yaml")
    replace(organisation, "level: locality", "level: localty")
    check(service.said("did you mean \"locality\"?"), "a fault of an edited configuration is said")
    check(service.said("as it was read before stays in force"), "and that nothing changed")
    replace(organisation, "level: localty", "level: locality")
    check(service.said("the configuration was read anew"), "a sound one is taken")
    replace(os.path.join(example, "feeds.yaml"), "inbox: inbox", "inbox: other")
    check(wait_for(os.path.join(example, "other")), "the new inbox is made")
    shutil.copy(os.path.join(example, "absences.csv"), os.path.join(example, "other"))
    check(wait_for(os.path.join(example, "other/taken/absences.csv")), "a file in the new inbox is taken")


def stops(manager, service):
    service.process.send_signal(signal.SIGTERM)
    check(manager.hears("STOPPING=1"), "it says when it stops")
    check(service.process.wait(10) == 0, "and ends well")


def watch(folder):
    example = set_up(folder)
    manager = Manager(folder)
    service = Service(folder, manager)
    try:
        lives(manager, service)
        takes_files(example, service)
        follows_the_configuration(example, service)
        stops(manager, service)
    finally:
        service.process.kill()


def wait_for(path, seconds=20):
    until = time.monotonic() + seconds
    while not os.path.exists(path) and time.monotonic() < until:
        time.sleep(0.05)
    return os.path.exists(path)


def unit(folder):
    """systemd knows every word of the unit, and finds it locked in."""
    if not shutil.which("systemd-analyze"):
        sys.exit("systemd is not installed: scripts/install-packages tests installs it")
    path = os.path.join(folder, "teamtop-watch.service")
    shutil.copy(os.path.join(SOURCE, "service/teamtop-watch.service.in"), path)
    replace(path, "@bindir@/teamtop", TEAMTOP)
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", path], capture_output=True, text=True, check=False)
    ours = [line for line in done.stderr.splitlines() if "teamtop" in line]
    check(done.returncode == 0 and not ours, f"the unit is sound: {ours or done.stderr}")
    done = subprocess.run(["systemd-analyze", "security", "--offline=true", "--threshold=20", "--no-pager", path],
                          capture_output=True, text=True, check=False)
    check(done.returncode == 0, f"the unit is exposed: {done.stdout[-400:]}")


with tempfile.TemporaryDirectory() as work:
    watch(work)
    unit(work)
print(f"{checks} checks")
