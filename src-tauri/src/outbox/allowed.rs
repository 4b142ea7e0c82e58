//! Whether a person may be written to now: asked before a message is queued, and again before it is handed over.
//!
//! The provider refuses some of it too, but only after the message seemed to be on its way, and some refusals lower the
//! number's quality. So what is known to be refused never leaves, and says what to do instead.

use chrono::{DateTime, Duration, Utc};

use crate::domain::content::{Content, TemplateMessage};
use crate::domain::failure::FailureCode;
use crate::domain::ids::{ChannelId, ContactId, MessageId};
use crate::domain::person::Identity;
use crate::settings;
use crate::store::tables::outside::{self, Counted};
use crate::store::tables::{channel as channel_table, contact, template};
use crate::store::{DbResult, ReadTx};

use super::queue::QueueRefusal;

/// A message, and to whom it would go.
pub(super) struct Asked<'a> {
    /// From which number.
    pub channel: &'a ChannelId,
    /// The person, if they are known here.
    pub person: Option<ContactId>,
    /// Their address.
    pub to: &'a Identity,
    /// What to say.
    pub content: &'a Content,
    /// Whether their window is open.
    pub open: bool,
    /// The message itself, if it is in the thread already.
    pub message: Option<MessageId>,
    /// Which other messages count against the limits.
    pub counted: Counted,
}

/// What forbids it, if anything does.
pub(super) fn obstacle(tx: &ReadTx, asked: &Asked<'_>, now: DateTime<Utc>) -> DbResult<Option<QueueRefusal>> {
    let known = asked.person.map(|id| contact::by_id(tx, id)).transpose()?.flatten();
    if let Some(person) = &known
        && contact::is_blocked(tx, person.id, asked.channel)?
    {
        return Ok(Some(QueueRefusal::Blocked));
    }
    if let Content::Template(wanted) = asked.content {
        let stopped = known.is_some_and(|person| person.marketing_stopped_at.is_some());
        if let Some(refusal) = template_obstacle(tx, asked, wanted, stopped)? {
            return Ok(Some(refusal));
        }
        return if asked.open { Ok(None) } else { limit_reached(tx, asked, now) };
    }
    Ok((asked.content.needs_open_window() && !asked.open).then_some(QueueRefusal::WindowClosed))
}

fn template_obstacle(
    tx: &ReadTx,
    asked: &Asked<'_>,
    wanted: &TemplateMessage,
    stopped: bool,
) -> DbResult<Option<QueueRefusal>> {
    let known = template::find(tx, asked.channel, &wanted.name, &wanted.language)?;
    if let Some((obstacle, _)) = known.as_ref().and_then(|template| template.refusal()) {
        return Ok(Some(QueueRefusal::TemplateRefused(obstacle)));
    }
    // Its category may have changed since it was filled in.
    let category = known.map_or_else(|| wanted.category.clone(), |template| template.category);
    if category != "MARKETING" {
        return Ok(None);
    }
    if stopped {
        return Ok(Some(QueueRefusal::MarketingStopped));
    }
    Ok(asked.to.is_of_the_united_states().then_some(QueueRefusal::MarketingToUs))
}

/// Our own limit per person, over all our numbers, and the provider's limit of people, which all numbers of a business
/// share (Meta, "Messaging limits"). Neither counts what is written while the window is open.
fn limit_reached(tx: &ReadTx, asked: &Asked<'_>, now: DateTime<Utc>) -> DbResult<Option<QueueRefusal>> {
    let hour = Duration::hours(1);
    if let Some(person) = asked.person {
        let times = outside::times_of_person(tx, person, now - hour, asked.counted, asked.message)?;
        let most = settings::load(tx)?.templates_per_person_per_hour;
        let beyond = times.len().checked_sub(usize::try_from(most).unwrap_or(usize::MAX));
        if let Some(again_at) = beyond.and_then(|index| times.get(index)).map(|at| *at + hour) {
            return Ok(Some(QueueRefusal::TooManyTemplates { again_at }));
        }
    }
    let limit = channel_table::by_id(tx, asked.channel)?.messaging_limit;
    let Some(people) = limit.as_deref().and_then(people_of) else { return Ok(None) };
    let written_to = outside::count_people(tx, now - Duration::days(1), asked.counted, asked.person)?;
    Ok((written_to >= people).then_some(QueueRefusal::PortfolioLimit { people }))
}

/// How many people the provider's word for the limit allows; `None` for no limit, and for a word that is newer than this
/// program.
fn people_of(tier: &str) -> Option<i64> {
    let number = tier.strip_prefix("TIER_")?;
    match number.strip_suffix('K') {
        Some(thousands) => thousands.parse::<i64>().ok().map(|thousands| thousands * 1000),
        None => number.parse().ok(),
    }
}

/// Why a message that waited fails, when it may not go any more.
pub(super) fn failure_of(refusal: QueueRefusal) -> Option<FailureCode> {
    match refusal {
        QueueRefusal::WindowClosed => Some(FailureCode::WindowClosed),
        QueueRefusal::Blocked => Some(FailureCode::Blocked),
        QueueRefusal::MarketingStopped => Some(FailureCode::MarketingStopped),
        QueueRefusal::MarketingToUs => Some(FailureCode::MarketingToUs),
        QueueRefusal::TemplateRefused(_) => Some(FailureCode::TemplateRefused),
        QueueRefusal::TooManyTemplates { .. } => Some(FailureCode::TooManyTemplates),
        QueueRefusal::PortfolioLimit { .. } => Some(FailureCode::PortfolioLimit),
        QueueRefusal::NotCancellable
        | QueueRefusal::NotFound
        | QueueRefusal::NotRetryable
        | QueueRefusal::TooManyForOnePerson
        | QueueRefusal::Full => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_providers_words_for_its_limit_are_read() {
        assert_eq!(people_of("TIER_50"), Some(50));
        assert_eq!(people_of("TIER_250"), Some(250));
        assert_eq!(people_of("TIER_1K"), Some(1_000));
        assert_eq!(people_of("TIER_100K"), Some(100_000));
        assert_eq!(people_of("TIER_UNLIMITED"), None);
        assert_eq!(people_of("OF_2031"), None);
    }
}
