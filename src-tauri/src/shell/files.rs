//! Files between the page and the system: shown through a scheme of our own, brought in, saved and opened.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use frontdesk::api::types::{ApiError, Attachment};
use frontdesk::api::{Api, files};
use frontdesk::media::DiskError;
use futures::stream;
use percent_encoding::percent_decode_str;
use tauri::http::{Request, Response, StatusCode, header};
use tauri::ipc::InvokeBody;
use tauri::{AppHandle, Manager as _, Runtime, State, UriSchemeResponder};
use tracing::warn;

/// The scheme under which the page finds files: only this window's page can ask for it.
pub const SCHEME: &str = "frontdesk-file";

/// Answers a request of the page for a file.
pub fn serve<R: Runtime>(app: &AppHandle<R>, request: &Request<Vec<u8>>, responder: UriSchemeResponder) {
    let path = percent_decode_str(request.uri().path().trim_start_matches('/')).decode_utf8_lossy().into_owned();
    let range = request.headers().get(header::RANGE).and_then(|range| range.to_str().ok()).map(str::to_owned);
    let api = app.try_state::<Arc<Api>>().map(|api| api.inner().clone());
    tauri::async_runtime::spawn(async move {
        let served = match api {
            Some(api) => files::serve(&api, &path, range.as_deref()).await.ok(),
            None => None,
        };
        let answer = Response::builder().header(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        let answer = match served {
            Some(served) => {
                let answer = answer.status(served.status);
                served
                    .headers
                    .iter()
                    .fold(answer, |answer, (name, value)| answer.header(*name, value))
                    .body(served.body)
            }
            None => answer.status(StatusCode::NOT_FOUND).body(Vec::new()),
        };
        match answer {
            Ok(answer) => responder.respond(answer),
            Err(problem) => warn!("Could not answer for a file: {problem}"),
        }
    });
}

/// Brings a file in that somebody picked, pasted or dropped. Its bytes are the call's body; its name stands in a header,
/// percent-encoded.
#[tauri::command]
pub async fn attach(api: State<'_, Arc<Api>>, request: tauri::ipc::Request<'_>) -> Result<Attachment, ApiError> {
    let name = request.headers().get("x-name").and_then(|name| name.to_str().ok()).unwrap_or_default();
    let name = percent_decode_str(name).decode_utf8_lossy().into_owned();
    let bytes = match request.body() {
        InvokeBody::Raw(bytes) => bytes.clone(),
        InvokeBody::Json(_) => Vec::new(),
    };
    files::attach(&api, stream::iter([Ok(bytes.into())]), &name).await
}

/// Saves a file among the person's downloads; tells where.
#[tauri::command]
pub async fn save_file<R: Runtime>(
    app: AppHandle<R>,
    api: State<'_, Arc<Api>>,
    key: String,
    name: String,
) -> Result<PathBuf, ApiError> {
    let path = free_path(&downloads(&app), &files::clean_name(&name));
    files::save_to(&api, &key, &path).await?;
    Ok(path)
}

/// Saves a text that the page has put together among the person's downloads; tells where.
#[tauri::command]
pub async fn save_text<R: Runtime>(app: AppHandle<R>, text: String, name: String) -> Result<PathBuf, ApiError> {
    let path = free_path(&downloads(&app), &files::clean_name(&name));
    std::fs::write(&path, text).map_err(DiskError::from)?;
    Ok(path)
}

fn downloads<R: Runtime>(app: &AppHandle<R>) -> PathBuf {
    app.path().download_dir().or_else(|_| app.path().home_dir()).unwrap_or_else(|_| std::env::temp_dir())
}

/// Opens a file with the system's own program for it.
#[tauri::command]
pub async fn open_file(api: State<'_, Arc<Api>>, key: String, name: String) -> Result<(), ApiError> {
    let path = files::copy_to_open(&api, &key, &name).await?;
    if let Err(problem) = open::that_detached(&path) {
        warn!("Could not open a file: {problem}");
    }
    Ok(())
}

/// A path that nothing lies at: `scan.pdf`, `scan (2).pdf`, …
fn free_path(folder: &Path, name: &str) -> PathBuf {
    let (stem, end) = match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => (stem, format!(".{extension}")),
        Some(_) | None => (name, String::new()),
    };
    let numbered = (2..).map(|number| folder.join(format!("{stem} ({number}){end}")));
    let mut paths = std::iter::once(folder.join(name)).chain(numbered);
    paths.find(|path| !path.exists()).unwrap_or_else(|| folder.join(name))
}
