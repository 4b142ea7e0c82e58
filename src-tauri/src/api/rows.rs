//! Rows of the conversation list, with everything that they show.
//!
//! What stands beside the threads of a page is read in a query for the whole page and not in one for each row: the list is
//! read again whenever something happens.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::domain::ids::{ChannelId, ConversationId};
use crate::domain::office::Office;
use crate::domain::window::{Absence, SERVICE_WINDOW, WindowState};
use crate::store::tables::conversation::ConversationRow;
use crate::store::tables::conversation_list::{LastMessage, ListRow};
use crate::store::tables::message::{self, MessageRow};
use crate::store::tables::{absence, office, scheduled};
use crate::store::{DbResult, ReadTx};

use super::types::{Conversation, Preview, Unheard, WhileAway, WindowInfo};
use super::view::{self, Seen, millis};

const PREVIEW_CHARS: usize = 160;

/// Rows, in their order.
pub(super) fn all(tx: &ReadTx, rows: Vec<ListRow>, now: DateTime<Utc>) -> DbResult<Vec<Conversation>> {
    let seen = Seen::at(tx, now)?;
    let beside = Beside::read(tx, &rows, now)?;
    Ok(rows.into_iter().map(|row| conversation(row, &beside, seen)).collect())
}

/// What stands beside the threads of a page.
struct Beside {
    /// When the next message of a thread is to go out.
    scheduled: BTreeMap<ConversationId, DateTime<Utc>>,
    /// The hours that somebody has set.
    offices: BTreeMap<ChannelId, Office>,
    /// The times in which nothing could come in, the latest first.
    absences: Vec<Absence>,
    /// What reactions are on, by the provider's id.
    about: BTreeMap<String, MessageRow>,
}

impl Beside {
    fn read(tx: &ReadTx, rows: &[ListRow], now: DateTime<Utc>) -> DbResult<Beside> {
        let threads: Vec<ConversationId> = rows.iter().map(|row| row.conversation.id).collect();
        let about: Vec<&str> =
            rows.iter().filter_map(|row| row.last_message.as_ref().and_then(|last| last.content.about())).collect();
        Ok(Beside {
            scheduled: scheduled::next_of_conversations(tx, &threads)?,
            offices: office::all(tx)?.into_iter().collect(),
            absences: absence::since(tx, now - SERVICE_WINDOW)?,
            about: message::by_provider_ids(tx, &about)?,
        })
    }

    /// The time around the end of an open window in which the office is closed. Only hours that somebody has set count.
    fn while_away(&self, row: &ConversationRow, now: DateTime<Utc>) -> Option<WhileAway> {
        let WindowState::Open { closes_at } = row.window().state(now) else { return None };
        let period = self.offices.get(&row.channel)?.hours.closed_period(closes_at)?;
        Some(WhileAway { office_closes_at: millis(period.since), office_opens_at: millis(period.until) })
    }

    /// The latest absence in which the customer may have written without our knowing of it.
    fn unheard(&self, row: &ConversationRow, now: DateTime<Utc>) -> Option<Unheard> {
        let (window, awaited) = (row.window(), row.template_waiting_since.is_some());
        let absence = self.absences.iter().find(|absence| window.may_be_missing(**absence, awaited, now))?;
        Some(Unheard {
            from: absence.began_at.timestamp_millis(),
            to: absence.ended_at.timestamp_millis(),
            matters_until: (absence.ended_at + SERVICE_WINDOW).timestamp_millis(),
        })
    }

    fn window(&self, row: &ConversationRow, now: DateTime<Utc>) -> WindowInfo {
        WindowInfo { while_away: self.while_away(row, now), unheard: self.unheard(row, now), ..view::window(row, now) }
    }

    fn preview(&self, last: LastMessage, seen: Seen) -> Preview {
        let hidden = last.deleted && !seen.show_deleted;
        let about = last.content.about().and_then(|id| self.about.get(id));
        let about = about.filter(|row| row.deleted_at.is_none() || seen.show_deleted);
        Preview {
            outbound: last.outbound,
            wa_type: last.content.wa_type().to_owned(),
            media: last.content.media().map(|media| media.media),
            text: last.content.text().filter(|_| !hidden).map(shortened),
            about: about.and_then(|row| row.content.text().map(shortened)),
            status: last.status,
            deleted: last.deleted,
        }
    }
}

fn conversation(row: ListRow, beside: &Beside, seen: Seen) -> Conversation {
    let ListRow { conversation, contact, last_message, draft, blocked, labels } = row;
    Conversation {
        id: conversation.id,
        contact: view::contact(&contact),
        last_message: last_message.map(|last| beside.preview(last, seen)),
        last_message_at: conversation.last_message_at.timestamp_millis(),
        unread: conversation.unread,
        read_up_to: conversation.read_up_to,
        waiting_since: millis(conversation.waiting_since),
        scheduled_at: millis(beside.scheduled.get(&conversation.id).copied()),
        window: beside.window(&conversation, seen.now),
        draft: draft.as_deref().and_then(|json| serde_json::from_str(json).ok()),
        blocked,
        marketing_stopped_at: millis(contact.marketing_stopped_at),
        work: conversation.work,
        labels,
        pinned: conversation.pinned_at.is_some(),
        marked_unread: conversation.marked_unread,
        channel: conversation.channel,
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(PREVIEW_CHARS).collect()
}
