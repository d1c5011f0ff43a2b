#!/usr/bin/env python3
"""Every curse in the table of tests/README.md has a test, and each test it names is there and is run."""
import re
import sys
from pathlib import Path

CURSES = 18
ROW = re.compile(r'^\| (?P<curse>[^|]+) \| (?P<held>[^|]+) \|$')
FILE = re.compile(r'`(tui/[\w/]+\.(?:c|sh))`')
TEST = re.compile(r'`(tui/[\w/]+\.c|[a-z_0-9]{12,})`')


def rows(text):
    """(curse, what holds it) for each line of the table."""
    found = (ROW.match(line) for line in text.splitlines())
    return [(row['curse'], row['held']) for row in found if row and row['curse'] != 'the curse']


def faults(tests, curse, held):
    """What is wrong with one row."""
    if not FILE.search(held):
        yield f'"{curse}" is held by no file'
    for path in FILE.findall(held):
        if not (tests / path).is_file():
            yield f'"{curse}": there is no {path}'
    source = ''
    for name in TEST.findall(held):
        if name.endswith('.c'):
            source = (tests / name).read_text() if (tests / name).is_file() else ''
        elif f'START_TEST({name})' not in source:
            yield f'"{curse}": there is no test {name}'
        elif len(re.findall(rf'\b{name}\b', source)) < 2:
            yield f'"{curse}": {name} is never run'


def main(root):
    """Prints the faults; how many there are."""
    tests = Path(root) / 'tests'
    table = rows((tests / 'README.md').read_text())
    found = [fault for row in table for fault in faults(tests, *row)]
    if len(table) != CURSES:
        found.append(f'{len(table)} curses in the table, not {CURSES}')
    print('\n'.join(found) or f'each of {len(table)} curses has its tests')
    return len(found)


if __name__ == '__main__':
    sys.exit(1 if main(sys.argv[1]) else 0)
