//! Reports over HTTP: what came in, each with its words and what was read of them; and new ones.

use super::json;
use super::roads::off;
use crate::Office;
use crate::edge::problem::quoted;
use crate::edge::{Params, Problem, Tag, Upload};
use crate::people::{Editor, Reader};
use accalmie_answers::{Kept, Read, dateline, sketch};
use accalmie_intake::{Operator, Pieces};
use accalmie_ledger::{Act, Ledger, LedgerError};
use accalmie_record::{Lang, Report};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use serde_json::{Value, json};

/// Reports of one file.
const MOST: usize = 2_000;
/// Bytes of a file's name; file systems take 255.
const LONGEST_NAME: usize = 200;

pub fn routes() -> Router<Office> {
    Router::new().route("/reports", get(list).post(add)).route("/reports/{id}", get(one))
}

async fn list(_: Reader, State(office): State<Office>, mut params: Params, headers: HeaderMap) -> Result<Response, Problem> {
    let limit = params.whole("limit", 1, 500)?.unwrap_or(50);
    let (text, after) = (params.text("text")?, params.text("after")?);
    params.finish()?;
    let as_of = office.catalogue.as_of();
    let tag = Tag::of(as_of, format!("reports {text:?} {after:?} {limit}"));
    if tag.is_held(&headers) {
        return Ok(tag.not_modified());
    }
    let made = off(move || {
        let limit = usize::try_from(limit).unwrap_or(50);
        let listed = office.catalogue.reports(text.as_deref(), after.as_deref(), limit).map_err(Problem::from)?;
        json(&json!({ "items": listed.items, "next": listed.next, "as_of": as_of }))
    })
    .await?;
    Ok(tag.on(made))
}

/// The words of a report, as they were read: from the journal where its format was no plain text, else from its original.
pub fn text_of(ledger: &dyn Ledger, id: &str) -> Result<Option<(Report, String)>, LedgerError> {
    let Some(stored) = ledger.report(id)? else { return Ok(None) };
    let kept = ledger.entries(stored.seq, 1)?.pop().and_then(|e| match e.act {
        Act::Report { text, .. } => text,
        _ => None,
    });
    let text = match kept {
        Some(text) => text,
        None => ledger.original(&stored.bytes)?.map(|b| String::from_utf8_lossy(&b).into_owned()).unwrap_or_default(),
    };
    Ok(Some((stored.report, text)))
}

async fn one(
    _: Reader,
    State(office): State<Office>,
    Path(id): Path<String>,
    params: Params,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    params.finish()?;
    let tag = Tag::of(office.catalogue.as_of(), format!("report {id}"));
    if tag.is_held(&headers) {
        return Ok(tag.not_modified());
    }
    let asked = id.clone();
    let told = office.ask(move |ledger| whole(ledger, &asked)).await?;
    Ok(tag.on(json(&told.ok_or_else(|| Problem::not_found(format!("there is no report {}", quoted(&id))))?)?))
}

fn whole(ledger: &dyn Ledger, id: &str) -> Result<Option<Value>, LedgerError> {
    let Some((report, text)) = text_of(ledger, id)? else { return Ok(None) };
    let reading = ledger.report(id)?.and_then(|r| r.reading);
    let act = match reading {
        Some(seq) => ledger.entries(seq, 1)?.pop().map(|e| e.act),
        None => None,
    };
    let Some(Act::Reading { records, problems, .. }) = act else {
        return Ok(Some(json!({ "id": id, "key": report.key, "text": text, "records": [], "problems": [] })));
    };
    let mut told = Vec::new();
    for record in records {
        let incident = ledger.incident_of(&record.id)?;
        let mut value = serde_json::to_value(&record).unwrap_or_default();
        value["incident"] = incident.into();
        told.push(value);
    }
    Ok(Some(json!({
        "id": id, "key": report.key, "title": report.title, "source": report.source, "published": report.published,
        "lang": report.language.map(|l| l.to_string()), "text": text, "records": told, "problems": problems,
    })))
}

async fn add(Editor(who): Editor, State(office): State<Office>, mut params: Params, file: Upload) -> Result<Response, Problem> {
    let name = params.text("name")?.unwrap_or_else(|| "report.txt".to_owned());
    let (date, lang) = (params.date("date")?, params.text("lang")?);
    params.finish()?;
    let name = file_name(&name);
    let language = match lang {
        None => None,
        Some(said) => Some(
            Lang::new(&said)
                .filter(|l| office.knowledge.tongue(*l).is_some())
                .ok_or_else(|| Problem::bad_request(format!("no tables for the language {}", quoted(&said))))?,
        ),
    };
    let operator = Operator { date: date.map(|d| d.to_string()), language };
    let read = {
        let office = office.clone();
        off(move || read(&office, &name, file.0.as_ref(), &operator)).await?
    };
    let (taken, problems) = read;
    let kept = office
        .write(&who.name, "added by hand", move |keeper, by| {
            let mut lines = Vec::new();
            for read in taken {
                let (id, key) = (read.reading.report.id.clone(), read.reading.report.key.clone());
                let (known, incidents) = match keeper.keep(read, by)? {
                    Kept::New(incidents) => (false, incidents),
                    Kept::Known => (true, Vec::new()),
                };
                lines.push(json!({ "id": id, "key": key, "known": known, "incidents": incidents }));
            }
            Ok(lines)
        })
        .await?;
    json(&json!({ "reports": kept, "problems": problems }))
}

/// Of a path, the last part; nothing that a folder could take for another place, and no more bytes of it than a folder takes: of a long
/// name the end stays, which says what kind of file it is.
fn file_name(said: &str) -> String {
    let name = said.rsplit(['/', '\\']).next().unwrap_or_default();
    let from = (0..=name.len()).find(|at| name.len() - at <= LONGEST_NAME && name.is_char_boundary(*at)).unwrap_or(0);
    match name[from..].trim_start_matches('.') {
        "" => "report.txt".to_owned(),
        name => name.to_owned(),
    }
}

/// The file lies on disk while it is taken apart, as any file does.
fn read(office: &Office, name: &str, bytes: &[u8], operator: &Operator) -> Result<(Vec<Read>, Vec<String>), Problem> {
    let folder = tempfile::tempdir().map_err(Problem::internal)?;
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).map_err(Problem::internal)?;
    let (mut taken, mut problems) = (Vec::new(), Vec::new());
    let mut desk = accalmie_read::Desk::default();
    let own = format!("{}/", folder.path().display());
    for piece in Pieces::new(accalmie_intake::inputs(&[path])) {
        if taken.len() >= MOST {
            problems.push(format!("more than {MOST} reports: the rest was not taken; give it in parts"));
            break;
        }
        let made = piece.and_then(|piece| {
            let original = piece.bytes.clone();
            piece.report(operator).map(|report| (report, original))
        });
        match made {
            Ok((mut report, original)) => {
                report.key = report.key.replace(&own, "");
                dateline::settle(&mut report, &office.knowledge);
                let sketch = sketch(&report.text);
                taken.push(Read { reading: accalmie_read::read(report, &office.knowledge, &mut desk), original, sketch });
            }
            Err(e) => problems.push(e.to_string().replace(&own, "")),
        }
    }
    Ok((taken, problems))
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_name_is_a_name_and_not_a_path() {
        for (said, kept) in [
            ("a.txt", "a.txt"),
            ("../../etc/passwd", "passwd"),
            ("C:\\reports\\a.docx", "a.docx"),
            ("..", "report.txt"),
            ("a/", "report.txt"),
            ("", "report.txt"),
            (".hidden", "hidden"),
        ] {
            assert_eq!(file_name(said), kept, "{said}");
        }
        let long = file_name(&format!("{}.pdf", "تقرير".repeat(60)));
        assert!(long.len() <= 200 && long.ends_with("تقرير.pdf"), "{long}");
    }
}
