#!/usr/bin/env python3
"""The screens in docs/journeys are what the program shows: pages.py TEAMTOP SOURCE [write].

In a page, a block that begins with "$ teamtop ..." holds that screen, drawn on the generated service.
What depends on the clock is set to a fixed time. With "write" the screens are put in anew."""
import difflib
import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

BLOCK = re.compile(r'^```\n\$ teamtop (?P<call>[^\n]*)\n(?P<screen>.*?)^```\n', re.M | re.S)
DAYS = r'(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) +\d+ \w{3} 20[2-9]\d'
CLOCK = [
    (re.compile(DAYS + r' \d\d:\d\d'), 'Mon 2 Mar 2020 08:15'),
    (re.compile(r' \d\d:\d\d( .*live|  .*LIVE)'), r' 08:15\1'),
    (re.compile(r'(data )?\d+ min old'), r'\g<1>12 min old'),
]
LATE = 3 * 86400


def settled(screen):
    """The screen without what the clock says, and without the room that took."""
    for pattern, fixed in CLOCK:
        screen = pattern.sub(fixed, screen)
    return '\n'.join(re.sub(r'  +', '  ', line).rstrip() for line in screen.splitlines())


class Stage:
    """The generated service in two stores: all well, and with cases that did not come."""

    def __init__(self, teamtop, source, folder):
        self.teamtop, self.folder = teamtop, folder
        shutil.copytree(source / 'config' / 'cornwall', folder / 'well')
        (folder / 'generated').mkdir()
        self.run(['demo', '--extracts', 'generated'])
        self.run(['import', '--quiet', '--config', 'well'] + sorted(
            str(file) for file in (folder / 'generated').glob('*.csv')))
        shutil.copytree(folder / 'well', folder / 'late')
        self.spoil(folder / 'late')

    def spoil(self, late):
        """The cases are three days old, and today's file is not what it should be."""
        feeds = (late / 'feeds.yaml').read_text()
        (late / 'feeds.yaml').write_text(re.sub(r'^data_until.*\n', '', feeds, flags=re.M))
        store = sqlite3.connect(late / 'teamtop.db')
        store.execute("UPDATE imports SET imported_at = imported_at - ? WHERE feed = 'cases'", (LATE,))
        store.commit()
        store.close()
        lines = (self.folder / 'generated' / 'cases.csv').read_text().splitlines()
        bad = [re.sub(r',\d\d/', ',39/', line, count=1) if i % 9 == 8 else line
               for i, line in enumerate(lines)]
        (self.folder / 'cases-monday.csv').write_text('\n'.join(bad) + '\n')
        self.run(['import', '--quiet', '--config', 'late', 'cases-monday.csv'], fails=True)

    def run(self, arguments, fails=False):
        """What one call prints."""
        environment = dict(os.environ, LC_ALL='C.UTF-8', TZ='UTC')
        environment.pop('TEAMTOP_CONFIG', None)
        done = subprocess.run([self.teamtop, *arguments], cwd=self.folder, env=environment,
                              capture_output=True, text=True, check=False)
        if done.returncode != 0 and not fails:
            sys.exit(f'teamtop {shlex.join(arguments)}: {done.stderr}')
        return done.stdout

    def screen(self, call):
        """The screen of a page's call."""
        arguments = shlex.split(call)
        if '--config' not in arguments:
            arguments += ['--config', 'well']
        return self.run(arguments + ['--once']).rstrip('\n') + '\n'


def check(page, stage, write):
    """True when every screen of the page is as drawn now."""
    text = page.read_text()
    good = True
    for block in BLOCK.finditer(text):
        drawn = stage.screen(block['call'])
        if settled(drawn) != settled(block['screen']):
            good = False
            print(f'{page}: teamtop {block["call"]}')
            print('\n'.join(difflib.unified_diff(settled(block['screen']).splitlines(),
                                                 settled(drawn).splitlines(), lineterm='')))
    if write:
        page.write_text(BLOCK.sub(
            lambda block: f'```\n$ teamtop {block["call"]}\n{stage.screen(block["call"])}```\n', text))
    return good or write


def main(teamtop, source, write=''):
    """Checks every page; 1 when one has drifted."""
    pages = sorted((Path(source) / 'docs' / 'journeys').glob('*.md'))
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(str(Path(teamtop).resolve()), Path(source), Path(folder))
        results = [check(page, stage, write == 'write') for page in pages]
    count = sum(len(BLOCK.findall(page.read_text())) for page in pages)
    print(f'{count} screens on {len(pages)} pages')
    return 0 if pages and count and all(results) else 1


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
