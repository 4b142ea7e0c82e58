//! What customers do by themselves: deliver what they wrote before, answer, and write now and then.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::{Customer, choice, compose, deliver};
use crate::simulator::world::{Sent, World};

/// Delivers what stands unanswered, then lets everyone live on.
pub(in crate::simulator) async fn open(world: &Arc<World>) {
    let opening = world.with(|state| std::mem::take(&mut state.opening));
    let answers: Vec<_> = opening.iter().map(|message| deliver(world, message)).collect();
    let _ = tokio::time::timeout(Duration::from_secs(2), futures::future::join_all(answers)).await;
    begin_to_live(world);
}

/// The same, but each message is delivered when the clock shows the time at which it was written: the clock is set back,
/// walks through the last days in a moment, and ends in the present. Nothing has come late, then.
pub(in crate::simulator) async fn relive(world: &Arc<World>) {
    let (present, started) = (world.clock.now(), Instant::now());
    let mut opening = world.with(|state| std::mem::take(&mut state.opening));
    opening.sort_by_key(|message| message.at);
    for message in &opening {
        world.clock.advance(message.at - world.clock.now());
        let _ = tokio::time::timeout(Duration::from_secs(1), deliver(world, message)).await;
    }
    let passed = chrono::Duration::from_std(started.elapsed()).unwrap_or_default();
    world.clock.advance(present + passed - world.clock.now());
    begin_to_live(world);
}

fn begin_to_live(world: &Arc<World>) {
    if !world.with(|state| std::mem::replace(&mut state.alive, true)) {
        world.spawn(live(Arc::clone(world)));
    }
}

/// Every half minute or so somebody writes. A faster clock makes it livelier, but gently: at sixty times the speed it
/// is about every twelve seconds, and never a flood.
async fn live(world: Arc<World>) {
    loop {
        let haste = world.clock.factor().max(1.0).powf(0.25);
        let seconds = world.random(|rng| rng.u64(20..=45)) as f64 / haste;
        world.wait_at_least(Duration::from_secs_f64(seconds), Duration::from_millis(250)).await;
        write_unasked(&world);
    }
}

fn write_unasked(world: &Arc<World>) {
    let writers: Vec<Customer> = world.with(|state| {
        let mine =
            |customer: &&Customer| customer.manner.writes && !customer.thinking && !customer.blocked && state.answers;
        state.people.all().iter().filter(mine).cloned().collect()
    });
    let Some(writer) = world.random(|rng| rng.choice(&writers).cloned()) else { return };
    let content = choice::unasked(world, &writer);
    let message = compose(world, writer.id, world.clock.now(), content);
    drop(deliver(world, &message));
}

/// Lets a customer think about a message that arrived, and answer it if they are so minded.
pub(in crate::simulator) async fn answer(world: &Arc<World>, sent: &Sent) {
    let Some(customer) = sent.customer.and_then(|id| start_thinking(world, id)) else { return };
    world.pause(3000, 8000).await;
    let content = choice::answer(world, &customer, sent);
    world.with(|state| {
        if let Some(customer) = state.people.get_mut(customer.id) {
            customer.thinking = false;
        }
    });
    let message = compose(world, customer.id, world.clock.now(), content);
    drop(deliver(world, &message));
}

fn start_thinking(world: &World, id: usize) -> Option<Customer> {
    world.with(|state| {
        let everyone = state.answers;
        let customer = state.people.get_mut(id).filter(|customer| customer.manner.answers && !customer.thinking)?;
        customer.thinking = everyone;
        everyone.then(|| customer.clone())
    })
}
