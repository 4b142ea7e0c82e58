use chrono::{NaiveDateTime, TimeZone as _};
use proptest::prelude::*;

use super::*;

const ZONES: [&str; 8] = [
    "UTC",
    "Europe/Madrid",
    "America/Sao_Paulo",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Africa/Casablanca",
];

fn range(from: u16, until: u16) -> TimeRange {
    TimeRange { from: from * 60, until: until * 60 }
}

/// Open at the same hours every day.
fn daily(zone: &str, ranges: &[TimeRange]) -> OfficeHours {
    OfficeHours { zone: zone.to_owned(), week: std::array::from_fn(|_| ranges.to_vec()), holidays: Vec::new() }
}

/// How long it is open between two moments.
fn open_between(hours: &OfficeHours, from: DateTime<Utc>, until: DateTime<Utc>) -> Duration {
    hours.working_time(Span { from, to: until }).between(from, until)
}

/// What clocks in a zone show, as a moment: the first one, when they show it twice.
fn local(zone: &str, shown: &str) -> DateTime<Utc> {
    let shown = NaiveDateTime::parse_from_str(shown, "%Y-%m-%d %H:%M").unwrap();
    zone.parse::<Tz>().unwrap().from_local_datetime(&shown).earliest().unwrap().to_utc()
}

#[test]
fn a_day_has_several_ranges_and_lunch_is_closed() {
    let hours = daily("Europe/Madrid", &[range(9, 13), range(15, 19)]);
    let at = |shown| local("Europe/Madrid", shown);
    assert!(hours.is_open(at("2026-11-20 09:00")), "the first moment is open");
    assert!(!hours.is_open(at("2026-11-20 13:00")), "the last one is not");
    assert_eq!(hours.closes_at(at("2026-11-20 10:00")), Some(at("2026-11-20 13:00")));
    let lunch = ClosedPeriod { since: Some(at("2026-11-20 13:00")), until: Some(at("2026-11-20 15:00")) };
    assert_eq!(hours.closed_period(at("2026-11-20 14:00")), Some(lunch));
    assert_eq!(hours.next_opening(at("2026-11-20 19:30")), Some(at("2026-11-21 09:00")));
}

#[test]
fn a_range_past_midnight_belongs_to_the_evening_on_which_it_began() {
    let mut hours = daily("America/Sao_Paulo", &[]);
    hours.week[4] = vec![range(20, 3)];
    let at = |shown| local("America/Sao_Paulo", shown);
    assert!(hours.is_open(at("2026-11-21 02:59")), "Friday's night");
    assert!(!hours.is_open(at("2026-11-20 02:00")), "Thursday has none");
    assert_eq!(hours.closes_at(at("2026-11-20 23:00")), Some(at("2026-11-21 03:00")));
}

#[test]
fn a_holiday_is_closed_or_has_hours_of_its_own() {
    let mut hours = OfficeHours::assumed("Europe/Madrid");
    let day =
        |day, ranges| Holiday { date: NaiveDate::from_ymd_opt(2026, 12, day).unwrap(), name: String::new(), ranges };
    hours.holidays = vec![day(24, vec![range(9, 12)]), day(25, vec![])];
    let at = |shown| local("Europe/Madrid", shown);
    assert_eq!(hours.closes_at(at("2026-12-24 10:00")), Some(at("2026-12-24 12:00")));
    let christmas = ClosedPeriod { since: Some(at("2026-12-24 12:00")), until: Some(at("2026-12-28 09:00")) };
    assert_eq!(hours.closed_period(at("2026-12-25 11:00")), Some(christmas), "the weekend belongs to it");
}

#[test]
fn who_opens_once_a_year_opens_once_a_year() {
    let mut hours = daily("UTC", &[]);
    let leap_day = NaiveDate::from_ymd_opt(2028, 2, 29).unwrap();
    hours.holidays = vec![Holiday { date: leap_day, name: "Leap day".into(), ranges: vec![range(9, 10)] }];
    assert_eq!(hours.next_opening(local("UTC", "2027-03-01 00:00")), Some(local("UTC", "2028-02-29 09:00")));
    assert_eq!(hours.next_opening(local("UTC", "2026-03-01 00:00")), None, "two years ahead nobody looks");
    assert_eq!(hours.closed_period(local("UTC", "2026-03-01 00:00")), Some(ClosedPeriod { since: None, until: None }));
}

#[test]
fn an_hour_that_clocks_leave_out_is_no_time_and_one_that_comes_twice_counts_twice() {
    let night = daily("Europe/Madrid", &[range(1, 4)]);
    let length = |date: &str| {
        let from = local("Europe/Madrid", &format!("{date} 00:00"));
        open_between(&night, from, from + Duration::hours(12))
    };
    assert_eq!(length("2026-03-28"), Duration::hours(3));
    assert_eq!(length("2026-03-29"), Duration::hours(2), "clocks go from 2 to 3");
    assert_eq!(length("2026-10-25"), Duration::hours(4), "clocks go from 3 back to 2");
    let inside = daily("Europe/Madrid", &[TimeRange { from: 125, until: 235 }]);
    let opens = inside.next_opening(local("Europe/Madrid", "2026-03-29 00:00"));
    assert_eq!(opens, Some(local("Europe/Madrid", "2026-03-29 03:00")), "2:05 does not exist, so it opens at the jump");
}

#[test]
fn a_weekend_and_a_holiday_are_no_office_time() {
    let mut hours = OfficeHours::assumed("America/New_York");
    let thanksgiving = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
    hours.holidays = vec![Holiday { date: thanksgiving, name: "Thanksgiving".into(), ranges: vec![] }];
    let between = |from, until| open_between(&hours, local("America/New_York", from), local("America/New_York", until));
    assert_eq!(between("2026-11-20 18:00", "2026-11-23 09:00"), Duration::zero(), "from Friday's end to Monday");
    assert_eq!(between("2026-11-20 17:30", "2026-11-23 09:10"), Duration::minutes(40));
    assert_eq!(between("2026-11-25 17:00", "2026-11-27 10:00"), Duration::hours(2), "nothing on the holiday");
}

#[test]
fn an_office_that_never_closes_has_no_closing_time() {
    let hours = daily("Africa/Casablanca", &[range(0, 24)]);
    let now = local("UTC", "2026-11-20 12:00");
    assert_eq!((hours.closes_at(now), hours.closed_period(now)), (None, None));
}

#[test]
fn what_cannot_be_is_named() {
    let mut hours = OfficeHours::assumed("Mars/Olympus");
    assert_eq!(hours.check().unwrap_err().field, "zone");
    hours.zone = "UTC".into();
    assert_eq!(hours.check(), Ok(()));
    hours.week[0] = vec![TimeRange { from: 1440, until: 10 }];
    assert_eq!(hours.check().unwrap_err().field, "ranges");
}

fn any_hours() -> impl Strategy<Value = OfficeHours> {
    let ranges = || prop::collection::vec((0..1440u16, 0..=1440u16), 0..3);
    let week = prop::collection::vec(ranges(), 7);
    // Days around which clocks change, and leap days.
    let dates = prop::sample::select(vec!["2028-02-29", "2026-03-29", "2026-10-25", "2026-11-01", "2011-12-30"]);
    (prop::sample::select(ZONES.to_vec()), week, dates, ranges()).prop_map(|(zone, week, date, on_holiday)| {
        let ranges = |all: &[(u16, u16)]| -> Vec<TimeRange> {
            all.iter().map(|(from, until)| TimeRange { from: *from, until: *until }).collect()
        };
        OfficeHours {
            zone: zone.to_owned(),
            week: std::array::from_fn(|day| ranges(&week[day])),
            holidays: vec![Holiday { date: date.parse().unwrap(), name: String::new(), ranges: ranges(&on_holiday) }],
        }
    })
}

/// A moment in a year that has everything: summer time, a leap day, a day that Samoa left out.
fn any_moment() -> impl Strategy<Value = DateTime<Utc>> {
    let year = |first: &str| {
        let first = local("UTC", first).timestamp();
        first..first + 366 * 86_400
    };
    prop_oneof![year("2011-06-01 00:00"), year("2026-01-01 00:00"), year("2027-06-01 00:00")]
        .prop_map(|seconds| DateTime::from_timestamp(seconds, 0).unwrap())
}

proptest! {
    #[test]
    fn it_opens_and_closes_when_it_says(hours in any_hours(), now in any_moment()) {
        let moment = Duration::seconds(1);
        if let Some(opens) = hours.next_opening(now) {
            prop_assert!(opens > now && hours.is_open(opens) && !hours.is_open(opens - moment));
        }
        if let Some(closes) = hours.closes_at(now) {
            prop_assert!(hours.is_open(now) && hours.is_open(closes - moment) && !hours.is_open(closes));
            prop_assert_eq!(open_between(&hours, now, closes), closes - now);
        }
        prop_assert_eq!(hours.closed_period(now).is_none(), hours.is_open(now));
    }

    #[test]
    fn every_moment_of_a_closed_period_names_the_same_one(hours in any_hours(), now in any_moment(), share in 0.0..1.0f64) {
        let Some(period) = hours.closed_period(now) else { return Ok(()) };
        let (Some(since), Some(until)) = (period.since, period.until) else { return Ok(()) };
        prop_assert!(since <= now && now < until);
        let inside = since + Duration::seconds(((until - since).num_seconds() as f64 * share) as i64);
        prop_assert_eq!(hours.closed_period(inside), Some(period), "what is done once per period is done once");
        prop_assert_eq!(open_between(&hours, since, until), Duration::zero());
    }

    #[test]
    fn open_time_adds_up(hours in any_hours(), start in any_moment(), a in 0..4_000_000i64, b in 0..4_000_000i64) {
        let (middle, end) = (start + Duration::seconds(a), start + Duration::seconds(a + b));
        let working = hours.working_time(Span { from: start, to: end });
        let whole = working.between(start, end);
        prop_assert_eq!(whole, working.between(start, middle) + working.between(middle, end));
        prop_assert_eq!(working.between(middle, end), open_between(&hours, middle, end), "whoever asks for less");
        prop_assert!(Duration::zero() <= whole && whole <= end - start, "never more than the clock says");
    }

    #[test]
    fn open_time_is_what_one_finds_who_waits_at_the_door(
        hours in any_hours(),
        start in any_moment(),
        length in 0..1_000_000i64,
    ) {
        let end = start + Duration::seconds(length);
        let (mut now, mut open) = (start, Duration::zero());
        while now < end {
            let is_open = hours.is_open(now);
            let changes = if is_open { hours.closes_at(now) } else { hours.next_opening(now) };
            let until = changes.unwrap_or(end).min(end);
            open += if is_open { until - now } else { Duration::zero() };
            now = until;
        }
        prop_assert_eq!(open_between(&hours, start, end), open);
    }
}
