#!/usr/bin/env python3
"""Writes teamtop(5): docs/teamtop.5.in with, at each ".KEYS FILE", the keys of that file as the program knows them.

    docs/configuration-page.py TEAMTOP docs/teamtop.5.in > teamtop.5

Fails when the page leaves out a file that the program reads, or names one that it does not.
"""
import re
import subprocess
import sys


def documents(text):
    """{file: (heading, [(depth, name, help, takes)])} of what "teamtop help configuration" says."""
    found, rows = {}, None
    for line in text.splitlines():
        if heading := re.match(r"(\S+\.yaml)( \(required\))?: (.*)", line):
            rows = []
            found[heading[1]] = (heading[2] or "", rows)
        elif key := re.match(r"( +)= (.*)", line):
            rows[-1].append(key[2])
        elif key := re.match(r"( +)(\S+) +(.*)", line):
            rows.append([len(key[1]) // 2 - 1, key[2], key[3]])
    return found


def quoted(text):
    """As mdoc takes it: no line begins with a control character, no backslash escapes."""
    text = text.replace("\\", "\\e")
    return "\\&" + text if text[:1] in ".'" else text


def sentence(text):
    text = text[:1].upper() + text[1:]
    return quoted(text if text.endswith(".") else text + ".")


def item(name, help_, takes):
    required = help_.startswith("(required) ")
    print(f".It Ic {quoted(name)}" + (" (required)" if required else ""))
    print(sentence(help_.removeprefix("(required) ")))
    print(sentence(f"It takes {takes}"))


def keys(rows):
    depth = -1
    for level, name, help_, takes in rows:
        while depth < level:
            print(".Bl -tag -width Ds -compact" if depth >= 0 else ".Bl -tag -width Ds")
            depth += 1
        while depth > level:
            print(".El")
            depth -= 1
        item(name, help_, takes)
    for _ in range(depth + 1):
        print(".El")


def main():
    teamtop, page = sys.argv[1:]
    said = subprocess.run([teamtop, "help", "configuration"], capture_output=True, text=True, check=True).stdout
    known = documents(said)
    with open(page, encoding="utf-8") as template:
        for line in template:
            if not line.startswith(".KEYS "):
                print(line, end="")
                continue
            name = line.split()[1]
            if name not in known:
                sys.exit(f"{page}: the program reads no {name}")
            keys(known.pop(name)[1])
    if known:
        sys.exit(f"{page}: nothing is said of {', '.join(known)}")


main()
