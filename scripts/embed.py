#!/usr/bin/env python3
"""Writes C source that holds the given files as text: embed.py OUTPUT FILE..."""
import os
import sys


def literal(line):
    escaped = line.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'     "{escaped}"\n'


def main(output, files):
    with open(output, "w", encoding="utf-8") as out:
        out.write('#include "tui/commands/starter.h"\n\nconst struct starter starters[] = {\n')
        for path in files:
            text = open(path, encoding="utf-8").read()
            out.write(f'    {{"{os.path.basename(path)}",\n')
            out.writelines(literal(line) for line in text.splitlines(keepends=True))
            out.write(f"     , {len(text.encode())}}},\n")
        out.write("    {NULL, NULL, 0},\n};\n")


main(sys.argv[1], sys.argv[2:])
