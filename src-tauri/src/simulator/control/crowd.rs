//! Many new customers at once.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Refused;
use super::customers::{Newcomer, before, join, wait};
use crate::simulator::customers::lines::Occasion;
use crate::simulator::customers::{Inbound, Trade, compose, content, deliver_all};
use crate::simulator::webhook::Lane;
use crate::simulator::world::World;

const PATIENCE: Duration = Duration::from_secs(600);
/// How many webhooks of a crowd are on their way at a time.
const LANES: usize = 8;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Crowd {
    count: usize,
    #[serde(default = "fifty")]
    per_post: usize,
    /// The newest wrote now, the oldest this many seconds ago.
    #[serde(default)]
    spread_seconds: i64,
    language: Option<String>,
    #[serde(default)]
    answers: bool,
}

fn fifty() -> usize {
    50
}

/// Many new customers with a first message each, several in one webhook. Waits until all were taken.
pub(super) async fn crowd(State(world): State<Arc<World>>, Json(crowd): Json<Crowd>) -> Result<Json<Value>, Refused> {
    if !(1..=50_000).contains(&crowd.count) || !(1..=1000).contains(&crowd.per_post) {
        return Err(Refused::bad("count may be 1 to 50000, per_post 1 to 1000"));
    }
    let messages = gather(&world, &crowd)?;
    let bundles = messages.chunks(crowd.per_post).enumerate();
    let posts = bundles.map(|(n, bundle)| {
        let lane = Lane::Nobody(format!("crowd {}", n % LANES));
        wait(deliver_all(&world, lane, bundle), PATIENCE)
    });
    let posts = futures::future::join_all(posts).await;
    let failed = posts.iter().filter(|status| **status != Some(200)).count();
    Ok(Json(json!({"customers": messages.len(), "posts": posts.len(), "failed": failed})))
}

fn gather(world: &World, crowd: &Crowd) -> Result<Vec<Inbound>, Refused> {
    let languages = ["en", "es", "pt_BR", "hi", "ar", "de", "zh"];
    let count = i64::try_from(crowd.count).unwrap_or(i64::MAX);
    let mut messages = Vec::new();
    for number in 0..count {
        let any = world.random(|rng| rng.choice(languages)).unwrap_or("en");
        let language = crowd.language.clone().unwrap_or_else(|| any.to_owned());
        let line = world.random(|rng| world.phrases.line(rng, &language, Trade::Clinic, Occasion::Unasked));
        let newcomer = Newcomer {
            name: Some(format!("Customer {}", number + 1)),
            language: Some(language),
            shop: number % 2 == 1,
            answers: crowd.answers,
            ..Newcomer::default()
        };
        let id = join(world, newcomer)?;
        let ago = crowd.spread_seconds * (count - 1 - number) / count;
        messages.push(compose(world, id, before(world, Some(ago)), content::text(&line)));
    }
    Ok(messages)
}
