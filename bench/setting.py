"""What every part of the bench is given: programs to measure, how often, and a folder of its own."""
import os
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def run(*command):
    """Runs a command from the root of the project, silent unless it fails."""
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


class Setting:
    """One run of the bench: `rounds` measurements of each thing, scratch files under `folder`."""

    def __init__(self, rounds, folder):
        self.rounds = rounds
        self.folder = folder
        self.crowd = (200, 300, 5)  # load: dashboards, for so many seconds, seconds between imports
        self.teamtop = os.path.join(ROOT, "build-bench/teamtop")
        self.cornwall = os.path.join(ROOT, "config/cornwall")
        self.england = os.path.join(ROOT, "config/england")

    def prepare(self):
        """Builds teamtop as released, and the stores it is measured on."""
        run("scripts/install-packages", "tests")
        run("scripts/build", "build-bench", "-Dbuildtype=release", "-Dtests=false")
        run("scripts/build", "build", "-Dtests=false")
        run("scripts/fill-stores")

    def scratch(self, name):
        """A folder that is gone when the bench ends."""
        path = os.path.join(self.folder, name)
        os.makedirs(path, exist_ok=True)
        return path

    def figures(self):
        """Every figure of every team as csv: what a viewer of tables is given to show."""
        path = os.path.join(self.folder, "figures.csv")
        if not os.path.exists(path):
            run(self.teamtop, "report", "--config", self.cornwall, "--level", "team", "--format",
                "csv", "--output", path)
        return path

    def floor(self):
        """The least an ncurses program can do, compiled: what a screen is measured against."""
        program = os.path.join(self.folder, "floor")
        if not os.path.exists(program):
            run("gcc", "-O2", "-D_XOPEN_SOURCE=700", "-o", program, "bench/floor.c", "-lncursesw",
                "-ltinfo")
        return program
