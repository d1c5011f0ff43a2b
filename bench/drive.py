"""Drives a full-screen program through a pseudo-terminal and measures what a person would feel."""
import fcntl
import os
import select
import signal
import statistics
import struct
import termios
import time

QUIET = 0.06  # seconds without a byte: it has finished drawing


class Driven:
    """One run of a program on a terminal of its own."""

    def __init__(self, command, columns, rows, environment=None):
        self.started = time.perf_counter()
        self.pid, self.terminal = os.forkpty()
        if self.pid == 0:
            fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            env = dict(os.environ, TERM="xterm-256color", LC_ALL="C.UTF-8", **(environment or {}))
            env.pop("NO_COLOR", None)
            os.execvpe(command[0], command, env)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def settle(self, since, quiet=QUIET, limit=10.0):
        """Reads until it is quiet: (seconds from `since` to the last byte, bytes)."""
        last, count = since, 0
        while time.perf_counter() - since < limit:
            ready, _, _ = select.select([self.terminal], [], [], quiet)
            if not ready:
                break
            try:
                data = os.read(self.terminal, 65536)
            except OSError:
                break
            if not data:
                break
            last = time.perf_counter()
            count += len(data)
        return last - since, count

    def first_paint(self):
        """Until the screen stands: longer quiet, as a program may compute between two writes, and
        however long before the first."""
        select.select([self.terminal], [], [], 10)
        return self.settle(self.started, quiet=0.3)

    def press(self, key, answers=0.25):
        """A key that changes nothing sends nothing: one that has not answered after `answers` seconds is
        such a one, (None, 0)."""
        pressed = time.perf_counter()
        os.write(self.terminal, key.encode())
        if not select.select([self.terminal], [], [], answers)[0]:
            self.must_live()
            return None, 0
        return self.settle(pressed, quiet=0.03)

    def must_live(self):
        """What has ended answers nothing, which is not to be taken for having nothing to say."""
        ended = os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        if ended:
            raise RuntimeError(f"the program ended with {ended.si_status}")

    def resident_kib(self):
        with open(f"/proc/{self.pid}/status", encoding="ascii") as status:
            for line in status:
                if line.startswith("VmRSS:"):
                    return int(line.split()[1])
        return 0

    def leave(self, key="q"):
        try:
            os.write(self.terminal, key.encode())
            self.settle(time.perf_counter(), quiet=0.2, limit=2)
        finally:
            try:
                os.kill(self.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            os.close(self.terminal)
            os.waitpid(self.pid, 0)


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def median(values):
    return statistics.median(values)
