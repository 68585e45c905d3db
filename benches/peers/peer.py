"""What the peers written in Python share: where the fonts are, the margins, and how they are measured from inside.

`timing.rs` measures ours in the same way.
"""

import json
import sys
import time
from pathlib import Path

FONTS = Path(__file__).resolve().parents[2] / "assets/fonts"
MARGINS = {"side": 44, "top": 54, "bottom": 50}


def measure(make):
    """Runs `make(content, variant)`, which gives the bytes of a PDF, as `SHEET FILE SECONDS [VARIANT]` asks for."""
    sheet, file, seconds, variant = (sys.argv[1:] + [""])[:4]
    content = json.loads(Path(f"{sheet}.json").read_text(encoding="utf-8"))
    pdf = make(content, variant)
    end = time.perf_counter() + float(seconds)
    times = []
    while time.perf_counter() < end:
        start = time.perf_counter()
        make(content, variant)
        times.append((time.perf_counter() - start) * 1000)
    Path(file).write_bytes(pdf)
    print(json.dumps({"ms": times, "peak_kb": peak()}))


def peak():
    """The most memory this program has used, in kilobytes; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)
