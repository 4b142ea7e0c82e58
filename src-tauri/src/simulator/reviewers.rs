//! Those who judge templates: what they have been given, what they remember, and when they have made up their minds.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use super::fields::{self, Wish};
use super::webhook::{self, Kind, Parcel};
use super::world::World;

/// How often a waiting review looks at the clock, which may run at any speed.
const LOOK: Duration = Duration::from_millis(50);
const HOUR: TimeDelta = TimeDelta::hours(1);
const DAY: TimeDelta = TimeDelta::hours(24);
const MONTH: TimeDelta = TimeDelta::days(30);
/// How long a template waits after it was paused for pacing.
const PACING: TimeDelta = TimeDelta::minutes(5);

const PER_HOUR: usize = 100;
const EDITS_PER_DAY: usize = 1;
const EDITS_PER_MONTH: usize = 10;
/// What a verified business with an approved name may have.
const TEMPLATES: usize = 6000;

/// Their memory and their habits.
#[derive(Debug)]
pub(super) struct Reviewers {
    /// How long a review takes, on the simulated clock.
    pub time: TimeDelta,
    /// The same outcome for all; without it the name decides.
    pub outcome: Option<String>,
    /// Why templates are rejected.
    pub reason: String,
    /// How many templates the account may have.
    pub limit: usize,
    /// Sample files on their way, by the id of their session.
    pub sessions: BTreeMap<String, Session>,
    /// The handles of samples that are here.
    pub handles: Vec<String>,
    created: Vec<DateTime<Utc>>,
    edited: HashMap<String, Vec<DateTime<Utc>>>,
    /// When the name of an approved template was deleted.
    deleted: HashMap<String, DateTime<Utc>>,
    paused: HashMap<String, (bool, DateTime<Utc>)>,
    /// Counts up with each time that a template is given to them: an edited one is judged once, as it is then.
    turns: HashMap<String, u64>,
}

/// A sample file on its way.
#[derive(Clone, Debug)]
pub(super) struct Session {
    pub length: usize,
    pub taken: usize,
}

impl Default for Reviewers {
    fn default() -> Self {
        Reviewers {
            time: TimeDelta::seconds(120),
            outcome: None,
            reason: "INVALID_FORMAT".to_owned(),
            limit: TEMPLATES,
            sessions: BTreeMap::new(),
            handles: Vec::new(),
            created: Vec::new(),
            edited: HashMap::new(),
            deleted: HashMap::new(),
            paused: HashMap::new(),
            turns: HashMap::new(),
        }
    }
}

impl Reviewers {
    /// Counts a creation, if there may be one more in this hour.
    pub fn may_create(&mut self, now: DateTime<Utc>) -> bool {
        self.created.retain(|at| now - *at < HOUR);
        let may = self.created.len() < PER_HOUR;
        if may {
            self.created.push(now);
        }
        may
    }

    /// Counts an edit of an approved template, if there may be one more today and in thirty days.
    pub fn may_edit(&mut self, id: &str, now: DateTime<Utc>) -> bool {
        let edits = self.edited.entry(id.to_owned()).or_default();
        edits.retain(|at| now - *at < MONTH);
        let today = edits.iter().filter(|at| now - **at < DAY).count();
        let may = today < EDITS_PER_DAY && edits.len() < EDITS_PER_MONTH;
        if may {
            edits.push(now);
        }
        may
    }

    pub fn is_blocked(&self, name: &str, now: DateTime<Utc>) -> bool {
        self.deleted.get(name).is_some_and(|at| now - *at < MONTH)
    }

    pub fn block(&mut self, name: &str, now: DateTime<Utc>) {
        self.deleted.insert(name.to_owned(), now);
    }

    pub fn paused(&mut self, id: &str, pacing: bool, now: DateTime<Utc>) {
        self.paused.insert(id.to_owned(), (pacing, now));
    }

    /// Why a paused template stays paused, if it does.
    pub fn stays_paused(&self, id: &str, now: DateTime<Utc>) -> Option<&'static str> {
        match self.paused.get(id) {
            Some((true, at)) if now - *at >= PACING => None,
            Some((true, _)) => Some("The template was paused less than five minutes ago."),
            Some((false, _)) | None => Some("The template was paused for its quality and unpauses by itself."),
        }
    }

    fn verdict(&self, name: &str) -> &'static str {
        let rejected = self.outcome.as_deref().map_or_else(|| name.contains("reject"), |outcome| outcome == "REJECTED");
        if rejected { "REJECTED" } else { "APPROVED" }
    }

    fn next_turn(&mut self, id: &str) -> u64 {
        let turn = self.turns.entry(id.to_owned()).or_default();
        *turn += 1;
        *turn
    }
}

/// Gives a template to them; they tell by webhook when they have judged it.
pub(super) fn judge(world: &Arc<World>, id: &str, name: &str, language: &str) {
    let (due, turn) = world.with(|state| {
        let turn = state.reviewers.next_turn(id);
        (world.clock.now() + state.reviewers.time, turn)
    });
    let (id, name, language) = (id.to_owned(), name.to_owned(), language.to_owned());
    let there = Arc::clone(world);
    world.spawn(async move {
        while there.clock.now() < due {
            tokio::time::sleep(LOOK).await;
        }
        if there.with(|state| state.reviewers.turns.get(&id) != Some(&turn)) {
            return;
        }
        let (event, reason) = there.with(|state| (state.reviewers.verdict(&name), state.reviewers.reason.clone()));
        tell(&there, event, &name, &language, Some(reason).filter(|_| event == "REJECTED"));
    });
}

/// What became of a template. One that was deleted meanwhile is not spoken of.
pub(super) fn tell(world: &Arc<World>, event: &str, name: &str, language: &str, text: Option<String>) {
    const FIELD: &str = "message_template_status_update";
    let wish = Wish {
        event: Some(event.to_owned()),
        name: Some(name.to_owned()),
        language: Some(language.to_owned()),
        text,
        ..Wish::default()
    };
    let Ok(example) = fields::example(world, FIELD, &wish) else { return };
    for value in example.values {
        let lane = example.lane.clone();
        webhook::send(world, Parcel { lane, kind: Kind::Other, field: FIELD.to_owned(), value, answer: None });
    }
}
