"""The sheets with ReportLab's Platypus: styles, flowables, and tables whose head is repeated. Not tagged: it cannot."""

from functools import cache
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Table

from peer import FONTS, MARGINS, measure

WIDTH = A4[0] - 2 * MARGINS["side"]
GREYS = [1, 0.85, 0.7, 0.5, 0.3, 0]

for weight in ("Regular", "Bold"):
    pdfmetrics.registerFont(TTFont(weight, FONTS / f"SourceSans3-{weight}.ttf"))
pdfmetrics.registerFontFamily("Regular", normal="Regular", bold="Bold", italic="Regular", boldItalic="Bold")


@cache
def style(size, font="Regular", **more):
    return ParagraphStyle(f"{font} {size}", fontName=font, fontSize=size, leading=size * 1.28, **more)


BODY = {size: style(size) for size in (10, 10.5, 11)}
ITEM = style(10, leftIndent=24, bulletIndent=6, spaceBefore=3)


def heading(block):
    above = {1: 0, 2: 11, 3: 6}[block["level"]]
    text = ("☐ " if block["tick"] else "") + block["text"]
    return Paragraph(escape(text), style(block["size"], "Bold", spaceBefore=above, spaceAfter=2, keepWithNext=1))


def spans(block):
    return "".join(f"<b>{escape(span['text'])}</b>" if span["bold"] else escape(span["text"]) for span in block["spans"])


def item(item):
    link = item["link"]
    address = f"<br/><a href={quoteattr(link)}>{escape(link)}</a>" if link else ""
    return Paragraph(escape(item["text"]) + address, ITEM, bulletText=item["label"])


def table(block):
    rows = [[Paragraph(escape(cell), BODY[10]) for cell in block["head"]]]
    rows += [[Paragraph(escape(cell), BODY[10.5]) for cell in row] for row in block["rows"]]
    lines = [("LINEBELOW", (0, 0), (-1, 0), 0.8, "black"), ("LINEBELOW", (0, 1), (-1, -2), 0.35, "black"),
             ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0),
             ("TOPPADDING", (0, 0), (-1, -1), 1.8), ("BOTTOMPADDING", (0, 0), (-1, -1), 1.8)]
    return Table(rows, [WIDTH * 0.66, WIDTH * 0.34], style=lines, repeatRows=1, spaceBefore=2)


class Scale(Flowable):
    """A score: its number, and a bar with bands under a pointer."""

    def __init__(self, block):
        super().__init__()
        self.block = block

    def wrap(self, *_):
        return WIDTH, 68

    def draw(self):
        block, canvas, bar = self.block, self.canv, 26
        canvas.setFont("Bold", 18)
        canvas.drawString(0, 50, block["value"])
        canvas.setFont("Regular", 10)
        canvas.drawString(pdfmetrics.stringWidth(block["value"], "Bold", 18) + 6, 50, f"{block['name']} {block['unit']}")
        canvas.setLineWidth(0.9)
        for index, band in enumerate(block["bands"]):
            left, right = band["from"] * WIDTH, band["to"] * WIDTH
            canvas.setFillGray(GREYS[index])
            canvas.rect(left, bar, right - left, 12, fill=1)
            canvas.setFillGray(0)
            canvas.setFont("Bold" if band["here"] else "Regular", 10)
            canvas.drawCentredString((left + right) / 2, bar - 11, band["name"])
            canvas.drawCentredString((left + right) / 2, bar - 23, band["range"])
        low, high = block["low"] * WIDTH, block["high"] * WIDTH
        pointer = canvas.beginPath()
        pointer.moveTo(low - 5, bar + 22)
        pointer.lineTo(high + 5, bar + 22)
        pointer.lineTo(high, bar + 12)
        pointer.lineTo(low, bar + 12)
        pointer.close()
        canvas.drawPath(pointer, fill=1)


class WritingLines(Flowable):
    def __init__(self, count):
        super().__init__()
        self.count = count

    def wrap(self, *_):
        return WIDTH, 23 * self.count

    def draw(self):
        self.canv.setLineWidth(0.4)
        for index in range(self.count):
            self.canv.line(0, 23 * index, WIDTH, 23 * index)


class Numbered(Canvas):
    """Draws the lines at the top and bottom at the end, when the number of pages is known."""

    content = None

    def __init__(self, *arguments, **more):
        super().__init__(*arguments, **more)
        self.pages = []

    def showPage(self):
        self.pages.append(dict(self.__dict__))
        self._startPage()

    def save(self):
        for number, page in enumerate(self.pages, 1):
            self.__dict__.update(page)
            self.margins(f"Page {number} of {len(self.pages)}")
            super().showPage()
        super().save()

    def margins(self, number):
        left, right = MARGINS["side"], A4[0] - MARGINS["side"]
        top, bottom = A4[1] - MARGINS["top"] + 8, MARGINS["bottom"] - 7
        self.setFont("Regular", 10)
        self.setLineWidth(1)
        foot = [self.content["foot"], number]
        for rule, baseline, (start, end) in [(top, top + 6, self.content["head"]), (bottom, bottom - 14, foot)]:
            self.line(left, rule, right, rule)
            self.drawString(left, baseline, start)
            self.drawRightString(right, baseline, end)


FLOWABLES = {
    "heading": lambda block: [heading(block)],
    "paragraph": lambda block: [Paragraph(spans(block), BODY[block["size"]])],
    "list": lambda block: [item(each) for each in block["items"]],
    "table": lambda block: [table(block)],
    "scale": lambda block: [Scale(block)],
    "lines": lambda block: [WritingLines(block["count"])],
}


def make(content, _):
    file = BytesIO()
    document = BaseDocTemplate(file, pagesize=A4, title=content["title"], lang="en-GB", pageCompression=1)
    frame = Frame(MARGINS["side"], MARGINS["bottom"], WIDTH, A4[1] - MARGINS["top"] - MARGINS["bottom"], 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate(frames=[frame]))
    canvas = type("Canvas", (Numbered,), {"content": content})
    story = [flowable for block in content["blocks"] for flowable in FLOWABLES[block["kind"]](block)]
    document.build(story, canvasmaker=canvas)
    return file.getvalue()


measure(make)
