//! As DOCX (ECMA-376, WordprocessingML): for a desk that writes on. The drawings are left out: they are in the page and on paper.

use super::{RenderError, markdown, numbers};
use crate::brief::{Brief, Table};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>"#;
const RELS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
const WORD_RELS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/><w:szCs w:val="24"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:after="100"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:rPr><w:b/><w:bCs/><w:sz w:val="34"/><w:szCs w:val="36"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:keepNext/><w:spacing w:before="280" w:after="80"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="26"/><w:szCs w:val="28"/></w:rPr></w:style></w:styles>"#;

pub fn write(brief: &Brief) -> Result<Vec<u8>, RenderError> {
    let failed = |e: &dyn std::fmt::Display| RenderError::Docx(e.to_string());
    // The same bytes for the same brief: no time in the archive.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("[Content_Types].xml", TYPES.to_owned()),
        ("_rels/.rels", RELS.to_owned()),
        ("word/_rels/document.xml.rels", WORD_RELS.to_owned()),
        ("word/styles.xml", STYLES.to_owned()),
        ("word/document.xml", document(brief)),
    ];
    for (name, text) in parts {
        zip.start_file(name, options).map_err(|e| failed(&e))?;
        zip.write_all(text.as_bytes()).map_err(|e| failed(&e))?;
    }
    Ok(zip.finish().map_err(|e| failed(&e))?.into_inner())
}

fn document(brief: &Brief) -> String {
    let p = |style: &str, text: &str| paragraph(style, text, brief.rtl);
    let mut body = p("Title", &brief.title);
    body.push_str(&p("Normal", &brief.lead));
    for section in &brief.sections {
        body.push_str(&p("Heading1", &section.title));
        for s in &section.sentences {
            body.push_str(&p("Normal", &format!("{} [{}]", s.text, numbers(&s.cited))));
        }
        if let Some(t) = &section.table {
            body.push_str(&table(t, brief.rtl));
            body.push_str(&p("Normal", &format!("{} [{}]", t.note, numbers(&t.cited))));
        }
    }
    body.push_str(&p("Heading1", &brief.sources_title));
    for (n, source) in brief.sources.iter().enumerate() {
        body.push_str(&p("Normal", &format!("{}. {}", n + 1, markdown::line(source))));
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}\
         <w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1020\" w:right=\"1020\" w:bottom=\"1020\" w:left=\"1020\" w:header=\"510\" w:footer=\"510\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
    )
}

fn paragraph(style: &str, text: &str, rtl: bool) -> String {
    let (turn, run) = if rtl { ("<w:bidi/>", "<w:rPr><w:rtl/></w:rPr>") } else { ("", "") };
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{turn}</w:pPr><w:r>{run}<w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", told(text))
}

fn table(t: &Table, rtl: bool) -> String {
    let turn = if rtl { "<w:bidiVisual/>" } else { "" };
    let row = |cells: &[String]| {
        let cells: String = cells.iter().map(|c| format!("<w:tc><w:tcPr/>{}</w:tc>", paragraph("Normal", c, rtl))).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let side = |name: &str| format!("<w:{name} w:val=\"single\" w:sz=\"4\" w:color=\"BBBBBB\"/>");
    let sides: String = ["top", "bottom", "insideH"].map(side).concat();
    let rows: String = std::iter::once(row(&t.head)).chain(t.rows.iter().map(|r| row(r))).collect();
    format!(
        "<w:tbl><w:tblPr>{turn}<w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblBorders>{sides}</w:tblBorders></w:tblPr><w:tblGrid/>{rows}</w:tbl>"
    )
}

/// XML 1.0 has no control characters.
fn told(text: &str) -> String {
    super::html::told(text)
}
