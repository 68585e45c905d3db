"""A display, a bus and a home folder of their own, and the program in them, for as long as a test lasts."""

import contextlib
import os
import pathlib
import subprocess
import sys
import tempfile
import time

# What of this machine's desktop the program must not see.
STRANGE = ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DBUS_SESSION_BUS_ADDRESS", "XAUTHORITY", "AT_SPI_BUS_ADDRESS"]


def within(seconds, found):
    """What `found` comes to, tried again and again until it is something; else the last try."""
    end = time.monotonic() + seconds
    while not (result := found()) and time.monotonic() < end:
        time.sleep(0.02)
    return result


@contextlib.contextmanager
def display():
    """A screen that nobody sees, by its name."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x1000x24", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with open(reading) as named:
            yield f":{named.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def on_a_bus_of_its_own(script, arguments):
    """Runs the script again inside a session; its exit status. The bus ends with it."""
    with tempfile.TemporaryDirectory() as folder, display() as screen:
        surroundings = {name: value for name, value in os.environ.items() if name not in STRANGE}
        home = pathlib.Path(folder)
        (home / "run").mkdir(mode=0o700)
        surroundings |= {
            "HOME": folder,
            "XDG_RUNTIME_DIR": str(home / "run"),
            "ANTEROOM_HOME": str(home / "anteroom"),
            "DISPLAY": screen,
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "INSIDE": "1",
        }
        # The bus tells of each service it starts.
        with open(home / "bus", "w") as said:
            command = ["dbus-run-session", "--", sys.executable, "-B", script, *arguments]
            status = subprocess.run(command, env=surroundings, stderr=said).returncode
        if status:
            lines = (home / "bus").read_text().splitlines()
            print(*[line for line in lines if not line.startswith("dbus-daemon")], sep="\n")
        return status


@contextlib.contextmanager
def running(program):
    """The program, until the end."""
    with subprocess.Popen([program]) as app:
        try:
            yield app
        finally:
            app.kill()


def bring_to_front(app):
    """Makes the window the one that is typed in, as a window manager would."""
    search = ["xdotool", "search", "--onlyvisible", "--pid", str(app.pid)]
    window = within(20, lambda: subprocess.run(search, capture_output=True, text=True).stdout.split())
    return window and subprocess.run(["xdotool", "windowfocus", window[-1]]).returncode == 0
