//! Rebuilds the program when the embedded pack changes, and names what it holds, so that no start has to.

use std::fs;
use std::path::{Path, PathBuf};

#[path = "src/domain/fingerprint.rs"]
#[expect(dead_code, reason = "only the making of a fingerprint is needed here")]
mod fingerprint;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=src/domain/fingerprint.rs");
    println!("cargo:rerun-if-changed=content");
    let root = Path::new("content");
    let mut paths = Vec::new();
    collect(root, &mut paths);
    let mut files: Vec<(String, Vec<u8>)> = paths.iter().map(|path| named(root, path)).collect();
    files.sort();
    let parts = files.iter().flat_map(|(name, bytes)| [name.as_bytes(), bytes.as_slice()]);
    println!("cargo:rustc-env=GREENROOM_BUILT_IN={}", fingerprint::Fingerprint::of(parts));
    println!("cargo:rustc-env=GREENROOM_CODE={}", code());
    at_a_fixed_address();
}

/// Where it is known to work, the program is linked for a fixed address. Otherwise each start writes a megabyte of
/// addresses before anything else, half of the time a start may take. What that would protect is code that handles
/// memory by hand: the program has none of its own, and talks to nobody but its user.
fn at_a_fixed_address() {
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|found| found == value);
    if is("CARGO_CFG_TARGET_OS", "linux")
        && is("CARGO_CFG_TARGET_ENV", "gnu")
        && is("CARGO_CFG_TARGET_ARCH", "x86_64")
    {
        println!("cargo:rustc-link-arg-bin=greenroom=-no-pie");
    }
}

/// Stands for the code that says what a pack means: what it made of a pack is kept between starts.
fn code() -> fingerprint::Fingerprint {
    let root = Path::new("src");
    let mut paths = vec![root.join("content.rs"), root.join("domain.rs")];
    for folder in ["content", "domain"] {
        collect(&root.join(folder), &mut paths);
    }
    println!("cargo:rerun-if-changed=src/content.rs");
    println!("cargo:rerun-if-changed=src/domain.rs");
    let mut files: Vec<(String, Vec<u8>)> = paths.iter().map(|path| named(root, path)).collect();
    files.sort();
    fingerprint::Fingerprint::of(files.iter().flat_map(|(name, bytes)| [name.as_bytes(), bytes.as_slice()]))
}

/// The files that are content, as `content::source` sees them, or code.
fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    println!("cargo:rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder).expect("the pack can be read").flatten() {
        let path = entry.path();
        let is_content = path
            .extension()
            .is_some_and(|ending| ending == "yaml" || ending == "yml" || ending == "md" || ending == "rs");
        if path.is_dir() {
            collect(&path, paths);
        } else if is_content {
            paths.push(path);
        }
    }
}

fn named(root: &Path, path: &Path) -> (String, Vec<u8>) {
    let inside = path.strip_prefix(root).expect("it is inside").to_string_lossy().replace('\\', "/");
    (inside, fs::read(path).expect("the pack can be read"))
}
