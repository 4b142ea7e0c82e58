//! Who answered, how fast, and what they ended.

use std::collections::BTreeMap;

use crate::api::types::{AgentFigures, AgentKind, Spent};
use crate::domain::event::Actor;
use crate::store::tables::figures::{self, Resolution, Scope, Wait};
use crate::store::{DbResult, ReadTx};

use super::spent::{self, Offices};

/// How long customers waited for the first answer to what they came for.
pub(super) fn first_response(waits: &[Wait], offices: &Offices) -> Spent {
    spent_on(waits.iter(), offices)
}

fn spent_on<'a>(waits: impl Iterator<Item = &'a Wait>, offices: &Offices) -> Spent {
    let answered = waits.filter(|wait| wait.first).filter_map(|wait| {
        let (at, _) = wait.answered.as_ref()?;
        Some((&wait.channel, wait.asked_at, *at))
    });
    spent::of(answered, offices)
}

/// How long it took from the beginning of a piece of work to its end.
pub(super) fn resolution(ended: &[Resolution], offices: &Offices) -> Spent {
    spent::of(ended.iter().map(|work| (&work.channel, work.opened_at, work.resolved_at)), offices)
}

/// Everybody who sent, answered or ended something, the busiest first.
pub(super) fn agents(tx: &ReadTx, scope: &Scope, offices: &Offices) -> DbResult<Vec<AgentFigures>> {
    let everybody = scope.of_everybody();
    let mut agents = BTreeMap::<String, AgentFigures>::new();
    for (author, sent) in figures::authors(tx, &everybody)? {
        agents.entry(author.clone()).or_insert_with(|| agent(&author)).sent = sent;
    }
    let mut answered = BTreeMap::<String, Vec<Wait>>::new();
    for wait in figures::waits(tx, &everybody)? {
        if let Some((_, by)) = &wait.answered {
            answered.entry(by.clone()).or_default().push(wait);
        }
    }
    for (by, waits) in answered {
        agents.entry(by.clone()).or_insert_with(|| agent(&by)).first_response = spent_on(waits.iter(), offices);
    }
    for work in figures::resolutions(tx, &everybody)? {
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
