# What the tests of the real window share: sourced by tests/window, tests/printing, tests/desktop and
# tests/package, which first set `root`.
#
# It opens a display of its own, runs the program in a home folder of its own, counts what holds, and tidies up.

program=$(readlink -f "${1:-$root/target/debug/anteroom}")
[ -x "$program" ] || { echo "there is no program at $program: build it with cargo build"; exit 2; }

folder=$(mktemp -d) || exit 2
pictures=${ANTEROOM_PICTURES:-$folder/pictures}
mkdir -p "$pictures" "$folder/home" "$folder/run" "$folder/sheets"
chmod 700 "$folder/run"
server= app= window=

tidy() {
    [ -n "$app" ] && kill "$app" 2>/dev/null
    [ -n "$server" ] && kill "$server" 2>/dev/null
    wait 2>/dev/null
    rm -rf "$folder"
}
trap tidy EXIT
trap 'exit 130' INT TERM

# The program with nothing of this machine's desktop but what is named here.
export HOME=$folder/home XDG_RUNTIME_DIR=$folder/run ANTEROOM_HOME=$folder/home/anteroom
export LIBGL_ALWAYS_SOFTWARE=1
unset DISPLAY WAYLAND_DISPLAY WAYLAND_SOCKET DBUS_SESSION_BUS_ADDRESS XAUTHORITY

passed=0 failed=0

# check WHAT COMMAND…: one thing that must hold.
check() {
    local what=$1
    shift
    if "$@" >/dev/null 2>&1; then
        passed=$((passed + 1))
        echo "ok      $what"
    else
        failed=$((failed + 1))
        echo "failed  $what"
        return 1
    fi
}

# within SECONDS COMMAND…: tries again and again until the command succeeds.
within() {
    local tries=$(($1 * 10))
    shift
    while ! "$@" >/dev/null 2>&1; do
        tries=$((tries - 1))
        [ "$tries" -gt 0 ] || return 1
        sleep 0.1
    done
}

finish() {
    echo
    echo "$passed passed, $failed failed"
    if [ "$failed" -gt 0 ] && [ -s "$folder/said" ]; then
        echo "the program said:"
        cat "$folder/said"
    fi
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
    exit
}

running() { kill -0 "$app" 2>/dev/null; }
gone() { ! running; }
contains() { grep -qiF -- "$2" "$1"; }

# ------------------------------------------------------------------------------------------------------ start and stop

start_server() {
    # Without -noreset it starts afresh when its last client is gone, and the next one may come too early.
    Xvfb -displayfd 3 -screen 0 1280x1000x24 -nolisten tcp -noreset 3>"$folder/display" >"$folder/server" 2>&1 &
    server=$!
    within 10 test -s "$folder/display" || return 1
    DISPLAY=:$(tr -d '\n' <"$folder/display")
    export DISPLAY
}

find_window() {
    running || return 0
    window=$(xdotool search --onlyvisible --pid "$app" 2>/dev/null | tail -1)
    [ -n "$window" ]
}

# import without a window waits for somebody to click on one.
painted() { [ -n "$window" ] && [ "$(import -window "$window" -depth 8 -format '%k' info: 2>/dev/null)" -gt 16 ]; }

# start_app ARGUMENT…: runs the program and waits for its window.
start_app() {
    "$program" "$@" >"$folder/said" 2>&1 &
    app=$!
    window=
    within 20 find_window && [ -n "$window" ] || return 1
    xdotool mousemove 0 0 windowfocus "$window"
}

# Asks the window to close, as a window manager would.
stop_app() {
    python3 - "$window" <<'PYTHON' && within 10 gone
import ctypes, sys
x = ctypes.CDLL("libX11.so.6")
x.XOpenDisplay.restype = ctypes.c_void_p
x.XInternAtom.restype = ctypes.c_ulong
x.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
x.XSendEvent.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_long, ctypes.c_void_p]
x.XCloseDisplay.argtypes = [ctypes.c_void_p]


class ClientMessage(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
                ("display", ctypes.c_void_p), ("window", ctypes.c_ulong), ("message", ctypes.c_ulong),
                ("format", ctypes.c_int), ("data", ctypes.c_long * 5), ("room", ctypes.c_long * 24)]


display, window = x.XOpenDisplay(None), int(sys.argv[1])
event = ClientMessage(type=33, display=display, window=window, format=32)
event.message = x.XInternAtom(display, b"WM_PROTOCOLS", 0)
event.data[0] = x.XInternAtom(display, b"WM_DELETE_WINDOW", 0)
x.XSendEvent(display, window, 0, 0, ctypes.byref(event))
x.XCloseDisplay(display)
PYTHON
}

# picture NAME: what the window shows now.
picture() { [ -n "$window" ] && import -window "$window" "$pictures/$1.png"; }

key() {
    xdotool key --clearmodifiers "$1"
    sleep 0.15
}
