"""A report for a script: the whole process, from start to end."""
import subprocess
import time

from bench import table
from bench.drive import median


def once(command):
    started = time.perf_counter()
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return time.perf_counter() - started, len(done.stdout)


def measure(setting):
    """Every measure of every team of Cornwall as csv; beside it, a process that does nothing."""
    ours = [setting.teamtop, "report", "--config", setting.cornwall, "--level", "team", "--format",
            "csv"]
    pairs = [(once(ours), once(["true"])) for _ in range(setting.rounds)]
    print(f"Reports: medians of {setting.rounds} runs of each, in turn\n")
    table.heading("what", "teamtop", "/bin/true", "ratio")
    table.pair("every measure of every team as csv", median([one[0] for one, _ in pairs]),
               median([other[0] for _, other in pairs]), "ms")
