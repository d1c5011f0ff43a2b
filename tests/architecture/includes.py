#!/usr/bin/env python3
"""The house stands: no include runs up a floor, and each library has one door.

Usage: includes.py SOURCE_ROOT. Prints every offence as file:line and exits 1 when there is one.
"""
import os
import re
import sys

# Room: the rooms it may include from, besides itself.
ROOMS = {
    "core/base": [],
    "core/model": ["core/base"],
    "core/config": ["core/base", "core/model"],
    "core/store": ["core/base", "core/model"],
    "core/derive": ["core/base", "core/model"],
    "core/feed": ["core/base", "core/model", "core/derive", "core/store"],
    "core/report": ["core/base", "core/model"],
    "core/demo": ["core/base", "core/model"],
    "tui/screen": ["core/base"],
    "tui/widgets": ["core/base", "tui/screen"],
    "tui/views": ["core/base", "core/model", "tui/screen", "tui/widgets"],
    "tui/commands": None,  # everything
    "tui": None,
}

# Library header: the one file that may include it.
DOORS = {
    r"(ncursesw?/)?(n?curses|term)\.h": "tui/screen/terminal.c",
    r"yaml\.h": "core/config/yaml.c",
    r"csv\.h": "core/feed/csv.c",
    r"sqlite3\.h": "core/store/sqlite.c",
    r"libpq.*\.h|libpq/.*": "core/store/postgres.c",
    r"utf8proc\.h": "core/base/text.c",
}

INCLUDE = re.compile(r'\s*#\s*include\s*([<"])([^>"]+)[>"]')


def sources(root):
    for top in ("core", "tui"):
        for folder, _, names in os.walk(os.path.join(root, top)):
            for name in sorted(names):
                if name.endswith((".c", ".h")):
                    yield os.path.relpath(os.path.join(folder, name), root)


def offence(path, quote, target):
    room = os.path.dirname(path)
    if quote == '"':
        allowed = ROOMS.get(room, [])
        if room not in ROOMS:
            return f"{room} is a room nobody has placed"
        other = os.path.dirname(target)
        if allowed is not None and other != room and other not in allowed:
            return f"{room} may not include from {other}"
        return None
    for header, door in DOORS.items():
        if re.fullmatch(header, target) and path != door:
            return f"<{target}> has one door, {door}"
    return None


def main(root):
    offences = count = 0
    for path in sources(root):
        with open(os.path.join(root, path), encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                match = INCLUDE.match(line)
                if not match:
                    continue
                count += 1
                found = offence(path, *match.groups())
                if found:
                    offences += 1
                    print(f"{path}:{number}: error: {found}")
    print(f"{count} includes, {offences} against the house")
    return 1 if offences or count == 0 else 0


sys.exit(main(sys.argv[1]))
