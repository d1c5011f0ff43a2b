#!/usr/bin/env python3
"""Each condition that docs/robustness.md names, with the exit code and the sentence it has there.

usage: conditions_test.py TEAMTOP TEAMTOP_FAULTY SOURCE

TEAMTOP_FAULTY is the program with a clock that can be set wrong.
"""
import contextlib
import os
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

MEMORY_MOST = 64 << 10  # KiB, of a program that must not hold what it reads
GIGABYTE = 1 << 30


class Stage:
    """A service of its own in a folder of its own, with a store."""

    def __init__(self, teamtop, faulty, source, folder):
        self.teamtop, self.faulty, self.folder = teamtop, faulty, folder
        self.store = os.path.join(folder, "store.db")
        example = os.path.join(source, "fixtures/worked-example")
        for name in ("organisation.yaml", "cases.csv", "posts.csv", "absences.csv"):
            shutil.copy(os.path.join(example, name), folder)
        with open(os.path.join(example, "feeds.yaml")) as file:
            feeds = file.read().replace("worked-example.db", "store.db")
        self.write("feeds.yaml", "inbox: inbox\ndata_until: 2024-03-01\n" + feeds)
        cases = self.read("cases.csv")
        self.write("cases-other.csv", cases + "M1,EH Penwith,W1,early_help,01/02/2024,\n")
        os.mkdir(os.path.join(folder, "inbox"))
        self.expect(0, "import", "cases.csv", "posts.csv", "absences.csv")
        self.figures = self.expect(0, "report", "--format", "csv").stdout

    def path(self, name):
        return os.path.join(self.folder, name)

    def read(self, name):
        with open(self.path(name)) as file:
            return file.read()

    def write(self, name, text):
        with open(self.path(name), "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())

    def run(self, *arguments, program=None, before=None, env=None):
        command, rest = arguments[0], arguments[1:]
        words = [] if command == "screen" else [command]
        rest = ("--once",) + rest if command == "screen" else rest
        return subprocess.run(
            [program or self.teamtop, *words, "--config", ".", *rest], cwd=self.folder,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120,
            preexec_fn=before, env=dict(os.environ, LC_ALL="C.UTF-8", **(env or {})))

    def expect(self, code, *arguments, says="", **options):
        done = self.run(*arguments, **options)
        said = (done.stderr + done.stdout).decode("utf-8", "replace")
        if done.returncode != code or says not in said:
            sys.exit(f"teamtop {' '.join(arguments)}: exit code {done.returncode}, wanted {code} "
                     f"and \"{says}\":\n{said}")
        return done

    def unchanged(self):
        figures = self.expect(0, "report", "--format", "csv").stdout
        if figures != self.figures:
            sys.exit("the figures are others than before")


def damage(stage, offset, bytes_):
    with contextlib.closing(sqlite3.connect(stage.store)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for suffix in ("-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(stage.store + suffix)
    with open(stage.store, "r+b") as file:
        file.seek(offset)
        file.write(bytes_)


def everywhere(stage, code, says):
    """Whoever needs the store says so, and does not touch it."""
    with open(stage.store, "rb") as file:
        before = file.read()
    shutil.copy(stage.path("cases-other.csv"), stage.path("inbox"))
    for command in (("report",), ("screen",), ("feeds",), ("import", "cases-other.csv"),
                    ("watch", "--once")):
        stage.expect(code, *command, says=says)
    with open(stage.store, "rb") as file:
        if file.read() != before:
            sys.exit("a store that cannot be read was written to")


def corrupt_header(stage):
    damage(stage, 0, b"garbage " * 16)
    everywhere(stage, 3, "it is not a teamtop store, or damaged; restore it from a backup")


def corrupt_pages(stage):
    damage(stage, 4096, os.urandom(4096 * 6))
    everywhere(stage, 3, "the store is damaged; restore it from a backup")


def truncated(stage):
    damage(stage, 0, b"")
    os.truncate(stage.store, os.path.getsize(stage.store) // 2)
    everywhere(stage, 3, "the store is damaged; restore it from a backup")


def newer_schema(stage):
    with contextlib.closing(sqlite3.connect(stage.store)) as db:
        db.execute("PRAGMA user_version=99")
    for command in (("report",), ("screen",), ("import", "cases-other.csv")):
        stage.expect(3, *command, says="made by a newer teamtop (schema 99, this one knows")


def corrupt_log(stage):
    """What was not yet moved from the log into the file is lost with it, and nothing else."""
    reader = sqlite3.connect(stage.store, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM state").fetchall()
    stage.expect(0, "import", "cases-other.csv")
    newer = stage.expect(0, "report", "--format", "csv").stdout
    log = stage.store + "-wal"
    with open(log, "rb") as file:
        content = bytearray(file.read())
    assert len(content) > 8192, "there is no log to damage"
    reader.close()
    for offset in (0, 40, 4200, len(content) - 4000):
        damaged = bytearray(content)
        damaged[offset:offset + 16] = os.urandom(16)
        for suffix in ("-wal", "-shm"):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(stage.store + suffix)
        stage.write("store.db-wal", bytes(damaged))
        if stage.expect(0, "report", "--format", "csv").stdout not in (stage.figures, newer):
            sys.exit("the figures are neither the old ones nor the new ones")
    stage.expect(0, "import", "cases-other.csv")
    if stage.expect(0, "report", "--format", "csv").stdout != newer:
        sys.exit("the next import does not go through")


def nobody():
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)


def read_only(stage):
    """For an account that may read the folder and no more."""
    before = nobody if os.geteuid() == 0 else None
    os.chmod(stage.folder, 0o555)
    for name in os.listdir(stage.folder):
        os.chmod(stage.path(name), 0o555 if name == "inbox" else 0o444)
    try:
        stage.expect(0, "report", before=before)
    except (PermissionError, subprocess.SubprocessError):
        return  # that account may not even run the program where it was built
    stage.expect(0, "screen", before=before)
    stage.expect(3, "import", "cases-other.csv", before=before,
                 says="this account may not write to it")
    os.chmod(stage.folder, 0o755)
    stage.unchanged()


def small_files():
    resource.setrlimit(resource.RLIMIT_FSIZE, (96 << 10, 96 << 10))


def full_disk(stage):
    rows = "".join(f"F{i},EH Penwith,W{i},early_help,01/02/2024,\n" for i in range(20000))
    stage.write("cases-many.csv", stage.read("cases.csv") + rows)
    stage.expect(3, "import", "cases-many.csv", before=small_files, says="nothing was changed")
    stage.unchanged()
    with open("/dev/full", "wb") as full:
        for command in (["report"], ["feeds"], ["help"], ["--once"], ["check"], ["--plain"]):
            options = [] if command == ["help"] else ["--config", "."]
            done = subprocess.run([stage.teamtop, *command, *options], cwd=stage.folder,
                                  stdin=subprocess.DEVNULL, stdout=full, stderr=subprocess.PIPE)
            if done.returncode != 3 or b"standard output: error: cannot be written" not in done.stderr:
                sys.exit(f"{command} to a full disk: {done.returncode} {done.stderr.decode()}")
    stage.expect(3, "report", "--output", "/dev/full/x", says="cannot be written")


def store_vanishes(stage):
    os.rename(stage.store, stage.path("elsewhere.db"))
    for command in (("report",), ("screen",), ("feeds",)):
        stage.expect(3, *command, says="there is no store here yet")
    stage.write("feeds.yaml", stage.read("feeds.yaml").replace("store.db", "gone/store.db"))
    stage.expect(3, "import", "cases.csv", says="check that the folder exists")


YEAR = 366 * 86400


def wrong_clock(stage):
    """Ages are never below nothing, and what is to come is not counted before it is there."""
    for offset in (YEAR, -86400, -20 * YEAR):
        stage.write("clock", str(offset))
        env = {"TEAMTOP_CLOCK": stage.path("clock")}
        for command in (("report",), ("screen",), ("feeds",)):
            done = stage.expect(0, *command, program=stage.faulty, env=env)
            if re.search(rb"data -\d|-\d+ (min|h|day)", done.stdout):
                sys.exit(f"an age below nothing: {done.stdout.decode()}")
        stage.expect(0, "import", "cases.csv", program=stage.faulty, env=env,
                     says="nothing changed")
    stage.unchanged()


def inbox_of_ten_thousand(stage):
    for i in range(10000):
        stage.write(f"inbox/notes-{i}.txt", "x")
    stage.write("inbox/cases-new.csv", stage.read("cases-other.csv"))
    began = time.monotonic()
    stage.expect(0, "watch", "--once", says="no feed in feeds.yaml has a file: pattern")
    if os.path.exists(stage.path("inbox/cases-new.csv")):
        sys.exit("the one extract among them was not taken")
    done = stage.expect(0, "watch", "--once")
    if done.stderr:
        sys.exit("what nobody claims is said more than once")
    if time.monotonic() - began > 60:
        sys.exit("it takes too long")


def bounded(stage, code, *arguments, says):
    """Neither more memory nor more time the more there is to read."""
    child = subprocess.Popen([stage.teamtop, *arguments, "--config", "."], cwd=stage.folder,
                             stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = child.stderr.read().decode("utf-8", "replace")
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != code or says not in said:
        sys.exit(f"{arguments}: {child.returncode} {said}")
    if usage.ru_maxrss > MEMORY_MOST:
        sys.exit(f"{arguments} takes {usage.ru_maxrss} KiB")


def a_line_of_a_gigabyte(stage):
    """Of letters up to where it is given up, and then of what takes no room on the disk."""
    header = stage.read("cases.csv").splitlines(True)[0]
    stage.write("cases-letters.csv", header)
    with open(stage.path("cases-letters.csv"), "ab") as file:
        for _ in range(64):
            file.write(b"a" * (1 << 20))
    os.truncate(stage.path("cases-letters.csv"), GIGABYTE)
    bounded(stage, 1, "import", "cases-letters.csv", says="the row that begins here is too long")
    stage.unchanged()


def a_nul_byte(stage):
    stage.write("cases-nul.csv", stage.read("cases.csv").encode() + b"N1,EH Pen\0with,W1,,,\n")
    stage.expect(1, "import", "cases-nul.csv", says="there is a NUL byte on this line")
    stage.write("organisation.yaml", b"organisation: A\0B\n")
    stage.expect(2, "check", says="control characters are not allowed")


def not_a_file(stage):
    os.mkfifo(stage.path("cases-pipe.csv"))
    os.mkdir(stage.path("cases-folder.csv"))
    for name in ("cases-pipe.csv", "cases-folder.csv"):
        stage.expect(3, "import", name, says="is not a file with rows in it")
    stage.expect(3, "import", "cases-none.csv", says="cannot be opened: No such file")
    stage.unchanged()


def two_importers(stage):
    """One waits for the other; both are taken."""
    runs = [subprocess.Popen([stage.teamtop, "import", "--config", ".", name], cwd=stage.folder,
                             stderr=subprocess.PIPE)
            for name in ("cases-other.csv", "posts.csv", "absences.csv", "cases-other.csv")]
    for run in runs:
        said = run.communicate(timeout=120)[1].decode()
        if run.returncode != 0:
            sys.exit(f"two importers: {run.returncode} {said}")
    with contextlib.closing(sqlite3.connect(stage.store)) as db:
        if db.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            sys.exit("the store is damaged")


def bomb(levels, step):
    return "a0: &a0 [x]\n" + "".join(step.format(n=i, b=i - 1) for i in range(1, levels))


BOMBS = {
    "aliases expand to more than": bomb(12, "a{n}: &a{n} [" + ",".join(["*a{b}"] * 9) + "]\n"),
    "aliases expand to more than ": "a0: &a0 {x: 1}\n" + "".join(
        f"a{n}: &a{n} {{<<: [{','.join([f'*a{n - 1}'] * 9)}]}}\n" for n in range(1, 12)),
    "nested more than 64 levels deep": "organisation: " + "[" * 100000 + "]" * 100000,
    "may have 4 MiB at most": "organisation: A\n#" + "x" * (5 << 20),
    "may not be inside what it stands for": "organisation: &a [*a]\n",
    "may not be inside what it stands for ": "organisation: &a {<<: *a}\n",
    "a key must be text": "? " + "{a: " * 60 + "1" + "}" * 60 + "\n: x\n",
}


def yaml_bombs(stage):
    for sentence, text in BOMBS.items():
        stage.write("organisation.yaml", text)
        bounded(stage, 2, "check", says=sentence.strip())


CONDITIONS = [corrupt_header, corrupt_pages, truncated, newer_schema, corrupt_log, read_only,
              full_disk, store_vanishes, wrong_clock, inbox_of_ten_thousand, a_line_of_a_gigabyte,
              a_nul_byte, not_a_file, two_importers, yaml_bombs]


def main(teamtop, faulty, source):
    with open(os.path.join(source, "docs/robustness.md")) as file:
        page = file.read()
    for condition in CONDITIONS:
        if f"`{condition.__name__}`" not in page:
            sys.exit(f"docs/robustness.md does not name {condition.__name__}")
        with tempfile.TemporaryDirectory() as folder:
            condition(Stage(teamtop, faulty, source, folder))
    print(f"{len(CONDITIONS)} conditions")


if __name__ == "__main__":
    main(*map(os.path.abspath, sys.argv[1:4]))
