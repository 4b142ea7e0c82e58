use chrono::{NaiveDate, TimeZone as _};
use chrono_tz::Tz;
use proptest::prelude::*;

use super::*;

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
}

const DAY: i64 = 24 * 3600;

#[test]
fn a_customer_who_never_wrote_has_no_window() {
    assert_eq!(ServiceWindow::default().state(at(0)), WindowState::NeverOpened);
    let refused = ServiceWindow::default().after_refusal(at(0));
    assert_eq!(refused.state(at(1)), WindowState::NeverOpened);
}

#[test]
fn the_window_is_open_for_24_hours_to_the_second() {
    let window = ServiceWindow::default().after_customer_message(at(0));
    assert_eq!(window.state(at(DAY - 1)), WindowState::Open { closes_at: at(DAY) });
    assert_eq!(window.state(at(DAY)), WindowState::Closed { closed_at: at(DAY), by_provider: false });
}

#[test]
fn the_provider_closes_an_open_window_and_the_customer_opens_it_again() {
    let window = ServiceWindow::default().after_customer_message(at(0)).after_refusal(at(60));
    assert_eq!(window.state(at(61)), WindowState::Closed { closed_at: at(60), by_provider: true });
    assert!(window.after_customer_message(at(120)).is_open(at(121)));
}

#[test]
fn news_of_a_message_older_than_the_refusal_does_not_reopen() {
    let window = ServiceWindow::default().after_customer_message(at(0)).after_refusal(at(60));
    assert!(!window.after_customer_message(at(30)).is_open(at(61)), "it was written before Meta refused");
    assert!(window.after_customer_message(at(60)).is_open(at(61)), "it was not, or Meta would not have refused");
}

proptest! {
    #[test]
    fn order_and_repetition_of_news_do_not_matter(mut times in prop::collection::vec(0..3 * DAY, 1..12), now in 0..4 * DAY) {
        let fold = |times: &[i64]| times.iter().fold(ServiceWindow::default(), |w, t| w.after_customer_message(at(*t)));
        let as_came = fold(&times);
        times.reverse();
        times.push(times[0]);
        prop_assert_eq!(as_came.state(at(now)), fold(&times).state(at(now)));
    }

    #[test]
    fn it_is_open_exactly_when_less_than_a_day_has_passed(wrote in 0..DAY, now in 0..4 * DAY) {
        let window = ServiceWindow::default().after_customer_message(at(wrote));
        prop_assert_eq!(window.is_open(at(now)), now < wrote + DAY);
    }

    #[test]
    fn it_is_a_day_of_real_hours_in_every_zone_whatever_its_clocks_do(zone in zone(), wrote in year(), waited in 0..2 * DAY) {
        let closes_at = wrote + SERVICE_WINDOW;
        let window = ServiceWindow::default().after_customer_message(wrote);
        prop_assert_eq!(window.is_open(wrote + Duration::seconds(waited)), waited < DAY);
        // What clocks on the wall show at its end is the same time of the next day, but for what they were set by meanwhile.
        let (from, to) = (wrote.with_timezone(&zone), closes_at.with_timezone(&zone));
        let set_by = offset_s(&to) - offset_s(&from);
        prop_assert_eq!(to.naive_local() - from.naive_local(), Duration::seconds(DAY + set_by));
        // Told in the words of any zone it is the same moment.
        let told_there = wrote.with_timezone(&zone).fixed_offset().to_utc();
        prop_assert_eq!(ServiceWindow::default().after_customer_message(told_there), window);
    }

    #[test]
    fn however_the_clock_jumps_each_look_is_right_by_itself(wrote in 0..DAY, jumps in prop::collection::vec(-2 * DAY..2 * DAY, 1..20)) {
        // A sleep is a jump forward, a clock that was set goes either way. No look remembers the one before.
        let window = ServiceWindow::default().after_customer_message(at(wrote));
        let mut now = wrote;
        for jump in jumps {
            now += jump;
            let state = window.state(at(now));
            let closed = WindowState::Closed { closed_at: at(wrote + DAY), by_provider: false };
            let open = WindowState::Open { closes_at: at(wrote + DAY) };
            prop_assert_eq!(state, if now < wrote + DAY { open } else { closed });
        }
    }

    #[test]
    fn without_news_a_window_that_has_closed_stays_closed(
        wrote in 0..DAY, refused in prop::option::of(0..2 * DAY), mut looks in prop::collection::vec(0..5 * DAY, 2..20),
    ) {
        let window = ServiceWindow { last_customer_message_at: Some(at(wrote)), refused_at: refused.map(at) };
        looks.sort_unstable();
        let seen: Vec<bool> = looks.into_iter().map(|now| window.is_open(at(now))).collect();
        prop_assert!(seen.is_sorted_by(|earlier, later| earlier >= later), "{:?}", seen);
    }

    #[test]
    fn late_news_never_shortens_a_window(wrote in 0..3 * DAY, late in 0..3 * DAY, now in 0..5 * DAY) {
        let before = ServiceWindow::default().after_customer_message(at(wrote));
        let after = before.after_customer_message(at(late));
        prop_assert!(!before.is_open(at(now)) || after.is_open(at(now)));
        prop_assert_eq!(after.is_open(at(now)), now < wrote.max(late) + DAY);
    }

    #[test]
    fn a_doubt_is_about_a_message_that_could_hold_the_window_open_and_newer_news_ends_it(
        wrote in prop::option::of(0..3 * DAY), refused in prop::option::of(0..3 * DAY), awaited in any::<bool>(),
        began in 0..3 * DAY, lasted in 1..DAY, now in 0..5 * DAY,
    ) {
        let window = ServiceWindow { last_customer_message_at: wrote.map(at), refused_at: refused.map(at) };
        let ended = began + lasted;
        let absence = Absence { began_at: at(began), ended_at: at(ended) };
        if window.may_be_missing(absence, awaited, at(now)) {
            let written = window.after_customer_message(at(ended - 1));
            prop_assert!(now >= ended - 1 + DAY || written.is_open(at(now)), "{:?}", written);
        }
        let news = window.after_customer_message(at(ended));
        prop_assert!(!news.may_be_missing(absence, awaited, at(now)), "what they wrote since is known");
        prop_assert!(!window.after_refusal(at(ended)).may_be_missing(absence, awaited, at(now)), "the provider has said so");
        prop_assert!(!window.may_be_missing(absence, awaited, at(ended + DAY)), "it would not hold it open any more");
    }
}

/// Zones with summer time on either side of the equator, half hours, a half-hour change, one that changes for Ramadan.
fn zone() -> impl Strategy<Value = Tz> {
    prop::sample::select(vec![
        Tz::UTC,
        Tz::Europe__Madrid,
        Tz::America__Sao_Paulo,
        Tz::America__New_York,
        Tz::Asia__Kolkata,
        Tz::Australia__Lord_Howe,
        Tz::Pacific__Apia,
        Tz::Africa__Casablanca,
    ])
}

/// Any second of two years, so that clocks are set in most cases' zones within some of them.
fn year() -> impl Strategy<Value = DateTime<Utc>> {
    (0..2 * 366 * DAY).prop_map(|seconds| DateTime::from_timestamp(1_767_225_600 + seconds, 0).unwrap())
}

fn offset_s(moment: &DateTime<Tz>) -> i64 {
    i64::from(chrono::Offset::fix(moment.offset()).local_minus_utc())
}

#[test]
fn over_the_change_of_the_clocks_the_window_closes_an_hour_earlier_or_later_on_the_wall() {
    let shown = |day: u32, month: u32| {
        let noon = NaiveDate::from_ymd_opt(2026, month, day).unwrap().and_hms_opt(12, 0, 0).unwrap();
        let wrote = Tz::Europe__Madrid.from_local_datetime(&noon).unwrap().to_utc();
        let WindowState::Open { closes_at } = ServiceWindow::default().after_customer_message(wrote).state(wrote)
        else {
            panic!("open");
        };
        closes_at.with_timezone(&Tz::Europe__Madrid).format("%H:%M").to_string()
    };
    assert_eq!((shown(28, 3), shown(24, 10), shown(20, 11)), ("13:00".into(), "11:00".into(), "12:00".into()));
}
