//! Who answered, how fast, and what they ended.

use std::collections::BTreeMap;

use crate::api::types::{AgentFigures, AgentKind, Spent};
use crate::domain::event::Actor;
use crate::store::tables::figures::{self, Scope, Wait};
use crate::store::{DbResult, ReadTx};

use super::facts::Facts;
use super::offices::Working;
use super::spent::{self, Length};

/// How long customers waited for the first answer to what they came for.
pub(super) fn first_response(facts: &Facts, working: &Working) -> Spent {
    let asked_for = first_answers(&facts.waits).filter(|(by, _)| facts.is_asked_for(by));
    spent::of(asked_for.map(|(_, length)| length), working)
}

/// Who was the first to answer, and how long it took them.
fn first_answers(waits: &[Wait]) -> impl Iterator<Item = (&str, Length<'_>)> {
    waits.iter().filter(|wait| wait.first).filter_map(|wait| {
        let (at, by) = wait.answered.as_ref()?;
        Some((by.as_str(), (&wait.channel, wait.asked_at, *at)))
    })
}

/// How long it took from the beginning of a piece of work to its end.
pub(super) fn resolution(facts: &Facts, working: &Working) -> Spent {
    let ended = facts.resolutions.iter().filter(|work| facts.is_asked_for(&work.resolved_by));
    spent::of(ended.map(|work| (&work.channel, work.opened_at, work.resolved_at)), working)
}

/// Everybody who sent, answered or ended something, the busiest first.
pub(super) fn agents(tx: &ReadTx, scope: &Scope, facts: &Facts, working: &Working) -> DbResult<Vec<AgentFigures>> {
    let mut agents = BTreeMap::<String, AgentFigures>::new();
    for (author, sent) in figures::authors(tx, scope)? {
        agents.entry(author.clone()).or_insert_with(|| agent(&author)).sent = sent;
    }
    let mut answered = BTreeMap::<&str, Vec<Length>>::new();
    for (by, length) in first_answers(&facts.waits) {
        answered.entry(by).or_default().push(length);
    }
    for (by, lengths) in answered {
        let times = spent::of(lengths.into_iter(), working);
        agents.entry(by.to_owned()).or_insert_with(|| agent(by)).first_response = times;
    }
    for work in &facts.resolutions {
        agents.entry(work.resolved_by.clone()).or_insert_with(|| agent(&work.resolved_by)).resolved += 1;
    }
    let mut agents: Vec<AgentFigures> = agents.into_values().collect();
    agents.sort_by_key(|agent| std::cmp::Reverse(agent.sent + agent.first_response.count));
    Ok(agents)
}

fn agent(id: &str) -> AgentFigures {
    let (kind, name) = match Actor::from_text(id) {
        Actor::Agent(name) => (AgentKind::Person, name),
        Actor::Api(name) => (AgentKind::Program, name),
        Actor::Rule(name) => (AgentKind::Rule, name),
        Actor::Customer | Actor::Provider | Actor::System => (AgentKind::Phone, String::new()),
    };
    AgentFigures { id: id.to_owned(), name, kind, sent: 0, first_response: Spent::default(), resolved: 0 }
}
