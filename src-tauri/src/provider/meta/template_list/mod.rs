//! The templates of an account, page by page.

mod read;

use serde::Deserialize;
use serde_json::Value;

use crate::domain::template::Template;
use crate::provider::CallError;

use super::http::{Graph, call};
use read::read;

const FIELDS: &str = "id,name,language,status,category,sub_category,correct_category,components,parameter_format,\
                      quality_score,rejected_reason,library_template_name,message_send_ttl_seconds";
const PAGE: &str = "100";
/// The largest account has 6,000 templates; more pages than this is a circle.
const MOST_PAGES: usize = 200;

#[derive(Deserialize)]
struct Page {
    data: Vec<Value>,
    #[serde(default)]
    paging: Option<Paging>,
}

#[derive(Deserialize)]
struct Paging {
    #[serde(default)]
    cursors: Option<Cursors>,
    #[serde(default)]
    next: Option<String>,
}

#[derive(Deserialize)]
struct Cursors {
    #[serde(default)]
    after: Option<String>,
}

/// Reads all pages. A short page is not the end; only a missing `next` is.
pub(super) async fn fetch_all(graph: &Graph) -> Result<Vec<Template>, CallError> {
    let path = format!("{}/message_templates", graph.account().waba_id);
    let mut templates = Vec::new();
    let mut after: Option<String> = None;
    for _ in 0..MOST_PAGES {
        let mut query = vec![("fields", FIELDS), ("limit", PAGE)];
        if let Some(after) = &after {
            query.push(("after", after));
        }
        let page: Page = call(graph.get(&path, &query)).await?;
        templates.extend(page.data.into_iter().filter_map(read));
        let Some(paging) = page.paging.filter(|paging| paging.next.is_some()) else { return Ok(templates) };
        after = paging.cursors.and_then(|cursors| cursors.after);
        if after.is_none() {
            return Ok(templates);
        }
    }
    Err(CallError::AnswerLost("the list of templates does not end".to_owned()))
}
