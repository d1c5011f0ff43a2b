#!/usr/bin/env python3
"""Hostile text in every field that can reach a terminal or a file: the bytes that get there are
harmless, whatever was in the configuration, an extract, a name of a file, the command line or the
environment.

usage: hostile_test.py TEAMTOP SOURCE
"""
import csv
import fcntl
import io
import json
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

# Each carries a word by which it can be found again.
HOSTILE = {
    "colour": "\033[13;37mEVIL", "title": "\033]0;EVIL\007", "query": "\033[6nEVIL\033[c",
    "string": "\033P+q544e\033\\EVIL", "c1": "\u009b31mEVIL\u0090", "bidi": "\u202eLIVE\u2066x",
    "invisible": "E\u200bV\u200dI\ufeffL\u2060", "lines": "EVIL\nEVIL\rEVIL\tEVIL",
    "separators": "EVIL\u2028EVIL\u2029", "delete": "EVIL\x7f\x08\x08", "tags": "EVIL\U000e0041",
    "marks": "EVIL" + "\u0301" * 60, "long": "EVIL" * 3000,
    "formula": "=EVIL()", "plus": "+EVIL", "minus": "-EVIL", "at": "@EVIL",
    "markup": "<script>EVIL</script>&\"'<b onclick=EVIL>",
}
INVALID = [b"EVIL\xff\xfe", b"EVIL\xc0\xaf", b"EVIL\xed\xa0\x80", b"EVIL\xf4\x90\x80\x80\x9b31m"]

FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
    "\U000e0000-\U000e007f]")
# All that a program that draws on a terminal of type xterm-256color sends by itself.
OWN = re.compile(rb"\x1b\[[0-9;]*[ABCDGHJKLMPXdmr@bfST]|\x1b\[\?[0-9;]*[hl]|\x1b\[[0-9;]*t|"
                 rb"\x1b\[4l|\x1b\(B|\x1b[=>78M]|\x1b\[!p|\x1b\[>[0-9;]*[a-z]|[\r\n\b\t]")


def harmless(data, where, line_ends=b""):
    """`line_ends`: bytes that end lines there, besides the usual one."""
    for end in line_ends:
        data = data.replace(bytes([end]), b"")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        sys.exit(f"{where}: not UTF-8: {data[error.start - 40:error.start + 40]!r}")
    found = FORBIDDEN.search(text)
    if found:
        at = found.start()
        sys.exit(f"{where}: {found.group()!r} in {text[max(0, at - 60):at + 60]!r}")
    return text


def run(teamtop, folder, *arguments, code=None, env=None, stdin=b""):
    done = subprocess.run([teamtop, *arguments], cwd=folder, input=stdin,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120,
                          env={**os.environb, b"LC_ALL": b"C.UTF-8", **(env or {})})
    where = f"teamtop {arguments}"
    if done.returncode < 0 or done.returncode > 4 or code not in (None, done.returncode):
        sys.exit(f"{where}: exit code {done.returncode}: {done.stderr!r}")
    harmless(done.stderr, where + ", standard error")
    return done


def quoted(text):
    """As YAML writes what it may not hold raw."""
    return json.dumps(text)


def write_service(folder, text):
    """A service where this text is everywhere a name is asked for."""
    name = quoted(text)
    files = {
        "organisation.yaml": f"""
organisation: {name}
notice: {name}
levels: [service, team]
kinds: {{early_help: {name}}}
categories: {{cin: {name}, early_help: {name}}}
units:
  - id: svc
    name: {name}
    level: service
    units:
      - {{id: one, name: {name}, level: team, kind: early_help, aliases: [{name}, One]}}
      - {{id: two, name: Two, level: team}}
""",
        "measures.yaml": f"""
measures:
  pressure: {{band: [1, 2], basis: {name}, benchmarks: {{{name}: 3}}}}
""",
        "feeds.yaml": """
store: sqlite:store.db
data_until: 2024-03-01
feeds:
  cases: {type: cases, file: "cases*.csv"}
  posts: {type: posts, file: "posts*.csv"}
  absences: {type: absences, file: "absences*.csv"}
  requests: {type: requests, file: "requests*.csv"}
""",
    }
    for name, content in files.items():
        with open(os.path.join(folder, name), "w") as file:
            file.write(content)


def write_extracts(folder, value):
    """A row or two that are taken, and one that is not, with these bytes in every field of text."""
    cell = b'"' + value.replace(b'"', b'""') + b'"'
    extracts = {
        b"cases": b"case_id,team,worker,category,start,end\nC1,One,%b,cin,2024-01-01,\n"
                  b"C2,one,W1,%b,2024-01-01,\n%b,two,W1,cin,2024-01-01,\nC3,%b,W1,cin,2024-01-01,\n"
                  b"C4,one,W1,cin,%b,\n",
        b"posts": b"post_id,team,role,contract,worker,name,fte,case_holding,start,end\n"
                  b"P1,one,%b,permanent,W1,%b,1,yes,2023-01-01,\n"
                  b"P2,one,social_worker,%b,%b,A,1,yes,2023-01-01,\n"
                  b"P3,one,social_worker,permanent,W3,B,%b,yes,2023-01-01,\n",
        b"absences": b"worker,reason,start,end\nW1,%b,2024-02-01,\n%b,cold,2024-01-01,2024-01-02\n"
                     b"W1,cold,%b,\n",
        b"requests": b"date,unit,source,count\n2024-02-01,one,%b,5\n2024-02-01,%b,family,1\n"
                     b"2024-02-02,one,family,%b\n",
    }
    names = []
    for kind, text in extracts.items():
        name = kind + b".csv"
        with open(os.path.join(os.fsencode(folder), name), "wb") as file:
            file.write(text.replace(b"%b", cell))
        names.append(name)
    return names


def limits_off(folder):
    path = os.path.join(folder, "feeds.yaml")
    with open(path) as file:
        text = file.read()
    with open(path, "w") as file:
        file.write(text.replace('.csv"}', '.csv", reject_limit: 100%}'))


NAMES = ["colour", "title", "c1", "bidi", "invisible", "lines"]
WORDS = [b"", b"open ", b"view ", b"unit ", b"find ", b"filter ", b"as-at ", b"mark ", b"export csv /", b"help ",
         b"theme ", b"sort ", b"measure ", b"level "]
SCREENS = ["overview", "unit", "team", "compare", "alerts", "demand", "scorecard", "resources",
           "whatif", "feeds", "changes", "help"]


def look_everywhere(teamtop, folder, where):
    config = ["--config", "."]
    for feed in ([], ["cases"], ["posts"], ["absences"], ["requests"]):
        harmless(run(teamtop, folder, "feeds", *config, *feed).stdout, f"{where}, feeds {feed}")
    for format_ in ("text", "csv", "json", "html"):
        out = run(teamtop, folder, "report", *config, "--format", format_, code=0).stdout
        text = harmless(out, f"{where}, {format_}", b"\r" if format_ == "csv" else b"")
        check_form(format_, text, where)
    for view in SCREENS:
        for form in (["--once"], ["--plain", "--unit", "one"]):
            done = run(teamtop, folder, *config, *form, "--view", view)
            harmless(done.stdout, f"{where}, {view} {form}")


def check_form(format_, text, where):
    if format_ == "json":
        json.loads(text)
    if format_ == "html" and re.search(r"<script|<b onclick|[^;=>\w]EVIL&[^a-z#]", text):
        sys.exit(f"{where}: markup gets through")
    if format_ == "csv":
        for row in csv.DictReader(io.StringIO(text)):
            for column in ("unit", "unit_name", "level", "measure"):
                if row[column][:1] in tuple("=+-@\t\r"):
                    sys.exit(f"{where}: a spreadsheet would run {row[column]!r}")


def drive(teamtop, folder, keys):
    """What the dashboard sends while these keys are typed."""
    pid, master = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.execve(teamtop, [teamtop, "--config", "."],
                  dict(os.environ, TERM="xterm-256color", LC_ALL="C.UTF-8", XDG_STATE_HOME=folder))
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    sent = b""

    def read(seconds):
        nonlocal sent
        end = time.monotonic() + seconds
        while time.monotonic() < end and select.select([master], [], [], 0.1)[0]:
            try:
                sent += os.read(master, 65536)
            except OSError:
                return
    while b"help" not in sent and len(sent) < 1 << 20:
        before = len(sent)
        read(5)
        if len(sent) == before:
            break
    for key in keys:
        os.write(master, key.encode("utf-8", "surrogateescape"))
        read(0.3)
    os.write(master, b"\033\033Q")
    read(5)
    try:
        status = os.waitpid(pid, 0)[1]
    finally:
        os.close(master)
    if status != 0:
        sys.exit(f"the dashboard ended with {status}: {sent[-300:]!r}")
    return sent


KEYS = ["j", "j", "\r", "\t", "\t", "\r", "q", "q", "2", "3", "4", "5", "6", "7", "8", "9", "1", "a",
        "q", "d", "q", "?", "q", "/E", "\r", "fEVIL\r", ":unit one\r", "j", "1",
        ":\u202e\u009b31mEVIL\r", "/\u202e\u200bEVIL\r", "M\u009b", "\033", "f\u202e\r"]


def check_screen(teamtop, folder, where):
    sent = drive(teamtop, folder, KEYS)
    if b"\033[13;37m" in sent or b"\033]" in sent or b"\033P" in sent or b"\033[6n" in sent:
        sys.exit(f"{where}: a sequence of somebody else's reaches the terminal")
    harmless(OWN.sub(b"", sent).replace(b"\x0f", b""), f"{where}, dashboard")


def with_text(teamtop, name, text):
    with tempfile.TemporaryDirectory() as folder:
        write_service(folder, text)
        config = ["--config", "."]
        if run(teamtop, folder, "check", *config).returncode != 0:
            write_service(folder, "Plain")  # it is refused there; extracts may still hold it
            run(teamtop, folder, "check", *config, code=0)
        extracts = write_extracts(folder, text.encode("utf-8", "surrogatepass"))
        harmless(run(teamtop, folder, "check", *config, *extracts).stdout, f"{name}, check")
        limits_off(folder)
        for extract in extracts:
            run(teamtop, folder, "import", *config, extract)
        look_everywhere(teamtop, folder, name)
        if name in ("colour", "bidi", "invisible", "c1", "title", "lines"):
            check_screen(teamtop, folder, name)


def with_bytes(teamtop, value):
    with tempfile.TemporaryDirectory() as folder:
        write_service(folder, "Plain")
        limits_off(folder)
        for extract in write_extracts(folder, value):
            run(teamtop, folder, "import", "--config", ".", extract)
        look_everywhere(teamtop, folder, repr(value))


def with_names(teamtop):
    """Names of files, arguments and the environment."""
    with tempfile.TemporaryDirectory() as folder:
        write_service(folder, "Plain")
        limits_off(folder)
        evils = [HOSTILE[name].encode() for name in NAMES] + INVALID[:2]
        for evil in evils:
            name = b"cases-" + evil.replace(b"/", b"") + b".csv"
            write_extracts(folder, b"One")
            os.rename(os.path.join(os.fsencode(folder), b"cases.csv"),
                      os.path.join(os.fsencode(folder), name))
            run(teamtop, folder, "import", "--config", ".", name)
            harmless(run(teamtop, folder, "feeds", "--config", ".", "cases").stdout, "file names")
            harmless(run(teamtop, folder, "--config", ".", "--once", "--view", "feeds").stdout,
                     "file names")
            for option in (b"--unit", b"--view", b"--theme", b"--as-at", b"--size", b"--user",
                           b"--store", b"--config", b"--colour", b"--" + evil):
                run(teamtop, folder, "--config", ".", "--once", option, evil)
            for option in (b"--format", b"--level", b"--measure", b"--window", b"--trend",
                           b"--fail-on"):
                run(teamtop, folder, "report", "--config", ".", option, evil)
            typed = b"\n".join(word + evil for word in WORDS)
            harmless(run(teamtop, folder, "--config", ".", "--plain", stdin=typed).stdout, "typed")
            for command in (["help"], ["check", "--config", "."], ["init"], ["import", "--config", "."], ["feeds", "--config", "."],
                            ["import", "--config", ".", "--feed"], []):
                harmless(run(teamtop, folder, *command, evil).stdout, f"{command} {evil}")
            for variable in (b"TEAMTOP_CONFIG", b"XDG_STATE_HOME", b"TERM", b"NO_COLOR"):
                run(teamtop, folder, "--once", env={variable: evil})


def main(teamtop, _source):
    os.environ.pop("TEAMTOP_CONFIG", None)
    for name, text in HOSTILE.items():
        with_text(teamtop, name, text)
    for value in INVALID:
        with_bytes(teamtop, value)
    with_names(teamtop)
    print(f"{len(HOSTILE) + len(INVALID)} kinds of hostile text")


if __name__ == "__main__":
    signal.alarm(280)
    main(*map(os.path.abspath, sys.argv[1:3]))
