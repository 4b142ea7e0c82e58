//! The office: its hours, and which windows close while it is closed.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike as _, Duration, NaiveTime, Utc, Weekday};
use uuid::Uuid;

use crate::domain::event::{NewEvent, OfficeSet};
use crate::domain::ids::ChannelId;
use crate::domain::office::{Office, OfficeHours};
use crate::log;
use crate::settings::zone_of_this_computer;
use crate::store::tables::closing::{self, Closing};
use crate::store::tables::{conversation_list, office};
use crate::store::{DbResult, ReadTx};

use super::types::{ApiError, ChannelRef, ClosingSoon, Conversation, ListClosingSoon, OfficeInfo, SaveOffice};
use super::view::millis;
use super::{Api, rows};

/// How many chats of each group are shown.
const MOST_SHOWN: usize = 200;
/// A window that closes within this time closes soon.
const SOON: Duration = Duration::hours(4);

pub(super) async fn office(api: &Api, of: ChannelRef) -> Result<OfficeInfo, ApiError> {
    let workspace = api.workspace()?;
    workspace.connected(&of.channel)?;
    let (now, channel) = (workspace.clock.now(), of.channel.clone());
    let kept = workspace.store.read(move |tx| office::of_channel(tx, &channel)).await?;
    Ok(info(of.channel, kept, now))
}

pub(super) async fn save_office(api: &Api, save: SaveOffice) -> Result<OfficeInfo, ApiError> {
    let workspace = api.workspace()?;
    workspace.connected(&save.channel)?;
    save.office.check()?;
    let now = workspace.clock.now();
    let event = OfficeSet { channel: save.channel.clone(), office: save.office.clone() }.into();
    let id = format!("office:{}", Uuid::now_v7());
    log::append(workspace.log.as_ref(), vec![NewEvent { id, actor: workspace.agent(), at: now, event }]).await?;
    Ok(info(save.channel, Some(save.office), now))
}

fn info(channel: ChannelId, kept: Option<Office>, now: DateTime<Utc>) -> OfficeInfo {
    let assumed = kept.is_none();
    let office = kept.unwrap_or_else(|| Office::assumed(&zone_of_this_computer()));
    OfficeInfo {
        channel,
        assumed,
        closes_at: millis(office.hours.closes_at(now)),
        next_opening: millis(office.hours.next_opening(now)),
        monday_opening: millis(monday_opening(&office.hours, now)),
        office,
    }
}

/// The first opening on a Monday after today.
fn monday_opening(hours: &OfficeHours, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let zone = hours.zone();
    let today = now.with_timezone(&zone).date_naive();
    let mondays = today.iter_days().skip(1).take(28).filter(|date| date.weekday() == Weekday::Mon);
    mondays.map(|date| date.and_time(NaiveTime::MIN)).find_map(|midnight| {
        let midnight = midnight.and_local_timezone(zone).earliest()?.to_utc();
        let before = midnight - Duration::seconds(1);
        hours.next_opening(before).filter(|opens| *opens - midnight < Duration::days(1))
    })
}

pub(super) async fn closing_soon(api: &Api, list: ListClosingSoon) -> Result<ClosingSoon, ApiError> {
    let workspace = api.workspace()?;
    let now = workspace.clock.now();
    let channels: Vec<ChannelId> = workspace.channels.keys().cloned().collect();
    let read = workspace.store.read(move |tx| {
        let (offices, assumed) = offices(tx, channels)?;
        let mut windows = closing::unanswered(tx, now, list.channel.as_ref())?;
        windows.retain(|window| offices.contains_key(&window.channel));
        let soon_count = windows.iter().filter(|window| window.closes_at - now <= SOON).count();
        let (while_away, later): (Vec<_>, Vec<_>) = closing::by_office(&offices, windows, now);
        Ok(ClosingSoon {
            while_away_count: while_away.len(),
            back_at: millis(same_for_all(while_away.iter().map(|(_, back_at)| *back_at))),
            while_away: shown(tx, while_away.iter().map(|(window, _)| window), now)?,
            later_count: later.len(),
            later: shown(tx, later.iter(), now)?,
            soon_count,
            assumed,
        })
    });
    Ok(read.await?)
}

/// The hours of these channels, and whether some of them are assumed.
fn offices(tx: &ReadTx, channels: Vec<ChannelId>) -> DbResult<(BTreeMap<ChannelId, OfficeHours>, bool)> {
    let mut assumed = false;
    let mut offices = BTreeMap::new();
    let mut all: BTreeMap<ChannelId, Office> = office::all(tx)?.into_iter().collect();
    for channel in channels {
        let kept = all.remove(&channel);
        assumed |= kept.is_none();
        let office = kept.unwrap_or_else(|| Office::assumed(&zone_of_this_computer()));
        offices.insert(channel, office.hours);
    }
    Ok((offices, assumed))
}

/// The moment that all of them name, if they all name one and the same.
fn same_for_all(mut moments: impl Iterator<Item = Option<DateTime<Utc>>>) -> Option<DateTime<Utc>> {
    let first = moments.next()??;
    moments.all(|other| other == Some(first)).then_some(first)
}

fn shown<'a>(
    tx: &ReadTx,
    windows: impl Iterator<Item = &'a Closing>,
    now: DateTime<Utc>,
) -> DbResult<Vec<Conversation>> {
    let ids: Vec<_> = windows.take(MOST_SHOWN).map(|window| window.conversation).collect();
    rows::all(tx, conversation_list::by_ids(tx, &ids)?, now)
}
