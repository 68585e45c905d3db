"""What a screen reader sees of the program and can do in it, through the accessibility bus and nothing else."""

import functools
import time
import typing

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

import session  # noqa: E402

SPI = "org.a11y.atspi"
ROOT = f"/{SPI.replace('.', '/')}/accessible/root"
# States that nearly everything has, or that say the same as the role.
PLAIN = {"enabled", "sensitive", "showing", "visible", "checkable", "selectable-text", "single-line"}


class Thing(typing.NamedTuple):
    """One thing of the screen, as it was when the screen was read."""

    role: str
    name: str
    description: str
    states: frozenset
    depth: int
    group: str
    path: str

    def __str__(self):
        parts = [self.name, self.role, *sorted(self.states - PLAIN), self.description]
        return "    " * self.depth + ", ".join(part for part in parts if part)


@functools.cache
def role_name(role):
    return Atspi.role_get_name(Atspi.Role(role))


def state_names(low, high):
    bits = low | high << 32
    return frozenset(Atspi.StateType(at).value_nick for at in range(64) if bits >> at & 1)


def things_of(items, path, depth=-1, group=""):
    """What lies at and below a path, in the order of reading."""
    _, _, _, _, _, _, name, role, description, states = items[path]
    thing = Thing(role_name(role), name, description, state_names(*states), depth, group, path)
    things = [thing] if depth >= 0 else []
    below = sorted((item for item in items.values() if item[2][1] == path and item[0][1] != path), key=lambda it: it[3])
    for item in below:
        things += things_of(items, item[0][1], depth + 1, name if thing.role == "panel" else group)
    return things


class Reader:
    """The client: reads the screen, listens, presses and writes."""

    def __init__(self):
        desktop = Gio.bus_get_sync(Gio.BusType.SESSION)
        # Programs keep quiet until somebody says that they are listened to.
        listened = GLib.Variant("(ssv)", ("org.a11y.Status", "IsEnabled", GLib.Variant("b", True)))
        properties = "org.freedesktop.DBus.Properties"
        desktop.call_sync("org.a11y.Bus", "/org/a11y/bus", properties, "Set", listened, None, 0, -1, None)
        asked = desktop.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, 0, -1, None)
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self.bus = Gio.DBusConnection.new_for_address_sync(asked.unpack()[0], flags, None, None)
        self.heard = []
        announced = (None, f"{SPI}.Event.Object", "Announcement", None, None, Gio.DBusSignalFlags.NONE)
        self.bus.signal_subscribe(*announced, lambda *signal: self.heard.append(str(signal[5].unpack()[3])))
        self.came_to = []
        changed = (None, f"{SPI}.Event.Object", "StateChanged", None, None, Gio.DBusSignalFlags.NONE)
        self.bus.signal_subscribe(*changed, self._hear_change)
        self.program = None

    def _hear_change(self, bus, sender, path, interface, signal, arguments):
        state, is_so = arguments.unpack()[:2]
        if state == "focused" and is_so:
            self.came_to.append(path)

    def call(self, path, interface, method, arguments=None, owner=None):
        """What the program answers."""
        where = (owner or self.program, path, f"{SPI}.{interface}", method)
        return self.bus.call_sync(*where, arguments, None, 0, 5000, None).unpack()

    def find_program(self):
        """Waits for the program, the only one on this bus."""

        def look():
            (programs,) = self.call(ROOT, "Accessible", "GetChildren", owner=f"{SPI}.Registry")
            return programs and programs[0][0]

        self.program = session.within(20, look)
        return self.program is not None

    def listen(self):
        """Takes in what the program has said."""
        while GLib.MainContext.default().iteration(False):
            pass

    def read(self):
        """Everything on the screen, in the order of reading."""
        self.listen()
        (items,) = self.call(ROOT.replace("accessible/root", "cache"), "Cache", "GetItems")
        return things_of({item[0][1]: item for item in items}, ROOT)

    def place(self, thing):
        """Which one of its group a thing is, in words."""
        (attributes,) = self.call(thing.path, "Accessible", "GetAttributes")
        return f"{attributes['posinset']} of {attributes['setsize']}" if "posinset" in attributes else ""

    def find(self, role, name, group=None):
        """The first thing of this role and name, waited for; a screen without it is a fault."""

        def look():
            fits = (it for it in self.read() if it.role == role and it.name == name and group in (None, it.group))
            return next(fits, None)

        thing = session.within(5, look)
        if thing is None:
            raise LookupError(f"there is no {role} “{name}”")
        return thing

    def focused(self):
        """What has the keyboard."""
        return next((thing for thing in self.read() if "focused" in thing.states), None)

    def has_come_to(self, thing):
        """True once the keyboard came to this, maybe from itself. Then the slate is clean."""

        def came():
            self.listen()
            return thing.path in self.came_to

        has_come = session.within(3, came)
        self.came_to.clear()
        return has_come

    def press(self, role, name, group=None):
        """Does what a click would do."""
        self.call(self.find(role, name, group).path, "Action", "DoAction", GLib.Variant("(i)", (0,)))
        self.settle()

    def write(self, name, words):
        """Puts words in the place of what stands in a field."""
        field = self.find("entry", name).path
        self.call(field, "Component", "GrabFocus")
        self.settle()
        self.call(field, "EditableText", "SetTextContents", GLib.Variant("(s)", (words,)))
        self.settle()

    def text_of(self, field):
        """What stands in a field."""
        return self.call(field.path, "Text", "GetText", GLib.Variant("(ii)", (0, -1)))[0]

    def settle(self):
        """Gives the program the time of a few pictures."""
        end = time.monotonic() + 0.15
        while time.monotonic() < end:
            self.listen()
            time.sleep(0.01)

    def has_said(self, words):
        """True once these words were announced. Then the slate is clean."""

        def said():
            self.listen()
            return any(words in heard for heard in self.heard)

        heard = session.within(3, said)
        self.heard.clear()
        return heard
