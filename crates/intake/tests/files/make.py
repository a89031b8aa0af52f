"""Makes the files that the tests of intake read. What they tell is invented.

Needs python-docx, reportlab, odfpy, fpdf2 with uharfbuzz, pikepdf, DejaVu Sans, and LibreOffice for the conversions:
    python make.py FOLDER
"""

import io, mailbox, os, subprocess, sys, tarfile, tempfile, zipfile, gzip
from datetime import datetime, timezone
from email.message import EmailMessage
from email.utils import format_datetime

OUT = sys.argv[1]
FONT = os.environ.get("DEJAVU", "DejaVuSans.ttf")
DAY = datetime(2021, 5, 4, 9, 30, tzinfo=timezone.utc)

FR = [
    "Exercice. Lundi matin, deux obus sont tombés près du marché de la ville haute ; trois civils ont été blessés, selon le comité des habitants.",
    "L’école de la rivière reste fermée et la route vers le moulin est coupée depuis l’après-midi, à cause d’une mine découverte au carrefour.",
    "Aucune des deux parties n’a reconnu sa responsabilité. Les efforts officiels de déminage ont commencé dans la soirée, difficiles à suivre.",
]
AR = [
    "تمرين. سقطت قذيفتان صباح الاثنين قرب سوق المدينة العليا وأصيب 3 مدنيين بجروح بحسب لجنة الأهالي.",
    "لا تزال مدرسة النهر مغلقة، والطريق إلى الطاحونة مقطوع منذ الساعة 14:30 بسبب لغم عند المفترق.",
    "وقالت منظمة North Bank Relief إن 120 عائلة نزحت إلى القرى المجاورة.",
]
EN = [
    "Exercise. Two shells fell near the market of the upper town on Monday morning; three civilians were injured, the residents’ committee said.",
    "The river school remains closed, and the road to the mill has been cut since the afternoon because of a mine found at the crossroads.",
    "Neither side has claimed responsibility. An official effort to clear the field was difficult to follow.",
]
TR = [
    "Tatbikat. Pazartesi sabahı yukarı kentin pazarı yakınına iki mermi düştü; mahalle komitesine göre üç sivil yaralandı.",
    "Irmak okulu kapalı kaldı; değirmene giden yol, kavşakta bulunan bir mayın yüzünden öğleden sonradan beri kesik.",
]


def at(name):
    return os.path.join(OUT, name)


def docx_files():
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    def about(d, title, made=DAY):
        p = d.core_properties
        p.title, p.author, p.last_modified_by, p.created, p.modified = title, "A. Writer", "B. Writer", made, made

    d = docx.Document()
    about(d, "Bulletin de la ville haute")
    d.add_heading("Bulletin de la ville haute", 0)
    d.add_paragraph(FR[0])
    d.add_heading("Routes", 1)
    d.add_paragraph("pont du moulin : fermé", style="List Bullet")
    d.add_paragraph("gué du nord : ouvert le jour", style="List Bullet")
    d.add_paragraph("premier point", style="List Number")
    d.add_paragraph("second point", style="List Number")
    t = d.add_table(rows=0, cols=3)
    for row in [("Lieu", "Blessés", "Déplacés"), ("ville haute", "3", ""), ("moulin", "", "40 familles")]:
        for cell, words in zip(t.add_row().cells, row):
            cell.text = words
    d.add_paragraph(FR[1])
    d.sections[0].header.paragraphs[0].text = "EN-TÊTE QUI SE RÉPÈTE"
    d.save(at("bulletin-fr.docx"))

    d = docx.Document()
    about(d, "")
    for words in AR:
        d.add_paragraph(words)
    d.save(at("letter-ar.docx"))

    # What Word writes for tracked changes, comments, fields and hidden words.
    d = docx.Document()
    about(d, "Note", datetime(2020, 1, 2, 8, 0, tzinfo=timezone.utc))
    d.core_properties.modified = datetime(2021, 5, 4, 8, 0, tzinfo=timezone.utc)
    body = d.element.body
    W = nsdecls("w")
    run = lambda words, kind="t": f'<w:r><w:{kind} xml:space="preserve">{words}</w:{kind}></w:r>'
    paragraphs = [
        run("Exercise. Shells hit the mill; ")
        + f'<w:del w:id="1" w:author="X" w:date="2021-05-04T08:00:00Z">{run("nine", "delText")}</w:del><w:ins w:id="2" w:author="X" w:date="2021-05-04T08:00:00Z">{run("three")}</w:ins>'
        + run(" people were hurt."),
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run(" HYPERLINK &quot;http://example.org/secret&quot; ", "instrText")
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("The committee’s page") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        + run(" says so.") + '<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden words</w:t></w:r>',
        f'<w:moveFrom w:id="3" w:author="X" w:date="2021-05-04T08:00:00Z">{run("moved words")}</w:moveFrom>' + run("A ") + '<w:r><w:noBreakHyphen/></w:r>' + run("team") + "<w:r><w:br/></w:r>"
        + f'<w:moveTo w:id="4" w:author="X" w:date="2021-05-04T08:00:00Z">{run("moved words")}</w:moveTo>',
    ]
    for p in reversed(paragraphs):
        body.insert(0, parse_xml(f"<w:p {W}>{p}</w:p>"))
    d.add_comment(d.paragraphs[0].runs, text="is this so?", author="X", initials="X")
    d.save(at("tracked-en.docx"))


def odt_files():
    from odf.opendocument import OpenDocumentText
    from odf import text, dc, meta, table, office

    d = OpenDocumentText()
    d.meta.addElement(dc.Title(text="Bulletin of the upper town"))
    d.meta.addElement(dc.Creator(text="A. Writer"))
    d.meta.addElement(meta.CreationDate(text="2021-05-04T09:30:00"))
    d.text.addElement(text.H(outlinelevel=1, text="Bulletin of the upper town"))
    p = text.P(text=EN[0])
    n = text.Note(noteclass="footnote")
    n.addElement(text.NoteCitation(text="1"))
    b = text.NoteBody()
    b.addElement(text.P(text="By telephone, at noon."))
    n.addElement(b)
    p.addElement(n)
    a = office.Annotation()
    a.addElement(text.P(text="is this so?"))
    p.addElement(a)
    d.text.addElement(p)
    l = text.List()
    for words in ["mill bridge: closed", "north ford: open by day"]:
        i = text.ListItem()
        i.addElement(text.P(text=words))
        l.addElement(i)
    d.text.addElement(l)
    t = table.Table()
    t.addElement(table.TableColumn(numbercolumnsrepeated=2))
    for row in [("Place", "Injured"), ("upper town", "3"), ("mill", "")]:
        r = table.TableRow()
        for words in row:
            c = table.TableCell()
            c.addElement(text.P(text=words))
            r.addElement(c)
        t.addElement(r)
    d.text.addElement(t)
    p = text.P(text="Roads")
    p.addElement(text.S(c=3))
    p.addText("and")
    p.addElement(text.Tab())
    p.addText("rivers.")
    d.text.addElement(p)
    d.save(at("bulletin-en.odt"))


def pdf_files():
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen import canvas
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer
    from reportlab.lib.styles import ParagraphStyle

    def furniture(c, doc):
        c.setFont("Helvetica", 8)
        c.drawString(60, 810, "Comité des habitants – bulletin")
        c.drawCentredString(300, 25, f"Page {doc.page}")

    style = ParagraphStyle("body", fontName="Times-Roman", fontSize=10, leading=12, alignment=4, spaceAfter=6)
    frames = [Frame(50, 50, 235, 740), Frame(310, 50, 235, 740)]
    d = BaseDocTemplate(at("columns-fr.pdf"), pagesize=A4, title="Bulletin de la ville haute", author="A. Writer", invariant=1)
    d.addPageTemplates(PageTemplate(frames=frames, onPage=furniture))
    flow = []
    for i in range(18):
        for words in FR:
            flow.append(Paragraph(f"({i + 1}) {words}", style))
    d.build(flow)

    # Letters of one font, each line by hand: ligatures, words cut at line ends.
    c = canvas.Canvas(at("lines-fr.pdf"), pagesize=A4, invariant=1)
    c.setTitle("untitled")
    t = c.beginText(70, 780)
    t.setFont("Helvetica", 11)
    for line in ["Exercice. Les efforts difficiles du comité ont été suivis d’un dépla-", "cement de 40 familles vers le gué ; l’hôpital de la ville haute a re-",
                 "çu trois blessés. Le chef-lieu reste calme.", "", "Deuxième paragraphe, après un blanc, dit le même comité."]:
        t.textLine(line)
    c.drawText(t)
    c.showPage()
    c.save()

    # No text at all.
    c = canvas.Canvas(at("pictures.pdf"), pagesize=A4, invariant=1)
    c.rect(100, 100, 200, 300, fill=1)
    c.showPage()
    c.save()

    from fpdf import FPDF
    for name, lines, shaping in [("shaped-ar.pdf", AR, True), ("plain-tr.pdf", TR, False), ("fonts-en.pdf", EN, False)]:
        p = FPDF()
        p.set_creation_date(DAY)
        p.add_page()
        p.add_font("DejaVu", fname=FONT)
        p.set_font("DejaVu", size=12)
        if shaping:
            p.set_text_shaping(True, direction="rtl", script="arab", language="ara")
        for words in lines:
            p.multi_cell(0, 8, words, align="R" if shaping else "J", new_x="LMARGIN", new_y="NEXT")
            p.ln(4)
        p.output(at(name))

    # Letters shaped and turned by the program that made it, as old ones do.
    import arabic_reshaper
    from bidi.algorithm import get_display
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    pdfmetrics.registerFont(TTFont("DejaVu", FONT))
    c = canvas.Canvas(at("visual-ar.pdf"), pagesize=A4, invariant=1)
    c.setFont("DejaVu", 11)
    y = 780
    for words in AR:
        for line in [words[:60].rsplit(" ", 1)[0], words[len(words[:60].rsplit(" ", 1)[0]) + 1:]]:
            c.drawRightString(540, y, get_display(arabic_reshaper.reshape(line)))
            y -= 18
        y -= 12
    c.showPage()
    c.save()

    import pikepdf
    with pikepdf.open(at("lines-fr.pdf")) as p:
        p.save(at("locked.pdf"), encryption=pikepdf.Encryption(owner="owner", user="user", R=6))
    with pikepdf.open(at("lines-fr.pdf")) as p:
        p.save(at("no-printing.pdf"), encryption=pikepdf.Encryption(owner="owner", user="", R=4))
    with pikepdf.open(at("fonts-en.pdf")) as p:
        p.save(at("packed-en.pdf"), object_stream_mode=pikepdf.ObjectStreamMode.generate)


def mails():
    def mail(subject, words, sender="Desk of the Upper Town <desk@upper-town.example>", **more):
        m = EmailMessage()
        m["From"], m["To"], m["Subject"] = sender, "monitors@list.example", subject
        m["Date"] = "Tue, 04 May 2021 11:30:00 +0200"
        m["Message-ID"] = f"<{abs(len(words))}.{len(subject)}@upper-town.example>"
        m.set_content(words, **more)
        return m

    def save(name, m):
        open(at(name), "wb").write(m.as_bytes())

    reply = FR[0] + "\n\n" + FR[1] + "\n\n-- \nA. Writer\n+00 00 00 00\n\nOn Mon, 3 May 2021, B. Writer wrote:\n> " + FR[2] + "\n> > Encore plus ancien.\n"
    save("reply-fr.eml", mail("Re: Situation à la ville haute", reply, cte="quoted-printable"))
    m = mail("وضع المدينة العليا", "\n\n".join(AR), cte="base64")
    m["List-Id"] = "Upper Town Monitors <monitors.list.example>"
    save("list-ar.eml", m)
    m = EmailMessage()
    m["From"], m["Subject"], m["Date"] = "desk@upper-town.example", "Report with annexes", "Tue, 04 May 2021 11:30:00 +0200"
    m["Message-ID"] = "<annexes@upper-town.example>"
    m.set_content("<html><body><p>" + EN[0] + "</p><blockquote>older words</blockquote><p>" + EN[1] + "</p></body></html>", subtype="html", charset="windows-1252")
    docx = open(at("bulletin-fr.docx"), "rb").read()
    m.add_attachment(docx, maintype="application", subtype="vnd.openxmlformats-officedocument.wordprocessingml.document", filename="bulletin été.docx")
    m.add_attachment(b"\x89PNG\r\n\x1a\n" + bytes(40), maintype="image", subtype="png", filename="logo.png")
    m.add_attachment(mail("Forwarded", TR[0]))
    save("annexes.eml", m)

    path = at("mailbox.mbox")
    if os.path.exists(path):
        os.remove(path)
    box = mailbox.mbox(path)
    for i, (subject, words) in enumerate([("One", EN[0]), ("Deux", FR[0] + "\nFrom here on, nothing.\n"), ("Üç", TR[0] + "\n\n> " + TR[1])]):
        m = mailbox.mboxMessage(mail(subject, words))
        m.set_from("desk@upper-town.example", (2021, 5, 4 + i, 9, 0, 0, 1, 1, 0))
        box.add(m)
    box.flush()


def archives():
    docx = open(at("bulletin-fr.docx"), "rb").read()
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("deep.txt", TR[0])
    with zipfile.ZipFile(at("letters.zip"), "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("letters/", "")
        z.writestr("letters/a.docx", docx)
        z.writestr("letters/b.txt", "\n\n".join(EN))
        z.writestr("__MACOSX/letters/._b.txt", b"\0\1")
        z.writestr(".DS_Store", b"\0\1")
        z.writestr("photo.jpg", b"\xff\xd8\xff\xe0" + bytes(100))
        z.writestr("more/inner.zip", inner.getvalue())
        z.writestr("batch.jsonl", '{"id": "a1", "text": "Exercise. A mill burned."}\n{broken\n')
    with tarfile.open(at("letters.tar.gz"), "w:gz") as t:
        for name, data in [("letters/a.txt", EN[0].encode()), ("x" * 90 + "/" + "été" * 30 + ".txt", FR[0].encode()), ("page.html", ("<p>" + EN[1]).encode())]:
            i = tarfile.TarInfo(name)
            i.size, i.mtime = len(data), 1620120600
            t.addfile(i, io.BytesIO(data))
    with gzip.open(at("one.txt.gz"), "wb") as g:
        g.write(EN[0].encode())


RTL = """<html lang="ar" dir="rtl"><head><meta charset="utf-8">
<style>body{font-family:"DejaVu Sans";font-size:12pt;text-align:justify}</style></head><body dir="rtl">
<h1>نشرة المدينة العليا (العدد 12)</h1>
<p>تمرين. سقطت قذيفتان صباح الاثنين 3 أيار 2021 قرب سوق المدينة العليا وأصيب 3 مدنيين بجروح بحسب لجنة الأهالي، فيما نزحت 1,500 عائلة (نحو 20%) إلى القرى المجاورة بين الساعة 14:30 والساعة 16:00.</p>
<ul><li>جسر الطاحونة: مغلق</li><li>معبر الشمال: مفتوح</li></ul>
<p>وقالت منظمة North Bank Relief (NBR) إن 120 عائلة نزحت، ونشرت ذلك على موقعها http://example.org/a-1 في 04/05/2021.</p>
</body></html>"""


def converted():
    folder = tempfile.mkdtemp()

    def office(kind, source, target):
        subprocess.run(["soffice", "--headless", "--convert-to", kind, "--outdir", folder, at(source)], check=True, stdout=subprocess.DEVNULL)
        made = os.path.join(folder, os.path.splitext(source)[0] + "." + kind.split(":")[0])
        os.replace(made, at(target))

    office("odt", "bulletin-fr.docx", "office-fr.odt")
    office("odt", "tracked-en.docx", "tracked-en.odt")
    office("docx", "bulletin-en.odt", "office-en.docx")
    page = os.path.join(folder, "rtl-ar.html")
    open(page, "w", encoding="utf-8").write(RTL)
    for kind, source, more in [("odt:writer8", page, ["--infilter=HTML (StarWriter)"]), ("pdf", page.replace("html", "odt"), [])]:
        subprocess.run(["soffice", "--headless", *more, "--convert-to", kind, "--outdir", folder, source], check=True, stdout=subprocess.DEVNULL)
    os.replace(page.replace("html", "pdf"), at("rtl-ar.pdf"))
    office("pdf", "letter-ar.docx", "office-ar.pdf")
    office("pdf", "bulletin-fr.docx", "office-fr.pdf")


docx_files(), odt_files(), pdf_files(), mails(), archives(), converted()
