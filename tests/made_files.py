"""Files for tests, made of what a test gives: ZIP archives, Word documents, PDFs."""

import io
import zipfile


def docx(*paragraphs, markup="", head="", **others):
    """A Word document of *paragraphs*, then *markup*; *others* are further parts by their names."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    text = "".join(
        f"<w:p><w:r><w:t>{p[:9]}</w:t></w:r><w:r><w:t>{p[9:]}</w:t></w:r></w:p>" for p in paragraphs
    )
    parts = {"document": f"<w:body>{text}{markup}</w:body>", **others}
    return zipped(
        {
            f"word/{name}.xml": f'{head}<w:document xmlns:w="{space}">{part}</w:document>'.encode()
            for name, part in parts.items()
        }
    )


def zipped(members, method=zipfile.ZIP_DEFLATED):
    """A ZIP archive of *members*, bytes by their names."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def pdf(*pages):
    """A PDF with one text line a row of each page; a page of None shows a picture, bytes are drawn as is."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for page in pages:
        drawn = page if isinstance(page, bytes) else _text_lines(page) if page else b"/Im1 Do"
        objects.append(b"<< /Length %d >>\nstream\n" % len(drawn) + drawn + b"\nendstream")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 800] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >>%b >> >>"
            % (len(objects), b"" if page else b" /XObject << /Im1 3 0 R >>")
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [" + b" ".join(kids) + b"] /Count %d >>" % len(kids)
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


def _text_lines(page):
    rows = " T* ".join(f"({_escaped(line)}) Tj" for line in page.split("\n"))
    return f"BT /F1 9 Tf 11 TL 40 760 Td {rows} ET".encode("cp1252")


def in_two_columns(left, right):
    """A page on which the lines of two columns are drawn row by row, as some programs do."""
    rows = [
        f"BT /F1 9 Tf {x} {760 - 11 * n} Td ({_escaped(line)}) Tj ET"
        for n, pair in enumerate(zip(left, right, strict=True))
        for x, line in zip((40, 480), pair, strict=True)
    ]
    return " ".join(rows).encode("cp1252")


def _escaped(line):
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
