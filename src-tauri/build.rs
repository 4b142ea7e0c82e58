//! Prepares what Tauri's macros read at compile time. Without the `desktop` feature there is nothing to do.

fn main() {
    // A fresh clone has no built screen; both the window and the hub embed this folder and fail to compile without it.
    if let Err(error) = std::fs::create_dir_all("ui/dist") {
        println!("cargo:error=cannot create ui/dist: {error}");
    }
    println!("cargo:rerun-if-changed=migrations");
    println!("cargo:rerun-if-changed=src-tauri/build.rs");
    desktop();
}

#[cfg(not(feature = "desktop"))]
fn desktop() {}

#[cfg(feature = "desktop")]
fn desktop() {
    // The manifest directory is the repository root, while what Tauri reads lives in src-tauri/.
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    println!("cargo:rerun-if-changed=src-tauri/permissions");
    let manifest = tauri_build::AppManifest::new().permissions_path_pattern("./src-tauri/permissions/**/*");
    let attributes = tauri_build::Attributes::new()
        .app_manifest(manifest)
        .capabilities_path_pattern("./src-tauri/capabilities/**/*");
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo:error={error:#}");
    }
}
