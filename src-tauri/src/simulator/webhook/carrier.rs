//! Carries one webhook to the business. Any answer but 200 is tried again with growing pauses for seven days of the
//! clock, then given up.

use std::time::{Duration, Instant};

use super::post::Letter;
use super::record::{Attempt, Outcome, amend};
use crate::simulator::world::World;

const FIRST_PAUSE: Duration = Duration::from_secs(1);
/// However short delays are made: a business that is away is not flooded.
const SHORTEST_PAUSE: Duration = Duration::from_millis(20);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);
const GIVE_UP_AFTER_DAYS: i64 = 7;

pub(super) async fn carry(world: &World, mut letter: Letter) {
    tokio::time::sleep_until(letter.not_before).await;
    let mut pause = FIRST_PAUSE;
    loop {
        let mut nudged = world.nudge.subscribe();
        let outcome = attempt(world, &mut letter).await;
        if outcome != Outcome::Waiting {
            world.with(|state| state.blocked.remove(&letter.lane));
            return;
        }
        tokio::select! {
            () = world.wait_at_least(pause, SHORTEST_PAUSE) => {}
            _ = nudged.changed() => {}
        }
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

async fn attempt(world: &World, letter: &mut Letter) -> Outcome {
    let (target, subscribed) = world.with(|state| (state.callbacks.target(&letter.field), state.callbacks.subscribed));
    let began = Instant::now();
    let status = match target {
        Some(url) if subscribed => post(world, &url, letter).await,
        Some(_) | None => None,
    };
    let took_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    let too_old = world.clock.now() - letter.at > chrono::Duration::days(GIVE_UP_AFTER_DAYS);
    let outcome = match status {
        Some(200) => Outcome::Delivered,
        Some(_) | None if !subscribed || too_old => Outcome::Dropped,
        Some(_) | None => Outcome::Waiting,
    };
    amend(world, letter.id, |delivery| {
        delivery.attempts.push(Attempt { status, took_ms });
        delivery.outcome = outcome;
    });
    if outcome == Outcome::Waiting {
        world.with(|state| state.blocked.insert(letter.lane.clone()));
    }
    if let Some(answer) = letter.answer.take() {
        let _ = answer.send(status);
    }
    outcome
}

async fn post(world: &World, url: &str, letter: &Letter) -> Option<u16> {
    let request = world
        .http
        .post(url)
        .header("content-type", "application/json")
        .header("x-hub-signature-256", &letter.signature)
        .body(letter.body.clone());
    match request.send().await {
        Ok(answer) => {
            let status = answer.status().as_u16();
            // Read to the end, or the connection cannot be used again.
            let _ = answer.bytes().await;
            Some(status)
        }
        Err(error) => {
            tracing::debug!(%error, "A webhook of the simulator had no answer");
            None
        }
    }
}
