//! What is known of the connected numbers and their templates.

use crate::domain::event::{
    ChannelDescribed, NewsReceived, Recorded, SendingPaused, SendingResumed, TemplateChanged, TemplateRemoved,
};
use crate::domain::ids::Seq;
use crate::log::Changes;
use crate::store::tables::{channel, news, outbox, template};
use crate::store::{DbResult, WriteTx};

pub(super) fn described(tx: &WriteTx, event: &ChannelDescribed, changes: &mut Changes) -> DbResult<()> {
    changes.channels();
    channel::describe(tx, event)
}

pub(super) fn template_changed(tx: &WriteTx, event: &TemplateChanged, changes: &mut Changes) -> DbResult<()> {
    changes.templates(&event.channel);
    template::put(tx, &event.channel, &event.template)
}

pub(super) fn template_removed(tx: &WriteTx, event: &TemplateRemoved, changes: &mut Changes) -> DbResult<()> {
    changes.templates(&event.channel);
    template::delete(tx, &event.channel, &event.template_id)
}

pub(super) fn sending_paused(tx: &WriteTx, event: &SendingPaused, changes: &mut Changes) -> DbResult<()> {
    changes.channels();
    channel::set_paused(tx, &event.channel, Some(&event.failure))
}

pub(super) fn sending_resumed(
    tx: &WriteTx,
    recorded: &Recorded,
    event: &SendingResumed,
    changes: &mut Changes,
) -> DbResult<()> {
    changes.channels();
    channel::set_paused(tx, &event.channel, None)?;
    for woken in outbox::wake_channel(tx, &event.channel, recorded.at)? {
        changes.message(woken.conversation, woken.message);
    }
    Ok(())
}

pub(super) fn news_received(tx: &WriteTx, seq: Seq, event: &NewsReceived, changes: &mut Changes) -> DbResult<()> {
    changes.news();
    news::insert(tx, seq, &event.channel, &event.news)
}
