//! Putting a message into the outbox: the first two of the three times at which the window is checked.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::domain::content::{Content, Context};
use crate::domain::event::{Actor, MessageQueued, NewEvent, RetryRequested, SendFailed};
use crate::domain::failure::{Failure, FailureCode};
use crate::domain::ids::{ChannelId, ConversationId, MessageId};
use crate::domain::person::Identity;
use crate::domain::status::MessageStatus;
use crate::domain::template::Obstacle;
use crate::log::{self, Log, NotAppended};
use crate::projection::{self, queued_event_id};
use crate::provider::Retry;
use crate::provider::meta::errors;
use crate::store::tables::message::MessageRow;
use crate::store::tables::outside::Counted;
use crate::store::tables::{contact, conversation, message, outbox};
use crate::store::{DbResult, ReadTx};

use super::allowed::{Asked, obstacle};

/// How long a message may be unknown before a person may send it again: Meta's statuses come within seconds.
const UNKNOWN_BEFORE_RETRY: chrono::Duration = chrono::Duration::minutes(2);
/// More than this many messages waiting for one person are a mistake of a program.
const MOST_FOR_ONE_PERSON: i64 = 100;
/// More than this many messages waiting in all are a mistake of a program.
const MOST_IN_ALL: i64 = 20_000;

/// Why a message was not queued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QueueRefusal {
    /// Only templates may be sent.
    #[error("the 24-hour window is closed")]
    WindowClosed,
    /// The person is blocked on this channel.
    #[error("the customer is blocked")]
    Blocked,
    /// The person does not want marketing messages.
    #[error("the customer does not want marketing messages")]
    MarketingStopped,
    /// Marketing templates do not reach numbers of the United States.
    #[error("marketing messages do not reach numbers of the United States")]
    MarketingToUs,
    /// The provider does not send the template at present.
    #[error("the template cannot be sent")]
    TemplateRefused(Obstacle),
    /// The person had as many templates within an hour as the settings allow.
    #[error("this person had enough templates until {again_at}")]
    TooManyTemplates {
        /// From when on one more may be sent.
        again_at: DateTime<Utc>,
    },
    /// As many people were written to within a day, outside their windows, as the provider allows.
    #[error("the limit of {people} people a day is reached")]
    PortfolioLimit {
        /// How many.
        people: i64,
    },
    /// The message was handed over already, or is not ours.
    #[error("the message cannot be taken back")]
    NotCancellable,
    /// There is no such message.
    #[error("no such message")]
    NotFound,
    /// The message is not in a state in which it may be sent again.
    #[error("the message cannot be sent again")]
    NotRetryable,
    /// Too many messages wait for this person already.
    #[error("too many messages wait for this person")]
    TooManyForOnePerson,
    /// Too many messages wait already.
    #[error("too many messages wait")]
    Full,
}

/// A message that somebody wants sent.
#[derive(Clone, Debug)]
pub struct Wish {
    /// From which number.
    pub channel: ChannelId,
    /// The scope in which `to.user_id` is unique.
    pub scope: String,
    /// To whom.
    pub to: Identity,
    /// What to say.
    pub content: Content,
    /// What it answers.
    pub context: Context,
    /// Made by whoever wishes: the same one twice is one message.
    pub client_id: Uuid,
}

/// Puts a message into the outbox and gives its number. Wished for twice, it is queued once.
///
/// # Errors
/// Why it may not be queued, or what the database objects to.
pub async fn queue_message(
    log: &dyn Log,
    wish: Wish,
    actor: Actor,
    now: DateTime<Utc>,
) -> Result<MessageId, NotAppended<QueueRefusal>> {
    let appended = log::append_if(log, move |tx| Ok(queued(tx, wish, actor, now)?.map(|event| vec![event])));
    let appended = appended.await?;
    let Some(first) = appended.first() else { return Err(NotAppended::Refused(QueueRefusal::NotFound)) };
    Ok(MessageId(first.seq.0))
}

/// The event that puts a message into the outbox, if it may be put there now: for whoever has more to append in the same
/// step.
///
/// # Errors
/// What the database objects to; in the answer, why it may not be queued.
pub fn queued(tx: &ReadTx, wish: Wish, actor: Actor, now: DateTime<Utc>) -> DbResult<Result<NewEvent, QueueRefusal>> {
    let client_id = wish.client_id.to_string();
    let id = queued_event_id(&client_id);
    // Decided already: the answer to a repeated wish is the first message, whatever the window is by now.
    if crate::store::tables::log::find(tx, &id)?.is_none()
        && let Err(refusal) = may_queue(tx, &wish, now)?
    {
        return Ok(Err(refusal));
    }
    let Wish { channel, scope, to, content, context, client_id: _ } = wish;
    let event = MessageQueued { channel, to, scope, client_id, content, context }.into();
    Ok(Ok(NewEvent { id, actor, at: now, event }))
}

fn may_queue(tx: &ReadTx, wish: &Wish, now: DateTime<Utc>) -> DbResult<Result<(), QueueRefusal>> {
    let person = projection::find_contact(tx, &wish.scope, &wish.to)?;
    let thread = match person {
        Some(person) => conversation::of_contact(tx, person, &wish.channel)?,
        None => None,
    };
    let open = thread.as_ref().is_some_and(|thread| thread.window().is_open(now));
    let Wish { channel, to, content, .. } = wish;
    let counted = Counted::Wished;
    if let Some(obstacle) = obstacle(tx, &Asked { channel, person, to, content, open, message: None, counted }, now)? {
        return Ok(Err(obstacle));
    }
    if let Some(thread) = &thread
        && outbox::length_of_conversation(tx, thread.id)? >= MOST_FOR_ONE_PERSON
    {
        return Ok(Err(QueueRefusal::TooManyForOnePerson));
    }
    if outbox::length(tx)? >= MOST_IN_ALL {
        return Ok(Err(QueueRefusal::Full));
    }
    Ok(Ok(()))
}

/// Takes a message back that has not been handed over.
///
/// # Errors
/// [`QueueRefusal::NotCancellable`] when it is too late, or what the database objects to.
pub async fn cancel(
    log: &dyn Log,
    id: MessageId,
    actor: Actor,
    now: DateTime<Utc>,
) -> Result<(), NotAppended<QueueRefusal>> {
    let decided = log::append_if(log, move |tx| {
        if outbox::by_message(tx, id)?.is_none_or(|entry| entry.sending) {
            return Ok(Err(QueueRefusal::NotCancellable));
        }
        let event = SendFailed { message: id, failure: Failure::of(FailureCode::Cancelled) }.into();
        Ok(Ok(vec![NewEvent { id: format!("cancel:{}", Uuid::now_v7()), actor, at: now, event }]))
    });
    decided.await.map(drop)
}

/// Puts a failed message into the outbox again; an unknown one only after its statuses had time to come.
///
/// # Errors
/// Why it may not be sent again, or what the database objects to.
pub async fn request_retry(
    log: &dyn Log,
    id: MessageId,
    actor: Actor,
    now: DateTime<Utc>,
) -> Result<(), NotAppended<QueueRefusal>> {
    let decided = log::append_if(log, move |tx| {
        let Some(row) = message::by_id(tx, id)? else { return Ok(Err(QueueRefusal::NotFound)) };
        let Some(thread) = conversation::by_id(tx, row.conversation)? else { return Ok(Err(QueueRefusal::NotFound)) };
        if !can_retry(&row, now) {
            return Ok(Err(QueueRefusal::NotRetryable));
        }
        let (channel, open, content) = (&thread.channel, thread.window().is_open(now), &row.content);
        let (person, message, counted) = (Some(thread.contact), Some(id), Counted::Wished);
        let Some((_, to)) = recipient(tx, thread.id)? else { return Ok(Err(QueueRefusal::NotFound)) };
        let asked = Asked { channel, person, to: &to, content, open, message, counted };
        if let Some(obstacle) = obstacle(tx, &asked, now)? {
            return Ok(Err(obstacle));
        }
        let event = RetryRequested { message: id }.into();
        Ok(Ok(vec![NewEvent { id: format!("retry:{}", Uuid::now_v7()), actor, at: now, event }]))
    });
    decided.await.map(drop)
}

/// Whether a person may send this message again. Not what never succeeds unchanged; what needs a template does so
/// unless the window has opened again, which is checked when it is asked for.
pub fn can_retry(row: &MessageRow, now: DateTime<Utc>) -> bool {
    match row.status {
        Some(MessageStatus::Failed) => {
            row.failure.as_ref().is_none_or(|failure| errors::explain(failure.code).retry != Retry::Never)
        }
        Some(MessageStatus::Unknown) => now - row.at > UNKNOWN_BEFORE_RETRY,
        _ => false,
    }
}

/// From which number and to whom a message in a thread goes: to where the customer wrote from last, or else to what is
/// known of them.
///
/// # Errors
/// What the database objects to.
pub fn recipient(tx: &ReadTx, id: ConversationId) -> DbResult<Option<(ChannelId, Identity)>> {
    let Some(thread) = conversation::by_id(tx, id)? else { return Ok(None) };
    let thread = conversation::shown(tx, thread)?;
    if !thread.to.is_empty() {
        return Ok(Some((thread.channel, thread.to)));
    }
    let Some(person) = contact::by_id(tx, thread.owner)? else { return Ok(None) };
    let to = Identity { wa_id: person.wa_id, user_id: person.user_id, parent_user_id: None };
    Ok(Some((thread.channel, to)))
}
