"""A generated country of any size: its folder, its imports, and what a process took."""
import glob
import os
import subprocess
import time


def generator(setting):
    program = os.path.join(setting.folder, "make-a-country")
    if not os.path.exists(program):
        subprocess.run(["gcc", "-O2", "-o", program, "bench/england.c"], check=True,
                       cwd=os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    return program


def generate(setting, name, authorities, teams, spells):
    """Writes the configuration and the extracts: the same for the same numbers."""
    folder = setting.scratch(name)
    subprocess.run([generator(setting), folder, str(authorities), str(teams), str(spells)],
                   check=True)
    return folder


def extracts(folder, authority="*"):
    """Posts before cases before absences: the order does not matter, but is the same each time."""
    return sorted(glob.glob(os.path.join(folder, f"*-a{authority}.csv")), reverse=True)


class Taken:
    """What one process took: seconds on the clock and of the processor, how many of those were its own and not
    the system's, and memory at its most."""

    def __init__(self, command):
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        self.seconds = time.perf_counter() - started
        self.processor = usage.ru_utime + usage.ru_stime
        self.own = usage.ru_utime
        self.most_kib = usage.ru_maxrss
        if status != 0:
            raise RuntimeError(f"{command[0]} ended with {status}")


def take(setting, folder, files):
    return Taken([setting.teamtop, "import", "--quiet", "--config", folder, *files])


def forget(folder):
    for path in glob.glob(os.path.join(folder, "teamtop.db*")):
        os.unlink(path)
