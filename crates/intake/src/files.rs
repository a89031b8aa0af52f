//! An input is a file or the pipe, as the command line names them; folders are opened into the files they hold.

use crate::error::{IntakeError, Trouble};
use crate::format::Format;
use std::path::{Path, PathBuf};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    Stdin,
    File {
        path: PathBuf,
        /// `None`: by its content.
        format: Option<Format>,
        bytes: u64,
    },
}

impl Input {
    /// As said in messages.
    pub fn name(&self) -> String {
        match self {
            Input::Stdin => "-".to_owned(),
            Input::File { path, .. } => path.display().to_string(),
        }
    }
}

/// The inputs that the paths stand for: as given, and within a folder by path. What cannot be found keeps its place as an error.
pub fn inputs(paths: &[PathBuf]) -> Vec<Result<Input, IntakeError>> {
    let mut out = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            out.push(Ok(Input::Stdin));
            continue;
        }
        match std::fs::metadata(path) {
            Ok(m) if m.is_dir() => folder(path, &mut out),
            Ok(m) => out.push(Ok(Input::File { path: path.clone(), format: Format::of_name(path), bytes: m.len() })),
            Err(e) => out.push(Err(missing(path, e))),
        }
    }
    out
}

fn missing(path: &Path, e: std::io::Error) -> IntakeError {
    let trouble = if e.kind() == std::io::ErrorKind::NotFound { Trouble::Missing } else { Trouble::Unreadable(e) };
    IntakeError::file(&path.display().to_string(), trouble)
}

/// All files below a folder, sorted by path. Hidden ones are passed by, and links to folders, which could go round in a circle.
fn folder(top: &Path, out: &mut Vec<Result<Input, IntakeError>>) {
    let mut open = vec![top.to_path_buf()];
    let mut files: Vec<(PathBuf, Result<u64, std::io::Error>)> = Vec::new();
    while let Some(at) = open.pop() {
        let entries = match std::fs::read_dir(&at) {
            Ok(entries) => entries,
            Err(e) => {
                files.push((at, Err(e)));
                continue;
            }
        };
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(e) => {
                    files.push((at.clone(), Err(e)));
                    continue;
                }
            };
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            let path = entry.path();
            match (entry.file_type(), std::fs::metadata(&path)) {
                (Ok(kind), _) if kind.is_dir() => open.push(path),
                (_, Ok(m)) if m.is_file() => files.push((path, Ok(m.len()))),
                (_, Ok(_)) => {}
                (_, Err(e)) => files.push((path, Err(e))),
            }
        }
    }
    if files.is_empty() {
        out.push(Err(IntakeError::file(&top.display().to_string(), Trouble::NoReports)));
        return;
    }
    files.sort_by(|a, b| a.0.cmp(&b.0));
    out.extend(files.into_iter().map(|(path, bytes)| match bytes {
        Ok(bytes) => Ok(Input::File { format: Format::of_name(&path), path, bytes }),
        Err(e) => Err(missing(&path, e)),
    }));
}

#[cfg(test)]
mod tests {
    use super::{Input, inputs};
    use crate::error::Trouble;
    use std::fs;

    #[test]
    fn folders_are_read_in_order_of_path() {
        let top = tempfile::tempdir().expect("a folder");
        for name in ["b/z.txt", "b/a.html", "a.jsonl", ".hidden/x.txt", "b/.x.txt", "notes"] {
            let path = top.path().join(name);
            fs::create_dir_all(path.parent().expect("a parent")).expect("made");
            fs::write(path, "x").expect("written");
        }
        let names: Vec<String> = inputs(&[top.path().to_path_buf()])
            .into_iter()
            .map(|i| i.map(|i| i.name()).unwrap_or_else(|e| e.to_string()))
            .map(|n| n.trim_start_matches(&top.path().display().to_string()).to_owned())
            .collect();
        assert_eq!(names, ["/a.jsonl", "/b/a.html", "/b/z.txt", "/notes"]);
    }

    #[test]
    fn what_is_not_there_is_an_error_in_its_place() {
        let empty = tempfile::tempdir().expect("a folder");
        let got = inputs(&["-".into(), "no such file".into(), empty.path().to_path_buf()]);
        assert!(matches!(got[0], Ok(Input::Stdin)));
        assert!(matches!(&got[1], Err(e) if matches!(e.trouble, Trouble::Missing)));
        assert!(matches!(&got[2], Err(e) if matches!(e.trouble, Trouble::NoReports)));
    }
}
