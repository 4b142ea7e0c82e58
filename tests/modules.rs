//! The order of the house: each module uses only those above it, and the window is linked into one binary alone.

use std::path::{Path, PathBuf};

use crate::common::hub::BINARY;

fn sources() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src-tauri/src")
}

fn rust_files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let entries = std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| rust_files(&path)).filter(|path| path.extension().is_some_and(|e| e == "rs")).collect()
}

/// The modules in the order of `lib.rs`.
fn modules() -> Vec<String> {
    let lib = std::fs::read_to_string(sources().join("lib.rs")).unwrap();
    lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).map(str::to_owned).collect()
}

/// The first word behind every `crate::` in a text.
fn used_modules(text: &str) -> Vec<String> {
    let name = |rest: &str| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    text.split("crate::").skip(1).map(name).collect()
}

#[test]
fn each_module_uses_only_those_above_it() {
    let modules = modules();
    assert!(modules.len() >= 13, "the list in lib.rs was found: {modules:?}");
    for (place, module) in modules.iter().enumerate() {
        let folder = sources().join(module);
        let path = if folder.is_dir() { folder } else { sources().join(format!("{module}.rs")) };
        for file in rust_files(&path) {
            let text = std::fs::read_to_string(&file).unwrap();
            for used in used_modules(&text).into_iter().filter(|used| !used.is_empty()) {
                let allowed = modules.iter().take(place + 1).any(|above| *above == used);
                assert!(allowed, "{} uses {used}, which stands below {module}", file.display());
            }
        }
    }
}

#[test]
fn the_simulator_shares_nothing_with_the_client_but_the_clock() {
    for file in rust_files(&sources().join("simulator")) {
        let text = std::fs::read_to_string(&file).unwrap();
        for used in text.split("crate::").skip(1) {
            let fine = used.starts_with("simulator") || used.starts_with("domain::clock");
            assert!(fine, "{} uses crate::{}", file.display(), used.lines().next().unwrap_or_default());
        }
    }
}

#[test]
fn no_webview_is_linked_into_the_hub() {
    let binary = std::fs::read(BINARY).unwrap();
    let contains = |name: &[u8]| binary.windows(name.len()).any(|window| window == name);
    assert!(contains(b"libc.so"), "the names of linked libraries can be seen");
    assert!(!contains(b"libwebkit2gtk") && !contains(b"libgtk-3"));
}
