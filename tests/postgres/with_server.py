#!/usr/bin/env python3
"""A PostgreSQL server of its own for some commands, gone when they are done.

Usage: with_server.py COMMAND [ARGUMENT...] [-- COMMAND...]

The server listens on a Unix socket in a temporary folder alone, so that no other server of the
machine is touched or in the way; TEAMTOP_TEST_POSTGRES tells the commands its address (as the
superuser), TEAMTOP_TEST_POSTGRES_CONTROL the folder with two pipes to stop and start it by. Every command is run;
the exit code is 0 when all of them succeeded. Nothing is kept for good: fsync is off.
"""
import atexit
import ctypes
import glob
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time

SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
    "shared_buffers": "16MB",
    "max_connections": os.environ.get("TEAMTOP_TEST_POSTGRES_CONNECTIONS", "60"),
    "logging_collector": "off",
    "log_min_messages": "fatal",
}
PR_SET_PDEATHSIG = 1


def bin_folder():
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda f: int(f.split("/")[4]))
    found = shutil.which("initdb")
    if not folders and not found:
        sys.exit("with_server.py: PostgreSQL is not installed (scripts/install-packages tests)")
    return folders[-1] if folders else os.path.dirname(found)


def account():
    """PostgreSQL refuses to run as root: then it runs as the account its package made."""
    if os.geteuid() != 0:
        return None
    return pwd.getpwnam("postgres")


class Server:
    def __init__(self):
        self.bin = bin_folder()
        self.account = account()
        self.folder = tempfile.mkdtemp(prefix="teamtop-pg-")
        self.data = os.path.join(self.folder, "data")
        self.process = None
        if self.account:
            os.chown(self.folder, self.account.pw_uid, self.account.pw_gid)
        os.chmod(self.folder, 0o711)
        self.run("initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-N", "-E", "UTF8",
                 "--locale=C.UTF-8")
        with open(os.path.join(self.data, "postgresql.conf"), "a", encoding="utf-8") as conf:
            conf.write(f"unix_socket_directories = '{self.folder}'\n")
            for name, value in SETTINGS.items():
                conf.write(f"{name} = '{value}'\n")

    def become(self):
        """In the child: as whom, and not to outlive us."""
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if self.account:
            os.setgroups([])
            os.setgid(self.account.pw_gid)
            os.setuid(self.account.pw_uid)
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGQUIT)

    def run(self, name, *arguments):
        done = subprocess.run([os.path.join(self.bin, name), *arguments], cwd=self.folder,
                              preexec_fn=self.become, stdin=subprocess.DEVNULL, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if done.returncode != 0:
            sys.exit(f"with_server.py: {name} failed:\n{done.stdout}")

    def start(self):
        if self.process and self.process.poll() is None:
            return
        with open(os.path.join(self.folder, "log"), "ab") as log:
            self.process = subprocess.Popen(
                [os.path.join(self.bin, "postgres"), "-D", self.data], cwd=self.folder,
                preexec_fn=self.become, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        for _ in range(600):
            ready = subprocess.run(
                [os.path.join(self.bin, "pg_isready"), "-q", "-h", self.folder, "-U", "postgres"],
                check=False).returncode == 0
            if ready:
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        with open(os.path.join(self.folder, "log"), encoding="utf-8") as log:
            sys.exit("with_server.py: the server does not start:\n" + log.read())

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)  # "fast": ends every connection
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.send_signal(signal.SIGQUIT)
                self.process.wait()
        self.process = None

    def end(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def address(self):
        return f"postgresql://postgres@/postgres?host={self.folder}"


class Control:
    """A test writes "stop" or "start" into a pipe and reads "done" from another."""

    def __init__(self, server):
        self.server = server
        self.orders = os.path.join(server.folder, "orders")
        self.answers = os.path.join(server.folder, "answers")
        os.mkfifo(self.orders, 0o666)
        os.mkfifo(self.answers, 0o666)
        # Open both ways, so that neither opening nor reading ever ends.
        self.ears = os.open(self.orders, os.O_RDWR | os.O_NONBLOCK)
        self.mouth = os.open(self.answers, os.O_RDWR | os.O_NONBLOCK)

    def serve(self):
        try:
            order = os.read(self.ears, 64).decode().strip()
        except BlockingIOError:
            return
        if order == "stop":
            self.server.stop()
        elif order == "start":
            self.server.start()
        os.write(self.mouth, b"done\n")


def commands(arguments):
    found = [[]]
    for argument in arguments:
        if argument == "--":
            found.append([])
        else:
            found[-1].append(argument)
    return [command for command in found if command]


def run(command, control):
    began = time.monotonic()
    with subprocess.Popen(command) as process:
        try:
            while process.poll() is None:
                control.serve()
                time.sleep(0.02)
        finally:
            if process.returncode is None:  # we are being ended
                process.terminate()
    print(f"{os.path.basename(command[0])}: exit {process.returncode}, "
          f"{time.monotonic() - began:.1f} s", flush=True)
    return process.returncode == 0


def main():
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(1))
    server = Server()
    atexit.register(server.end)
    server.start()
    control = Control(server)
    os.environ["TEAMTOP_TEST_POSTGRES"] = server.address()
    os.environ["TEAMTOP_TEST_POSTGRES_CONTROL"] = server.folder
    for name in [name for name in os.environ if name.startswith("PG")]:
        del os.environ[name]
    good = [run(command, control) for command in commands(sys.argv[1:])]
    sys.exit(0 if good and all(good) else 1)


main()
