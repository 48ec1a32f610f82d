//! The built-in chapters and patterns, cut into documents at their headings.

use std::path::Path;

use greenroom::domain::hits::HitKind;
use greenroom::search::Document;

/// A document for each section of each page, in the order of the files.
pub fn documents() -> Vec<Document> {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut documents = Vec::new();
    for (folder, kind) in [("patterns", HitKind::Pattern), ("chapters", HitKind::Chapter)] {
        let entries = std::fs::read_dir(content.join(folder)).unwrap();
        let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            let text = std::fs::read_to_string(&path).unwrap();
            documents.extend(page(path.file_stem().unwrap().to_str().unwrap(), kind, &text));
        }
    }
    documents
}

fn page(id: &str, kind: HitKind, text: &str) -> Vec<Document> {
    let (front, body) = text.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
    let title = front.lines().find_map(|line| line.strip_prefix("title: ")).unwrap().trim_matches('"');
    let mut documents = vec![Document {
        page: id.to_owned(),
        slug: None,
        kind,
        title: title.to_owned(),
        also: Vec::new(),
        path: Vec::new(),
        body: String::new(),
        skills: Vec::new(),
        sealed: false,
    }];
    for line in body.lines() {
        if let Some(heading) = line.strip_prefix("## ").or(line.strip_prefix("### ")) {
            documents.push(Document {
                slug: Some(heading.to_lowercase().replace(' ', "-")),
                title: heading.to_owned(),
                path: vec![title.to_owned()],
                body: String::new(),
                ..documents[0].clone()
            });
        } else {
            let last = documents.last_mut().unwrap();
            last.body.push_str(line);
            last.body.push('\n');
        }
    }
    documents
}
