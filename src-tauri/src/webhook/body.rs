//! Reading a body that may be too large.

use axum::body::{Body, Bytes};
use axum::http::StatusCode;
use futures::StreamExt as _;

/// Meta's deliveries have at most 3 MB; beyond this nothing is kept.
const MOST_KEPT: usize = 4 * 1024 * 1024;
/// What is too large is read on, and thrown away, up to here: a sender that is cut off in the middle of its body sees a
/// broken connection instead of the answer that says why.
const MOST_READ: usize = 32 * 1024 * 1024;

/// The whole body.
///
/// # Errors
/// 413 when it is too large, 400 when it ends early.
pub(super) async fn read(body: Body) -> Result<Bytes, StatusCode> {
    let mut chunks = body.into_data_stream();
    let mut kept = Vec::new();
    let mut length = 0;
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| StatusCode::BAD_REQUEST)?;
        length += chunk.len();
        if length > MOST_READ {
            break;
        }
        if length <= MOST_KEPT {
            kept.extend_from_slice(&chunk);
        } else {
            kept = Vec::new();
        }
    }
    if length <= MOST_KEPT { Ok(Bytes::from(kept)) } else { Err(StatusCode::PAYLOAD_TOO_LARGE) }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn length_of(size: usize) -> Result<usize, StatusCode> {
        read(Body::from(vec![b' '; size])).await.map(|bytes| bytes.len())
    }

    #[tokio::test]
    async fn four_megabytes_are_kept_and_not_a_byte_more() {
        assert_eq!(length_of(0).await, Ok(0));
        assert_eq!(length_of(MOST_KEPT).await, Ok(MOST_KEPT));
        assert_eq!(length_of(MOST_KEPT + 1).await, Err(StatusCode::PAYLOAD_TOO_LARGE));
        assert_eq!(length_of(MOST_READ + 1).await, Err(StatusCode::PAYLOAD_TOO_LARGE));
    }
}
