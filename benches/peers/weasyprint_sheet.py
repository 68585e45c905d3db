"""The sheets with WeasyPrint: HTML, a style sheet that is read once, scores as SVG. With a variant, `pdf/ua-1` or
`pdf/a-3a`, the file is tagged."""

from html import escape

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from peer import FONTS, MARGINS, measure

FACES = FontConfiguration()
STYLE = CSS(font_config=FACES, string=f"""
@font-face {{ font-family: Source; src: url({(FONTS / "SourceSans3-Regular.ttf").as_uri()}) }}
@font-face {{ font-family: Source; src: url({(FONTS / "SourceSans3-Bold.ttf").as_uri()}); font-weight: bold }}
@page {{
    size: A4; margin: {MARGINS["top"]}pt {MARGINS["side"]}pt {MARGINS["bottom"]}pt; font: 10pt Source;
    @top-left {{ content: string(left); border-bottom: 1pt solid; vertical-align: bottom; margin-bottom: 8pt; width: 50% }}
    @top-right {{ content: string(right); border-bottom: 1pt solid; vertical-align: bottom; margin-bottom: 8pt; width: 50% }}
    @bottom-left {{ content: string(foot); border-top: 1pt solid; vertical-align: top; margin-top: 7pt; width: 70% }}
    @bottom-right {{ content: "Page " counter(page) " of " counter(pages); border-top: 1pt solid; vertical-align: top;
                     margin-top: 7pt; width: 30% }}
}}
body {{ font: 10.5pt/1.28 Source; string-set: left attr(data-left), right attr(data-right), foot attr(data-foot) }}
h1, h2, h3, p {{ margin: 0; line-height: 1.28; break-after: auto }}
h1, h2, h3 {{ break-after: avoid }}
h2 {{ margin: 11pt 0 2pt }}
h3 {{ margin: 6pt 0 2pt }}
ol {{ margin: 0; padding-left: 24pt; font-size: 10pt }}
li {{ margin-top: 3pt }}
a {{ display: block; color: inherit; text-decoration: none }}
table {{ width: 100%; border-collapse: collapse; margin-top: 2pt }}
th, td {{ text-align: left; vertical-align: top; padding: 1.8pt 0; border-bottom: 0.35pt solid }}
th {{ width: 66%; font-weight: normal; font-size: 10pt; border-bottom-width: 0.8pt }}
th + th {{ width: 34% }}
svg {{ display: block; break-inside: avoid }}
hr {{ margin: 22.6pt 0 0; border: 0; border-top: 0.4pt solid }}
""")
GREYS = ["white", "#d9d9d9", "#b3b3b3", "#808080", "#4d4d4d", "black"]
WIDTH = 507.28


def spans(block):
    return "".join(f"<b>{escape(span['text'])}</b>" if span["bold"] else escape(span["text"]) for span in block["spans"])


def heading(block):
    level, tick = block["level"], "☐ " if block["tick"] else ""
    return f"<h{level} style='font-size: {block['size']}pt'>{tick}{escape(block['text'])}</h{level}>"


def listed(block):
    def link(item):
        return f"<a href='{escape(item['link'])}'>{escape(item['link'])}</a>" if item["link"] else ""

    return "<ol>" + "".join(f"<li>{escape(item['text'])}{link(item)}</li>" for item in block["items"]) + "</ol>"


def table(block):
    def row(cells, tag, scope=""):
        return "<tr>" + "".join(f"<{tag}{scope}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"

    head = row(block["head"], "th", " scope=col")
    return f"<table><thead>{head}</thead><tbody>{''.join(row(cells, 'td') for cells in block['rows'])}</tbody></table>"


def scale(block):
    words = "font-family='Source' font-size='10'"
    parts = [f"<text x='0' y='18' font-family='Source' font-size='18' font-weight='bold'>{block['value']}</text>",
             f"<text x='{10 * len(block['value']) + 6}' y='18' {words}>{escape(block['name'])} {block['unit']}</text>"]
    for index, band in enumerate(block["bands"]):
        left, right = band["from"] * WIDTH, band["to"] * WIDTH
        words_here = words + (" font-weight='bold'" if band["here"] else "")
        parts.append(f"<rect x='{left}' y='30' width='{right - left}' height='12' fill='{GREYS[index]}' stroke='black'/>")
        parts += [f"<text x='{(left + right) / 2}' y='{y}' text-anchor='middle' {words_here}>{escape(text)}</text>"
                  for y, text in [(53, band["name"]), (65, band["range"])]]
    low, high = block["low"] * WIDTH, block["high"] * WIDTH
    parts.append(f"<path d='M{low - 5} 20 L{high + 5} 20 L{high} 30 L{low} 30 Z'/>")
    alt = escape(block["alt"])
    return f"<svg width='{WIDTH}pt' height='68pt' viewBox='0 0 {WIDTH} 68' role='img' aria-label='{alt}' alt='{alt}'>{''.join(parts)}</svg>"


HTML_OF = {
    "heading": heading, "list": listed, "table": table, "scale": scale,
    "paragraph": lambda block: f"<p style='font-size: {block['size']}pt'>{spans(block)}</p>",
    "lines": lambda block: "<hr>" * block["count"],
}


def make(content, variant):
    left, right = map(escape, content["head"])
    body = "".join(HTML_OF[block["kind"]](block) for block in content["blocks"])
    html = (f"<html lang=en-GB><title>{escape(content['title'])}</title>"
            f"<body data-left='{left}' data-right='{right}' data-foot='{escape(content['foot'])}'>{body}")
    return HTML(string=html).write_pdf(stylesheets=[STYLE], font_config=FACES, pdf_variant=variant or None,
                                       pdf_tags=bool(variant))


measure(make)
