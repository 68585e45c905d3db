// The sheets with PDFKit. It sets paragraphs; keeping a heading with what follows and repeating a table's head is done
// here. Not tagged: each element would have to be marked by hand.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

const PDFDocument = createRequire(`${process.cwd()}/`)("pdfkit");
const FONTS = new URL("../../assets/fonts/", import.meta.url);
const FACES = ["Regular", "Bold"].map((face) => [face, readFileSync(new URL(`SourceSans3-${face}.ttf`, FONTS))]);
const GREYS = ["white", "#d9d9d9", "#b3b3b3", "#808080", "#4d4d4d", "black"];
const [SIDE, TOP, BOTTOM] = [44, 54, 50];
const SPLIT = 0.66;

class Sheet {
  constructor(content) {
    this.content = content;
    this.pdf = new PDFDocument({
      size: "A4", bufferPages: true, margins: { left: SIDE, right: SIDE, top: TOP, bottom: BOTTOM },
      font: null, lang: "en-GB", displayTitle: true, info: { Title: content.title },
    });
    for (const [name, bytes] of FACES) this.pdf.registerFont(name, bytes);
    this.width = this.pdf.page.width - 2 * SIDE;
    this.bottom = this.pdf.page.height - BOTTOM;
  }

  // Lines stand 1.28 times the size apart; by itself the face would have them 1.424 apart.
  type(face, size) {
    return this.pdf.font(face).fontSize(size).lineGap(-0.144 * size);
  }

  // Begins a page, unless so much height is left.
  room(height) {
    if (this.pdf.y + height > this.bottom) this.pdf.addPage();
  }

  rule(y, thickness) {
    this.pdf.lineWidth(thickness).moveTo(SIDE, y).lineTo(SIDE + this.width, y).stroke();
  }

  heading({ level, size, text, tick }) {
    this.pdf.y += [0, 0, 11, 6][level];
    this.room(60);
    this.type("Bold", size).text((tick ? "☐ " : "") + text, SIDE, this.pdf.y, { width: this.width });
    this.pdf.y += 2;
  }

  paragraph({ size, spans }) {
    this.room(2 * size);
    spans.forEach(({ text, bold }, index) => {
      this.type(bold ? "Bold" : "Regular", size);
      const options = { width: this.width, continued: index + 1 < spans.length };
      if (index === 0) this.pdf.text(text, SIDE, this.pdf.y, options);
      else this.pdf.text(text, options);
    });
  }

  list({ items }) {
    for (const { label, text, link } of items) {
      this.pdf.y += 3;
      this.room(26);
      const { y } = this.pdf;
      this.type("Regular", 10).text(label, SIDE, y, { width: 15, align: "right" });
      this.pdf.text(text, SIDE + 24, y, { width: this.width - 24 });
      if (link) this.pdf.text(link, { width: this.width - 24, link });
    }
  }

  row(cells, size, thickness) {
    const columns = [this.width * SPLIT - 14, this.width * (1 - SPLIT)];
    this.type("Regular", size);
    const height = Math.max(...cells.map((cell, index) => this.pdf.heightOfString(cell, { width: columns[index] }))) + 4;
    if (this.pdf.y + height > this.bottom) return false;
    const { y } = this.pdf;
    cells.forEach((cell, index) => {
      this.pdf.text(cell, SIDE + index * this.width * SPLIT, y + 1.8, { width: columns[index] });
    });
    this.pdf.y = y + height;
    this.rule(this.pdf.y, thickness);
    return true;
  }

  table({ head, rows }) {
    this.row(head, 10, 0.8);
    for (const cells of rows) {
      if (this.row(cells, 10.5, 0.35)) continue;
      this.pdf.addPage();
      this.row(head, 10, 0.8);
      this.row(cells, 10.5, 0.35);
    }
  }

  scale({ value, name, unit, bands, low, high }) {
    this.room(68);
    const { y } = this.pdf;
    const at = (share) => SIDE + share * this.width;
    this.type("Bold", 18).text(`${value} `, SIDE, y, { continued: true });
    this.type("Regular", 10).text(`${name} ${unit}`);
    this.pdf.lineWidth(0.9);
    bands.forEach((band, index) => {
      const [x, width] = [at(band.from), (band.to - band.from) * this.width];
      this.pdf.rect(x, y + 30, width, 12).fillAndStroke(GREYS[index], "black");
      this.type(band.here ? "Bold" : "Regular", 10).fillColor("black");
      this.pdf.text(band.name, x, y + 43, { width, align: "center" }).text(band.range, x, y + 55, { width, align: "center" });
    });
    this.pdf.polygon([at(low) - 5, y + 20], [at(high) + 5, y + 20], [at(high), y + 30], [at(low), y + 30]).fill();
    this.pdf.y = y + 68;
  }

  lines({ count }) {
    for (let line = 0; line < count; line += 1) {
      this.room(23);
      this.pdf.y += 23;
      this.rule(this.pdf.y, 0.4);
    }
  }

  // The lines at the top and bottom, now that the number of pages is known.
  margins() {
    const { start, count } = this.pdf.bufferedPageRange();
    for (let page = start; page < start + count; page += 1) {
      this.pdf.switchToPage(page);
      this.pdf.page.margins.bottom = 0;
      const { head, foot } = this.content;
      const numbers = [foot, `Page ${page + 1} of ${count}`];
      for (const [rule, y, [left, right]] of [[TOP - 8, TOP - 24, head], [this.bottom + 7, this.bottom + 11, numbers]]) {
        this.rule(rule, 1);
        this.type("Regular", 10).text(left, SIDE, y, { width: this.width, lineBreak: false });
        this.pdf.text(right, SIDE, y, { width: this.width, align: "right" });
      }
    }
  }

  finish() {
    for (const block of this.content.blocks) this[block.kind](block);
    this.margins();
    const pieces = [];
    this.pdf.on("data", (piece) => pieces.push(piece));
    return new Promise((done) => {
      this.pdf.on("end", () => done(Buffer.concat(pieces)));
      this.pdf.end();
    });
  }
}

const [name, file, seconds] = process.argv.slice(2);
const content = JSON.parse(readFileSync(`${name}.json`, "utf8"));
const pdf = await new Sheet(content).finish();
const end = performance.now() + Number(seconds) * 1000;
const ms = [];
while (performance.now() < end) {
  const start = performance.now();
  await new Sheet(content).finish();
  ms.push(performance.now() - start);
}
writeFileSync(file, pdf);
const peak = /VmHWM:\s*(\d+)/.exec(readFileSync("/proc/self/status", "utf8"));
console.log(JSON.stringify({ ms, peak_kb: Number(peak?.[1] ?? 0) }));
