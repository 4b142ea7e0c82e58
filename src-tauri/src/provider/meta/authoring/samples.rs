//! Sample files: handed over in the name of the app, in two steps (Meta, "Resumable Upload API").

use secrecy::ExposeSecret as _;
use serde::Deserialize;
use serde_json::json;

use crate::provider::{CallError, SampleError, Upload};

use super::super::http::{Graph, call};
use super::super::media::{FileClient, upload_bytes};

/// Hands a sample over; gives its handle. A broken upload is begun anew: samples are small, and an unused session costs
/// nothing.
pub(in crate::provider::meta) async fn upload_sample(
    files: &FileClient,
    graph: &Graph,
    upload: Upload,
) -> Result<String, SampleError> {
    #[derive(Deserialize)]
    struct Session {
        id: String,
    }
    #[derive(Deserialize)]
    struct Handle {
        h: String,
    }
    let app = app_id(graph).await?;
    let length = upload.bytes.to_string();
    let query = [("file_name", upload.name.as_str()), ("file_length", &length), ("file_type", &upload.mime_type)];
    let path = format!("{app}/uploads?{}", encoded(&query));
    let session: Session = call(graph.post(&path, &json!({}))).await?;
    let handle: Handle = upload_bytes(files, graph, &session.id, upload).await?;
    Ok(handle.h)
}

/// The app as the configuration names it, or else as Meta says whose token ours is.
async fn app_id(graph: &Graph) -> Result<String, SampleError> {
    #[derive(Deserialize)]
    struct Answer {
        data: Token,
    }
    #[derive(Deserialize)]
    struct Token {
        #[serde(default)]
        app_id: Option<String>,
    }
    if let Some(app_id) = &graph.account().app_id {
        return Ok(app_id.clone());
    }
    let token = [("input_token", graph.account().access_token.expose_secret())];
    match call::<Answer>(graph.get("debug_token", &token)).await {
        Ok(answer) => answer.data.app_id.ok_or(SampleError::NoApp),
        // Only tokens of an app's developers may ask this.
        Err(CallError::Refused(_)) => Err(SampleError::NoApp),
        Err(problem) => Err(problem.into()),
    }
}

fn encoded(query: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish()
}
