"""A page as a fax machine sees it: 100 dots an inch, each of them black or white."""

import re

import sheets

DOTS_PER_INCH = 100
DOTS_PER_POINT = DOTS_PER_INCH / 72
# A byte for each dot, as in a PGM file.
BLACK, WHITE = 0, 255
# The dots of a byte of a PBM file.
DOTS = [bytes(BLACK if byte >> (7 - at) & 1 else WHITE for at in range(8)) for byte in range(256)]
HALF = bytes(BLACK if grey < 128 else WHITE for grey in range(256))


class Bitmap:
    """Rows of dots from the top; lengths are in points from the lower left corner, as in the PDF."""

    def __init__(self, rows):
        self.rows = rows

    @classmethod
    def of(cls, pdf, dithered=True):
        """Page one, its thin lines and edges dithered, or each dot as black as white at a threshold of one half."""
        how = "-mono" if dithered else "-gray"
        image = sheets.output("pdftoppm", "-r", DOTS_PER_INCH, "-l", 1, "-singlefile", how, pdf, text=False)
        head, width = (rb"P4\n(\d+) (\d+)\n", 8) if dithered else (rb"P5\n(\d+) (\d+)\n255\n", 1)
        found = re.match(head, image)
        across = int(found[1])
        stride = -(-across // width)
        lines = [image[at : at + stride] for at in range(found.end(), len(image), stride)]
        if dithered:
            return cls([bytearray(b"".join(DOTS[byte] for byte in line)[:across]) for line in lines])
        return cls([bytearray(line.translate(HALF)) for line in lines])

    def dots(self, area):
        """The rows and columns whose dots lie wholly in this area."""
        left, bottom, right, top = (edge * DOTS_PER_POINT for edge in area)
        height = len(self.rows)
        return range(height - int(top), height - int(bottom + 1)), range(int(left + 1), int(right))

    def ink(self, area, without=None):
        """The share of black dots in an area inside its outline, without the columns near `without`."""
        down, across = self.dots(area)
        kept = [x for x in across[1:-1] if without is None or abs((x + 0.5) / DOTS_PER_POINT - without) > 3.5]
        dots = [self.rows[y][x] for y in down[1:-1] for x in kept]
        return dots.count(BLACK) / len(dots)

    def whiten(self, area):
        down, across = self.dots(area)
        for y in down:
            self.rows[y][across.start : across.stop] = [WHITE] * len(across)

    def cut(self, area):
        """This part with white around it."""
        down, across = self.dots(area)
        side, blank = [WHITE] * 10, bytearray([WHITE] * (len(across) + 20))
        rows = [bytearray([*side, *self.rows[y][across.start : across.stop], *side]) for y in down]
        return Bitmap([blank] * 10 + rows + [blank] * 10)

    def save(self, path):
        path.write_bytes(b"P5\n%d %d\n255\n" % (len(self.rows[0]), len(self.rows)) + b"".join(self.rows))
