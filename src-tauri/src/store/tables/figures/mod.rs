//! What the owner's figures are counted from. Each query is bounded by a stretch of time and runs along an index; none
//! reads the words of a message.

mod messages;
mod outcomes;

use rusqlite::types::Value;

use crate::domain::calendar::Span;
use crate::domain::ids::ChannelId;

pub use messages::{Priced, Sent, authors, failures, priced, received, sent};
pub use outcomes::{Resolution, TemplateUse, Wait, resolutions, templates, waits};

/// Stretches of time are counted in quarters of an hour: every zone's days begin on one.
pub const QUARTER_MS: i64 = 15 * 60 * 1000;

/// Of what the figures are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// Of which time.
    pub span: Span,
    /// Of one channel only.
    pub channel: Option<ChannelId>,
    /// Of what one person, program or rule has sent only: an actor's stored form, or `phone`.
    pub author: Option<String>,
}

impl Scope {
    /// The same, of another time.
    pub fn in_time(&self, span: Span) -> Scope {
        Scope { span, ..self.clone() }
    }

    /// Whether a channel belongs to it.
    pub fn is_of(&self, channel: &ChannelId) -> bool {
        self.channel.as_ref().is_none_or(|only| only == channel)
    }

    /// What every query takes: `?1` and `?2` are the time, `?3` the channel or nothing.
    fn values(&self) -> [Value; 3] {
        [
            Value::from(self.span.from.timestamp_millis()),
            Value::from(self.span.to.timestamp_millis()),
            text(self.channel.as_ref().map(ChannelId::as_str)),
        ]
    }

    /// The same, and `?4`: the author or nothing.
    fn values_and_author(&self) -> [Value; 4] {
        let [from, to, channel] = self.values();
        [from, to, channel, text(self.author.as_deref())]
    }

    /// Restricts messages to those of the channel. A message knows its thread, and the thread its channel: the channel's
    /// threads are gathered once, from an index. Without a channel to look for, they are not read.
    fn on_channel(&self) -> &'static str {
        match self.channel {
            // The plus keeps the walk along the messages of the time: the threads' own messages would be all there are.
            Some(_) => "AND +conversation IN (SELECT id FROM conversation WHERE channel = ?3)",
            None => "AND ?3 IS NULL",
        }
    }
}

fn text(text: Option<&str>) -> Value {
    text.map_or(Value::Null, |text| Value::from(text.to_owned()))
}
