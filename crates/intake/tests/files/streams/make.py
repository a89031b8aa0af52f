"""Writes the sample files of this folder, with the writers that people use where there are any.

Needs openpyxl, odfpy and feedgen. All that they tell is invented; places are real, which is why each says "Exercise".
"""
import datetime as dt
import json
import os
from email import encoders
from email.message import Message
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart

HERE = os.path.dirname(os.path.abspath(__file__))
FR = "Exercice. Deux obus sont tombés mardi sur le marché de Tell Tamer ; trois civils ont été blessés, selon l'hôpital."
FR2 = "Exercice. La route M4 est restée fermée toute la journée à l'est d'Aïn Issa, d'après des habitants."
EN = "Exercise. A drone struck a lorry near Manbij on Monday, residents said. The driver was wounded; nobody was killed."
EN2 = "Exercise. Two families left the village before dawn.\n\nThe bridge is closed to lorries, a driver said."
AR = "تمرين. قُتل مدنيان وأصيب ثلاثة في قصف مدفعي على قرية قرب تل تمر صباح الثلاثاء، بحسب الأهالي."
AR2 = "تمرين. الطريق بين عين عيسى والرقة مغلق منذ يومين."
ES = "Ejercicio. Un civil murió y dos resultaron heridos al estallar una mina cerca de Manbij, según el hospital."
TR = "Tatbikat. Tel Temir yakınlarında düşen havan mermisi iki kişiyi yaraladı; yol akşama kadar kapalı kaldı."
KMR = "Hîndarî. Li nêzîkî Til Temirê du gule ketin; sê kes birîndar bûn, şêniyên gund got."


def write(name, data):
    with open(os.path.join(HERE, name), "wb") as out:
        out.write(data if isinstance(data, bytes) else data.encode("utf-8"))


def feeds():
    from feedgen.feed import FeedGenerator

    def feed(title, language):
        g = FeedGenerator()
        g.id("https://feed.example/" + language)
        g.title(title)
        g.link(href="https://feed.example/" + language, rel="alternate")
        g.description("Exercise")
        g.language(language)
        g.lastBuildDate(dt.datetime(2021, 5, 9, tzinfo=dt.timezone.utc))
        g.updated(dt.datetime(2021, 5, 9, tzinfo=dt.timezone.utc))
        return g

    east = dt.timezone(dt.timedelta(hours=3))
    g = feed("La Veille du fleuve & alentours", "fr-FR")
    for i, text in enumerate([FR, FR2]):
        e = g.add_entry(order="append")
        e.id(f"https://feed.example/fr/{i}")
        e.title(f"Point nº {i + 1} : l’est du fleuve")
        e.link(href=f"https://feed.example/fr/{i}.html")
        e.description("Résumé court.")
        e.content(f"<p>{text}</p><p>Suite &eacute;crite <b>le soir</b>.</p>", type="CDATA")
        e.published(dt.datetime(2021, 5, 3 + i, 1, 30, tzinfo=east))
    write("feed_rss_fr.xml", g.rss_str(pretty=True))
    g = feed("مرصد التمرين", "ar")
    for i, text in enumerate([AR, AR2]):
        e = g.add_entry(order="append")
        e.id(f"urn:uuid:0000000{i}")
        e.title("خبر من الميدان")
        e.link(href=f"https://feed.example/ar/{i}")
        e.content(text, type="text") if i else e.content(f"<div>{text}</div>", type="html")
        e.updated(dt.datetime(2021, 5, 8, tzinfo=east))
        if i == 0:
            e.published(dt.datetime(2021, 5, 4, 23, 0, tzinfo=east))
    write("feed_atom_ar.xml", g.atom_str(pretty=True))
    write("feed_rdf_es.xml", f"""<?xml version="1.0" encoding="ISO-8859-1"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
 <channel rdf:about="https://feed.example/es"><title>Boletín de ejercicio</title><dc:language>es</dc:language>
  <items><rdf:Seq><rdf:li rdf:resource="https://feed.example/es/1"/></rdf:Seq></items></channel>
 <item rdf:about="https://feed.example/es/1"><title>Mina &amp; camino</title><link>https://feed.example/es/1</link>
  <description>{ES}</description><dc:date>2021-05-06T08:00:00+02:00</dc:date></item>
 <item><title>Solo un título: camino cerrado</title><link>https://feed.example/es/2</link><dc:date>0025-01-01</dc:date></item>
 <item><link>https://feed.example/es/3</link></item>
</rdf:RDF>
""".encode("iso-8859-1"))
    write("feed_atom_tr.xml", f"""<!-- Exercise -->
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="tr">
  <title type="html">Yol &amp;amp; köprü</title>
  <entry><title>Havan</title><link rel="self" href="https://feed.example/api/1"/><link href="https://feed.example/tr/1"/><id>tag:feed.example,2021:1</id>
    <updated>2021-05-07T10:00:00Z</updated>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{TR}</p><ul><li>bir</li><li>iki</li></ul></div></content>
    <source><id>x</id><title>x</title></source></entry>
  <entry xml:lang="ku"><title>Gund</title><id>tag:feed.example,2021:2</id><published>2021-05-08T10:00:00+03:00</published><summary type="text">{KMR} 3 &lt; 4</summary></entry>
</feed>
""")


def telegram():
    def message(i, text, **more):
        when = dt.datetime(2021, 5, 3, 10, 0) + dt.timedelta(minutes=7 * i)
        m = {"id": i, "type": "message", "date": when.isoformat(), "date_unixtime": str(int((when - dt.timedelta(hours=3)).replace(tzinfo=dt.timezone.utc).timestamp())),
             "from": "Nobody Invented", "from_id": "user700", "text": text, "text_entities": []}
        m.update(more)
        return {k: v for k, v in m.items() if v is not None}

    def chat(name, kind, number, messages):
        return {"name": name, "type": kind, "id": number, "messages": messages}

    def dump(name, value):
        write(name, json.dumps(value, ensure_ascii=False, indent=1))

    styled = [AR + " ", {"type": "text_link", "text": "المصدر", "href": "https://feed.example"}, "\n", {"type": "hashtag", "text": "#تمرين"}]
    dump("telegram_channel_ar.json", chat("مرصد التمرين", "public_channel", 1111, [
        {"id": 1, "type": "service", "date": "2021-05-01T09:00:00", "date_unixtime": "1619848800", "actor": "مرصد التمرين", "action": "create_channel", "title": "مرصد التمرين", "text": ""},
        message(2, styled),
        message(3, "", photo="photos/p.jpg", width=10, height=10),
        message(4, AR2, photo="photos/p.jpg", edited="2021-05-03T12:00:00", reactions=[{"type": "emoji", "count": 3, "emoji": "x", "recent": [{"from": "Nobody Invented"}]}]),
        message(5, EN, forwarded_from="Exercise Watch", forwarded_from_id="channel222"),
        message(6, FR, forwarded_from="Personne Inventée", forwarded_from_id="user9"),
        message(7, KMR, forwarded_from="Old export", date_unixtime=None),
    ]))
    dump("telegram_group_fr.json", chat("Veille (privé)", "private_supergroup", 3333, [
        message(10, FR, reply_to_message_id=9),
        message(11, [FR2, {"type": "bold", "text": " À confirmer."}], forwarded_from="Canal d'exercice", forwarded_from_id="channel333"),
        message(12, TR, date_unixtime="1", date="2021-05-03T11:24:00"),
        message(13, "Sans jour", date="0025-05-03T11:24:00"),
    ]))
    personal = chat("Nobody Invented", "personal_chat", 700, [message(1, ES, forwarded_from="Exercise Watch", forwarded_from_id="channel222"), message(2, [])])
    dump("telegram_personal_es.json", personal)
    dump("telegram_all.json", {"about": "Exercise.", "personal_information": {"user_id": 1, "first_name": "Nobody", "phone_number": "+000"},
                               "contacts": {"about": "x", "list": [{"first_name": "N", "phone_number": "000"}]},
                               "chats": {"about": "x", "list": [personal, chat("Exercise Watch", "public_channel", 222, [message(1, EN)])]},
                               "left_chats": {"about": "x", "list": [chat("Left", "private_channel", 444, [message(1, AR)])]}})


def whatsapp():
    write("whatsapp_android_en.txt", f"""12/31/19, 7:59\u202fPM - Messages and calls are end-to-end encrypted. No one outside of this chat can read or listen to them.
12/31/19, 8:00\u202fPM - Nobody Invented created group "Exercise: north"
12/31/19, 8:05\u202fPM - Nobody Invented: {EN}
12/31/19, 8:07\u202fPM - Nobody Invented: <Media omitted>
12/31/19, 8:08\u202fPM - Nobody Invented: The road is open again.
12/31/19, 8:09\u202fPM - +963 900 555 010: Confirmed: one lorry, see 12:30 note.
Second line of it.
12/31/19, 8:10\u202fPM - Nobody Invented: Thanks @963900555010, @\u2068Someone Invented\u2069. Call +963 900 555 010?
1/1/20, 9:15\u202fAM - +963 900 555 010: IMG-20200101-WA0001.jpg (file attached)
Smoke over the mill
1/1/20, 9:30\u202fAM - Nobody Invented: All calm, see <the mill> \u200e<This message was edited>
""")
    write("whatsapp_ios_fr.txt", "\u200e[31/12/2019 20:05:03] Groupe exercice: \u200eLes messages et les appels sont chiffrés de bout en bout.\r\n"
          f"[31/12/2019 20:05:10] Personne Inventée: {FR}\r\n[31/12/2019 20:06:59] Personne Inventée: Trois ambulances :\r\n- une du nord\r\n- deux du sud\r\n"
          "\u200e[31/12/2019 20:07:30] Personne Inventée: \u200e<pièce jointe : 00000012-PHOTO.jpg>\r\n"
          f"[31/12/2019 20:20:00] \u202a+33 6 00 00 00 00\u202c: {FR2} \u200e<Ce message a été modifié>\r\n"
          "[13/01/2020 07:00:00] Personne Inventée: Rien à signaler.\r\n")
    digits = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    stamp = lambda d, m, y, t, half: f"{d}\u200f/{m}\u200f/{y}، {t} {half} - ".translate(digits)
    write("whatsapp_android_ar.txt", stamp("31", "12", "2019", "8:05", "م") + "الرسائل والمكالمات مشفرة تمامًا بين الطرفين.\n"
          + stamp("31", "12", "2019", "8:05", "م") + f"شخص مخترع: {AR}\n" + stamp("31", "12", "2019", "8:06", "م") + "شخص مخترع: <تم استبعاد الوسائط>\n"
          + stamp("1", "1", "2020", "9:10", "ص") + f"\u202a+963 900 555 010\u202c: {AR2}\nسطر ثان\n")
    write("whatsapp_android_tr.txt", f"31.12.2019 20:05 - Mesajlar ve aramalar uçtan uca şifrelidir.\n31.12.2019 20:05 - Uydurma Kişi: {TR}\n31.12.2019 20:30 - Uydurma Kişi: Yol açıldı.\n"
          "1.01.2020 08:00 - Başka Kişi: ‎IMG-20200101-WA0003.jpg (dosya ekli)\n1.01.2020 08:01 - Başka Kişi: Fotoğraf köprüden.\n")
    write("whatsapp_ios_es.txt", f"[3/4/20, 8:05:03 p.\u00a0m.] Persona Inventada: {ES}\n[3/4/20, 8:30:00 p.\u00a0m.] Otra Persona: Sí, confirmado.\n[5/4/20, 9:00:00 a.\u00a0m.] Persona Inventada: Sin novedad.\n")
    write("whatsapp_kmr.txt", f"03/04/2020, 20:00 - Peyam û bang bi şîfre ne.\n03/04/2020, 20:05 - Kesekî Xeyalî: {KMR}\n04/05/2020, 08:00 - Kesekî Xeyalî: Rê girtî ye.\n")


def tables():
    import csv
    import io
    import openpyxl
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    def rows(mark, all_rows, **more):
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=mark, **more).writerows(all_rows)
        return out.getvalue()

    write("table_acled_en.csv", rows(",", [
        ["event_id_cnty", "event_date", "year", "event_type", "actor1", "country", "admin1", "location", "latitude", "source", "notes", "fatalities"],
        ["SYR900001", "08 October 2019", "2019", "Battles", "Exercise Force", "Syria", "Aleppo", "Manbij", "36.52", "Exercise Watch", EN, "0"],
        ["SYR900002", "2019-10-09", "2019", "Strategic developments", "Exercise Force", "Syria", "Ar-Raqqa", "Ein Issa", "36.38", "Exercise Watch", EN2, ""],
        ["SYR900003", "0025-10-09", "0025", "Battles", "", "Syria", "Aleppo", "Manbij", "", "", "Exercise. Shots were heard near Manbij.", ""],
        ["SYR900004", "2019-10-10", "2019", "Battles", "", "Syria", "Aleppo", "Manbij", "", "", "", ""]]))
    write("table_hxl_fr.csv", ("\ufeff" + rows(";", [
        ["Suivi d'exercice", "", "", "", ""],
        ["Jour", "Ce qui s'est passé", "What happened", "Commune", "Source"],
        ["#date +occurred", "#event +description +i_fr", "#event+description+i_en", "#adm3 +name", "#meta+source"],
        ["03/05/2021", FR, EN, "Tell Tamer", "Hôpital d'exercice"],
        ["23/05/2021", "Exercice. Calme ; le pont est rouvert.", "", "Aïn Issa", ""],
        ["00/00/1900", "Exercice. Sans date connue.", "", "", ""]])))
    write("table_tr.tsv", rows("\t", [["Tarih", "Başlık", "Açıklama", "Kaynak", "Bağlantı"], ["03.05.2021", "Havan", TR, "Tatbikat Ajansı", "https://feed.example/tr"], ["03.05.21", "", "Tatbikat. Köprü \"kapalı\".\nİkinci satır.", "", ""]]).encode("windows-1254"))
    write("table_ucdp_en.csv", rows(",", [["id", "relid", "source_office", "source_date", "source_headline", "where_coordinates", "adm_1", "date_start", "best"],
                                          ["90001", "SYR-2019-3-1", "Exercise Agency", "2019-10-12", "Exercise: two wounded as shell hits market", "Tall Tamir", "Al-Hasakah", "2019-10-11 00:00:00.000", "0"]]))
    write("table_es_ambiguous.csv", "sep=;\r\n" + rows(";", [["Fecha", "Descripción", "Lugar", "Contacto"], ["03/04/2021", ES, "Manbij", "Persona Inventada"], ["05/06/2021", "Ejercicio. Nada nuevo.", "Kobane", "+963 900 555 010"], ["07/07/2021", "Ejercicio. Camino abierto.", "", ""]]))
    write("table_ar_1256.csv", rows(";", [["التاريخ", "الوصف", "المصدر"], ["13/05/2021", AR.replace(chr(0x64f), ""), "الأهالي"], ["04/05/2021", AR2, ""]]).encode("windows-1256"))
    write("table_kmr_utf16.csv", rows("\t", [["Dîrok", "Nivîs", "Gund"], ["2021-05-03", KMR, "Til Temir"], ["2021-05-04", "Hîndarî. Rê girtî ye.", "Dirbêsiyê"]]).encode("utf-16"))
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "الحوادث"
    sheet.append(["سجل تمرين"])
    sheet.append([])
    sheet.append(["التاريخ", "الوصف", "القرية", "المصدر", "القتلى"])
    sheet.append([dt.datetime(2021, 5, 4), AR, "تل تمر", "الأهالي", 2])
    sheet.append([dt.datetime(2021, 5, 5, 14, 30), AR2, "أبو راسين", None, None])
    sheet.append([44321, "تمرين. يوم هادئ.", None, None, None])
    codes = book.create_sheet("Codes")
    codes.append(["code", "meaning"])
    codes.append([1, "shelling"])
    hidden = book.create_sheet("Old")
    hidden.append(["date", "text"])
    hidden.append(["2020-01-01", "Exercise. Hidden words."])
    hidden.sheet_state = "hidden"
    book.save(os.path.join(HERE, "sheet_ar.xlsx"))
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [["Date", "Description", "Corner"], ["#date", "#description", "#x_corner"], [dt.date(2021, 5, 3), FR, ""], ["04/05/2021", FR2, ""]]:
        sheet.append(row)
    sheet["XFD1048576"] = "corner"
    book.save(os.path.join(HERE, "sheet_corner_fr.xlsx"))
    doc = OpenDocumentSpreadsheet()
    table = Table(name="Eventos")

    def add(cells, repeated=None):
        row = TableRow(**({"numberrowsrepeated": repeated} if repeated else {}))
        for c in cells:
            if isinstance(c, dt.date):
                cell = TableCell(valuetype="date", datevalue=c.isoformat())
                cell.addElement(P(text=c.strftime("%d/%m/%y")))
            elif c is None:
                cell = TableCell(numbercolumnsrepeated=2)
            else:
                cell = TableCell(valuetype="string")
                for line in c.split("\n"):
                    cell.addElement(P(text=line))
            row.addElement(cell)
        table.addElement(row)

    add(["Fecha", None, "Relato", "Fuente"])
    add([dt.date(2021, 5, 6), None, ES + "\nSegunda línea & fin.", "Hospital"])
    add([None], repeated=1048000)
    add([dt.date(1900, 1, 1), None, "Ejercicio. Sin fecha.", ""])
    doc.spreadsheet.addElement(table)
    doc.save(os.path.join(HERE, "sheet_es.ods"))


def kobo():
    base = {"_id": 1, "formhub/uuid": "f0", "start": "2021-05-09T08:00:00.000+03:00", "end": "2021-05-09T08:20:00.000+03:00", "today": "2021-05-09", "username": "nobody_invented", "deviceid": "ee.humanitarian:x", "phonenumber": "963900555010"}
    tail = {"__version__": "v1", "meta/instanceID": "uuid:aaaa-1", "_xform_id_string": "x", "_uuid": "aaaa-1", "_attachments": [{"download_url": "https://forms.example/a.jpg", "filename": "nobody/a.jpg"}], "_status": "submitted_via_web", "_geolocation": [36.65, 40.37], "_submission_time": "2021-05-09T05:21:00", "_tags": [], "_notes": [], "_submitted_by": "nobody_invented"}
    one = {**base, "enqueteur": "Personne Inventée", "groupe/date_des_faits": "2021-05-03", "groupe/village": "Tell Tamer", "groupe/lieu_gps": "36.65 40.37 0 5", "groupe/type": "tir_obus", "groupe/recit": FR, "groupe/suite": FR2, "temoins": [{"temoins/nom_temoin": "Quelqu'un d'Inventé", "temoins/dit": "Exercice. Nous avons entendu deux coups puis plus rien."}], "photo": "a.jpg", "accord": "oui", **tail}
    two = {**base, "groupe/recit": "", **tail, "_uuid": "aaaa-2"}
    three = {**base, "groupe/recit": EN, **tail, "_uuid": "aaaa-3", "_submission_time": "2021-05-10T23:10:00"}
    write("kobo_fr.json", json.dumps({"count": 3, "next": None, "previous": None, "results": [one, two, three]}, ensure_ascii=False))
    write("kobo_ar.json", json.dumps([{**base, "الحادث/اسم_الباحث": "فلان الفلاني", "الحادث/القرية": "تل تمر", "الحادث/الوصف": AR, "الحادث/رقم_الهاتف": "0900555010", **tail, "_uuid": "bbbb-1"}], ensure_ascii=False))
    write("odk_central_en.json", json.dumps({"value": [{"__id": "uuid:cccc-1", "__system": {"submissionDate": "2021-05-09T05:21:00.123Z", "submitterId": "23", "submitterName": "Nobody Invented", "deviceId": None}, "meta": {"instanceID": "uuid:cccc-1", "instanceName": "x"}, "event": {"date_of_event": "2021-05-03", "place": {"type": "Point", "coordinates": [40.37, 36.65, 0]}, "town": "Manbij", "account": EN2, "contact_phone": "0900 555 010"}}], "@odata.context": "https://forms.example/x"}))
    head = ["start", "end", "Enumerator", "Village", "What happened?", "_id", "_uuid", "_submission_time", "_submitted_by"]
    rows = [["2021-05-09T08:00:00", "2021-05-09T08:10:00", "Nobody Invented", "Tel Temir", TR, "1", "dddd-1", "2021-05-09 05:10:00", "nobody"],
            ["2021-05-09T08:00:00", "2021-05-09T08:10:00", "Nobody Invented", "", KMR, "2", "dddd-2", "0025-05-09 05:10:00", "nobody"]]
    import csv
    import io
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL).writerows([head] + rows)
    write("kobo_tr.csv", out.getvalue())


def reliefweb():
    def answer(items):
        return json.dumps({"href": "https://answers.example/v1/reports", "time": 5, "links": {"self": {"href": "https://answers.example"}}, "took": 2, "totalCount": len(items), "count": len(items), "data": items}, ensure_ascii=False)

    write("reliefweb_one_fr.json", answer([{"id": "900001", "fields": {"id": 900001, "title": "Exercice : point de situation nº 4", "status": "published", "body": FR, "body-html": f"<p>{FR}</p>\n<ul><li>Besoin : eau</li><li>Besoin : abris</li></ul>", "origin": "https://origin.example", "source": [{"id": 1, "name": "Agence d'exercice", "shortname": "AE"}, {"id": 2, "name": "Croissant d'exercice"}], "language": [{"id": 6503, "name": "French", "code": "fr"}], "date": {"changed": "2021-05-20T00:00:00+00:00", "created": "2021-05-10T08:00:00+00:00", "original": "2021-05-04T00:00:00+00:00"}, "url": "https://answers.example/node/900001", "url_alias": "https://answers.example/report/exercice"}}]))
    write("reliefweb_list.json", answer([
        {"id": "900002", "score": 1.5, "fields": {"title": "Exercise: access", "body": EN2, "date": {"created": "2021-05-10T08:00:00+00:00"}, "source": [{"shortname": "EX"}], "url": "https://answers.example/node/900002", "language": [{"code": "en"}, {"code": "ar"}]}, "href": "https://answers.example/v1/reports/900002"},
        {"id": "900003", "score": 1, "fields": {"title": "Exercise: only a title"}},
        {"id": "900004", "score": 1, "fields": {"file": []}},
        {"id": "900005", "score": 1}]))
    write("reliefweb_es_ar.json", answer([{"id": 900006, "fields": {"title": "Ejercicio: minas", "body": ES, "date": {"original": "2021-05-06T00:00:00+00:00"}, "language": [{"code": "es"}]}}, {"id": 900007, "fields": {"title": "تمرين", "body": AR, "language": [{"code": "ar"}]}}]))


def saved():
    def page(name, html, charset, encoding, language_url, crlf=True):
        file = MIMEMultipart("related", boundary="----MultipartBoundary--x----", type="text/html")
        del file["MIME-Version"]
        head = "From: <Saved by Blink>\nSnapshot-Content-Location: " + language_url + "\nSubject: =?utf-8?Q?Page?=\nDate: Sun, 9 May 2021 10:00:00 -0000\nMIME-Version: 1.0\n"
        part = MIMEBase("text", "html", **({"charset": charset[0]} if charset[0] else {}))
        part.set_payload(html.encode(charset[1]))
        (encoders.encode_quopri if encoding == "qp" else encoders.encode_base64)(part)
        part["Content-ID"] = "<frame-1@mhtml.blink>"
        part["Content-Location"] = language_url
        picture = MIMEBase("image", "png")
        picture.set_payload(b"\x89PNG\r\n\x1a\n" + bytes(50))
        encoders.encode_base64(picture)
        picture["Content-Location"] = language_url + "/p.png"
        file.attach(part)
        file.attach(picture)
        data = head + file.as_string()
        write(name, data.replace("\n", "\r\n") if crlf else data)

    page("saved_fr.mhtml", f"<!DOCTYPE html><html lang='fr'><head><title>Marché touché</title><meta property='article:published_time' content='2021-05-04T08:00:00+02:00'></head><body><nav>Accueil Contact</nav><article><h1>Marché touché</h1><p>{FR}</p><p>{FR2}</p></article><footer>Mentions</footer></body></html>", (None, "utf-8"), "qp", "https://news.example/fr/marche")
    page("saved_ar.mht", f"<html><head><meta http-equiv='Content-Type' content='text/html; charset=windows-1256'><title>خبر</title></head><body><p>{AR.replace(chr(0x64f), '')}</p><p>{AR2}</p></body></html>", (None, "windows-1256"), "base64", "https://news.example/ar")
    page("saved_tr.mht", f"<html><body><p>{TR}</p></body></html>", ("iso-8859-9", "iso-8859-9"), "qp", "https://news.example/tr", crlf=False)
    write("saved_singlefile_en.html", f"<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: https://news.example/en \n saved date: Sun May 09 2021 10:00:00 GMT+0300\n--><head><meta charset=utf-8><title>Lorry struck</title><link rel=canonical href=https://news.example/en></head><body><article><p>{EN}</p><p>{EN2}</p></article></body></html>")


for make in [feeds, telegram, whatsapp, tables, kobo, reliefweb, saved]:
    make()
