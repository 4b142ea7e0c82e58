//! What happened in a stretch of time. Each table is read once, whatever is counted from it.

use chrono::{DateTime, Utc};

use crate::api::types::{FailureFigures, TemplateFigures};
use crate::store::tables::figures::{self, Resolution, Scope, Sent, Wait};
use crate::store::{DbResult, ReadTx};

use super::breakdown;

/// What the figures are counted from.
pub(super) struct Facts {
    /// Whose doing is asked for: an actor's stored form; nobody in particular without.
    pub author: Option<String>,
    /// How many messages customers wrote, by quarters of an hour.
    pub received: Vec<(DateTime<Utc>, i64)>,
    /// How many messages went out.
    pub sent: Vec<Sent>,
    /// How long customers waited, whoever answered them.
    pub waits: Vec<Wait>,
    /// What work was ended, by whomever.
    pub resolutions: Vec<Resolution>,
    /// What became of templates.
    pub templates: Vec<TemplateFigures>,
    /// Why messages failed.
    pub failures: Vec<FailureFigures>,
}

impl Facts {
    pub(super) fn read(tx: &ReadTx, scope: &Scope) -> DbResult<Facts> {
        Ok(Facts {
            author: scope.author.clone(),
            received: figures::received(tx, scope)?,
            sent: figures::sent(tx, scope)?,
            waits: figures::waits(tx, scope)?,
            resolutions: figures::resolutions(tx, scope)?,
            templates: breakdown::templates(tx, scope)?,
            failures: breakdown::failures(tx, scope)?,
        })
    }

    /// When the first of what is counted began: work that was ended in a time may have begun long before.
    pub(super) fn begin(&self) -> Option<DateTime<Utc>> {
        let asked = self.waits.iter().map(|wait| wait.asked_at);
        asked.chain(self.resolutions.iter().map(|work| work.opened_at)).min()
    }

    /// Whether it is their doing that is asked for.
    pub(super) fn is_asked_for(&self, who: &str) -> bool {
        self.author.as_deref().is_none_or(|author| author == who)
    }
}
