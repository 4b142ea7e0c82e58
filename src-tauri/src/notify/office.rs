//! Before an office closes: how many chats close before somebody is back. One notice for all of them.

use chrono::{DateTime, Duration, Utc};
use tracing::warn;

use crate::domain::ids::ChannelId;
use crate::domain::office::{ClosedPeriod, OfficeHours};
use crate::store::tables::{closing, office, setting};
use crate::store::{DbResult, ReadTx};
use crate::texts::{Language, moment, say};

use super::{Notice, Notifier};

/// How long before the office closes: time enough to answer some, late enough that few are still to come.
const BEFORE: Duration = Duration::minutes(45);

pub(super) async fn watch(notifier: &Notifier) {
    loop {
        if let Err(problem) = tell(notifier).await {
            warn!("Could not tell of chats that close while the office is closed: {problem}");
        }
        notifier.wait_for_next_look().await;
    }
}

async fn tell(notifier: &Notifier) -> DbResult<()> {
    let now = notifier.clock.now();
    let Some(settings) = notifier.settings_if_loud().await?.filter(|settings| settings.notify_closing) else {
        return Ok(());
    };
    let offices = notifier.store.read(office::all).await?;
    for (channel, office) in offices {
        let Some(closes_at) = office.hours.closes_at(now).filter(|closes_at| *closes_at - now <= BEFORE) else {
            continue;
        };
        let Some(closed) = office.hours.closed_period(closes_at) else { continue };
        let name = format!("told_before_closing:{channel}");
        let counting = channel.clone();
        let count = notifier.store.read(move |tx| closing_within(tx, now, &counting, closed)).await?;
        if count == 0 {
            continue;
        }
        let told = notifier.store.write(move |tx| {
            let this_time = closes_at.timestamp_millis().to_string();
            let told = setting::value(tx, &name)?.is_some_and(|told| told == this_time);
            setting::save(tx, &name, &this_time).map(|()| told)
        });
        if !told.await? {
            notifier.notices.show(notice(settings.spoken(), count, &office.hours, closed, now));
        }
    }
    Ok(())
}

fn closing_within(tx: &ReadTx, now: DateTime<Utc>, channel: &ChannelId, closed: ClosedPeriod) -> DbResult<usize> {
    let windows = closing::unanswered(tx, now, Some(channel))?.into_iter();
    let within =
        |at: DateTime<Utc>| closed.since.is_none_or(|since| since <= at) && closed.until.is_none_or(|until| at < until);
    Ok(windows.filter(|window| within(window.closes_at)).count())
}

fn notice(language: Language, count: usize, hours: &OfficeHours, closed: ClosedPeriod, now: DateTime<Utc>) -> Notice {
    let count = ("count", count.to_string());
    let title = match closed.until {
        None => say(language, "notice_before_back", &[count]),
        Some(back) => {
            let (back, today) = (back.with_timezone(&hours.zone()), now.with_timezone(&hours.zone()));
            let soon = (back.date_naive() - today.date_naive()).num_days() <= 1;
            say(language, "notice_before_back_at", &[count, ("moment", moment(language, &back, !soon))])
        }
    };
    Notice { title, text: say(language, "notice_before_back_text", &[]), conversation: None }
}
