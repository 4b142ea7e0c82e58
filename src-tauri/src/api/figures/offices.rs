//! Where and when the offices work that the figures are about.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::types::HoursCounted;
use crate::domain::calendar::{Calendar, Span};
use crate::domain::ids::ChannelId;
use crate::domain::office::{OfficeHours, WorkingTime};
use crate::settings::zone_of_this_computer;
use crate::store::tables::office;
use crate::store::{DbResult, ReadTx};

/// The hours of numbers, of those that have said when they are open. Assumed hours count for nothing here: a figure that
/// rests on a guess would be a guess.
pub(super) struct Offices {
    hours: BTreeMap<ChannelId, OfficeHours>,
}

/// When offices were open.
pub(super) type Working = BTreeMap<ChannelId, WorkingTime>;

impl Offices {
    /// Those of one channel, or of all.
    pub(super) fn read(tx: &ReadTx, channel: Option<&ChannelId>) -> DbResult<Offices> {
        let meant = |id: &ChannelId| channel.is_none_or(|channel| channel == id);
        let offices = office::all(tx)?.into_iter().filter(|(id, _)| meant(id));
        Ok(Offices { hours: offices.map(|(id, office)| (id, office.hours)).collect() })
    }

    /// In whose zone days begin: in that of the offices, and in this computer's where they have none or several.
    pub(super) fn calendar(&self) -> Calendar {
        let zones: BTreeSet<&'static str> = self.hours.values().map(|hours| hours.zone().name()).collect();
        match zones.first() {
            Some(zone) if zones.len() == 1 => Calendar::of_zone(zone),
            Some(_) | None => Calendar::of_zone(&zone_of_this_computer()),
        }
    }

    pub(super) fn working(&self, within: Span) -> Working {
        self.hours.iter().map(|(channel, hours)| (channel.clone(), hours.working_time(within))).collect()
    }

    /// Which of these channels count by their hours, and which by the clock.
    pub(super) fn counted(&self, channels: impl Iterator<Item = ChannelId>) -> HoursCounted {
        let (open, clock) = channels.partition(|channel| self.hours.contains_key(channel));
        HoursCounted { open, clock }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offices(zones: &[&str]) -> Offices {
        let office = |(number, zone): (usize, &&str)| {
            (ChannelId::new(&format!("number-{number}")).unwrap(), OfficeHours::assumed(zone))
        };
        Offices { hours: zones.iter().enumerate().map(office).collect() }
    }

    #[test]
    fn days_begin_where_all_offices_are_or_else_where_this_computer_is() {
        let here = zone_of_this_computer();
        assert_eq!(offices(&["Asia/Kolkata", "Asia/Kolkata"]).calendar().zone(), "Asia/Kolkata");
        assert_eq!(offices(&["Asia/Kolkata", "Europe/Madrid"]).calendar().zone(), here);
        assert_eq!(offices(&[]).calendar().zone(), here);
    }
}
