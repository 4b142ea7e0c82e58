//! The owner's figures beside a day that was counted by hand.

use frontdesk::domain::event::Actor;
use serde_json::{Value, json};

use crate::common::diary::{Diary, Fate};
use crate::common::house::House;

const SAO_PAULO: &str = "America/Sao_Paulo";
const MINUTE: i64 = 60_000;

fn eva() -> Actor {
    Actor::Agent("Eva".to_owned())
}

fn max() -> Actor {
    Actor::Agent("Max".to_owned())
}

fn words() -> Value {
    json!({ "kind": "text", "text": "words" })
}

fn template(name: &str, category: &str) -> Value {
    json!({ "kind": "template", "name": name, "language": "en", "category": category, "body": "words",
        "components": [] })
}

const READ_FREE: Fate = Fate::Got("read", "service", "free_customer_service");
const DELIVERED_FREE: Fate = Fate::Got("delivered", "service", "free_customer_service");
const DELIVERED: Fate = Fate::Got("delivered", "service", "regular");

/// Opens the office from Monday to Friday, 9 to 13 and 14 to 18.
async fn open_with_lunch(t: &House, zone: &str) {
    let day = json!([{ "from": 540, "until": 780 }, { "from": 840, "until": 1080 }]);
    let week = json!([day, day, day, day, day, [], []]);
    let office =
        json!({ "hours": { "zone": zone, "week": week, "holidays": [] }, "away": { "on": false, "text": "" } });
    t.rpc("save_office", json!({ "channel": "main", "office": office })).await;
}

/// A Tuesday of two numbers, and what lies around it. The clock of the house shows the Wednesday after it, 8:06.
async fn a_tuesday(t: &House) {
    let d = Diary::new(t, SAO_PAULO);
    let (eva, max, away) = (eva(), max(), Actor::Rule("away".to_owned()));
    // Monday.
    d.asks("main", "Cleo", "2026-11-16 17:30:00").await;
    d.asks("main", "Mia", "2026-11-16 23:59:59").await;
    // Tuesday: Fay waits for a day in vain, Gus for more than one.
    d.asks("main", "Fay", "2026-11-17 00:00:00").await;
    d.asks("main", "Gus", "2026-11-17 06:00:00").await;
    d.asks("main", "Ana", "2026-11-17 08:00:00").await;
    d.asks("main", "Ana", "2026-11-17 08:30:00").await;
    d.writes(&eva, ("main", "Cleo"), "2026-11-17 09:05:00", words(), READ_FREE).await;
    d.writes(&eva, ("main", "Ana"), "2026-11-17 09:10:00", words(), READ_FREE).await;
    d.resolves(&eva, "Ana", "2026-11-17 10:00:00").await;
    d.asks("second", "Kim", "2026-11-17 10:00:00").await;
    d.writes(&eva, ("second", "Kim"), "2026-11-17 10:30:00", words(), DELIVERED_FREE).await;
    // Three reminders, of which one arrives nowhere; Hugo answers his.
    let reminder = || template("reminder", "UTILITY");
    d.writes(&max, ("main", "Hugo"), "2026-11-17 11:00:00", reminder(), Fate::Got("read", "utility", "regular")).await;
    d.writes(&max, ("main", "Ida"), "2026-11-17 11:00:00", reminder(), Fate::Got("delivered", "utility", "regular"))
        .await;
    d.writes(&max, ("main", "Jo"), "2026-11-17 11:00:00", reminder(), Fate::Failed(131_026)).await;
    d.writes(&max, ("main", "Jo"), "2026-11-17 11:01:00", reminder(), Fate::TakenBack).await;
    d.asks("main", "Hugo", "2026-11-17 11:30:00").await;
    d.writes(
        &max,
        ("main", "Hugo"),
        "2026-11-17 11:40:00",
        words(),
        Fate::Got("delivered", "service", "free_entry_point"),
    )
    .await;
    let offer = template("offer", "MARKETING");
    d.writes(&eva, ("second", "Lou"), "2026-11-17 12:00:00", offer, Fate::Got("delivered", "marketing", "regular"))
        .await;
    // Bob asks before lunch and is answered after it; once more, and the last words go out too fast.
    d.asks("main", "Bob", "2026-11-17 12:50:00").await;
    d.writes(&max, ("main", "Bob"), "2026-11-17 14:05:00", words(), DELIVERED).await;
    d.asks("main", "Bob", "2026-11-17 15:00:00").await;
    d.writes(&max, ("main", "Bob"), "2026-11-17 15:20:00", words(), Fate::Got("sent", "service", "regular")).await;
    d.writes(&max, ("main", "Bob"), "2026-11-17 15:25:00", words(), Fate::Failed(131_056)).await;
    d.writes(&max, ("main", "Bob"), "2026-11-17 16:00:00", words(), Fate::TakenBack).await;
    d.resolves(&max, "Cleo", "2026-11-17 17:00:00").await;
    // Nobody has answered Dan yet: what a rule says is no answer.
    d.asks("main", "Dan", "2026-11-17 17:55:00").await;
    d.writes(&away, ("main", "Dan"), "2026-11-17 18:01:00", words(), DELIVERED_FREE).await;
    d.asks("main", "Ned", "2026-11-17 23:59:59").await;
    // Wednesday.
    d.asks("main", "Olga", "2026-11-18 00:00:00").await;
    d.writes(&eva, ("main", "Gus"), "2026-11-18 07:00:00", template("sorry", "UTILITY"), Fate::Got("sent", "", ""))
        .await;
}

/// The figures of some days, with more to ask for.
async fn figures(t: &House, first: &str, last: &str, more: Value) -> Value {
    let mut ask = json!({ "period": { "kind": "days", "first": first, "last": last } });
    ask.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    t.rpc("figures", ask).await
}

async fn of_tuesday(t: &House, more: Value) -> Value {
    figures(t, "2026-11-17", "2026-11-17", more).await
}

fn minutes(median: i64, p90: i64) -> Value {
    json!({ "medianMs": median * MINUTE, "p90Ms": p90 * MINUTE })
}

#[tokio::test]
async fn the_sums_of_a_day_are_those_that_one_counts_by_hand() {
    let t = House::new().await;
    open_with_lunch(&t, SAO_PAULO).await;
    a_tuesday(&t).await;
    let day = of_tuesday(&t, json!({})).await;
    assert_eq!((&day["zone"], &day["counted"]), (&json!(SAO_PAULO), &json!({ "open": ["main"], "clock": [] })));
    let expected = json!({
        // Gus, Hugo, Kim, Ana, Bob: 1500, 10, 30, 70 and 75 minutes, of which the office was open for 480, 10, 30 (the second
        // number has no hours), 10 and 15.
        "firstResponse": { "count": 5, "clock": minutes(70, 1_500), "open": minutes(15, 480) },
        // Ana from 8 to 10, Cleo since Monday 17:30.
        "resolution": { "count": 2, "clock": minutes(120, 1_410), "open": minutes(60, 450) },
        // Bob twice, Ana, Hugo, Kim; Dan and Ned; Fay and Gus.
        "windowsAnswered": 5, "windowsOpen": 2, "windowsMissed": 2,
        "received": 10, "sent": 10, "delivered": 9, "read": 3,
        // Not what was taken back.
        "failed": 2, "limitViolations": 1,
        "templatesSent": 3, "templatesAnswered": 1, "templatesAnsweredSoon": 1,
    });
    assert_eq!(day["totals"], expected);
    let before = &day["before"];
    assert_eq!([&before["received"], &before["windowsAnswered"], &before["windowsMissed"]], [2, 1, 1], "Cleo and Mia");
    assert_eq!(day["days"], json!([{ "day": "2026-11-17", "received": 10, "sent": 10 }]));
    let mut tuesday = [0; 24];
    for (hour, count) in [(0, 1), (6, 1), (8, 2), (10, 1), (11, 1), (12, 1), (15, 1), (17, 1), (23, 1)] {
        tuesday[hour] = count;
    }
    let other = [0; 24];
    assert_eq!(day["hours"], json!([other, tuesday, other, other, other, other, other]));
    t.end().await;
}

#[tokio::test]
async fn a_day_is_told_by_who_answered_by_template_by_reason_and_by_what_is_charged() {
    let t = House::new().await;
    open_with_lunch(&t, SAO_PAULO).await;
    a_tuesday(&t).await;
    let day = of_tuesday(&t, json!({})).await;
    let agents = day["agents"].as_array().unwrap().iter().map(|one| {
        let first = &one["firstResponse"];
        json!([one["id"], one["sent"], first["count"], first["open"]["medianMs"], one["resolved"]])
    });
    let expected = [
        json!(["agent:Eva", 4, 3, 30 * MINUTE, 1]),
        json!(["agent:Max", 5, 2, 10 * MINUTE, 1]),
        json!(["rule:away", 1, 0, null, 0]),
    ];
    assert_eq!(agents.collect::<Vec<_>>(), expected);
    let template = |name: &str, category: &str, counts: [i64; 6]| {
        let [sent, delivered, read, answered, soon, failed] = counts;
        json!({ "name": name, "language": "en", "category": category, "sent": sent, "delivered": delivered, "read": read,
            "answered": answered, "answeredSoon": soon, "failed": failed })
    };
    let templates = json!([
        template("reminder", "UTILITY", [2, 2, 1, 1, 1, 1]),
        template("offer", "MARKETING", [1, 1, 0, 0, 0, 0])
    ]);
    assert_eq!(day["templates"], templates);
    let reason = |one: &Value| json!([one["code"], one["limit"], one["count"]]);
    let failures: Vec<_> = day["failures"].as_array().unwrap().iter().map(reason).collect();
    assert_eq!(failures, [json!(["131026", false, 1]), json!(["131056", true, 1])]);
    let priced = |channel: &str, category: &str, kind: &str, count: i64| json!({ "channel": channel, "category": category, "type": kind, "count": count });
    let expected = json!([
        priced("main", "service", "free_customer_service", 3),
        priced("main", "service", "free_entry_point", 1),
        priced("main", "service", "regular", 1),
        priced("main", "utility", "regular", 2),
        priced("second", "marketing", "regular", 1),
        priced("second", "service", "free_customer_service", 1),
    ]);
    assert_eq!(day["priced"], expected, "only what arrived is charged");
    let month = t.rpc("month_use", Value::Null).await;
    let used = [&month[0]["channel"], &month[0]["first"], &month[0]["service"], &month[0]["freeService"]];
    assert_eq!(used, [&json!("main"), &json!("2026-11-01"), &json!(4), &json!(1_000)], "from an ad it is free anyway");
    t.end().await;
}

#[tokio::test]
async fn a_day_can_be_counted_for_one_number_or_for_one_who_answers() {
    let t = House::new().await;
    open_with_lunch(&t, SAO_PAULO).await;
    a_tuesday(&t).await;
    let names = ["received", "sent", "delivered", "failed", "windowsAnswered", "windowsMissed", "templatesSent"];
    let counts = |of: &Value| names.map(|name| of["totals"][name].as_i64().unwrap());
    let main = of_tuesday(&t, json!({ "channel": "main" })).await;
    assert_eq!(counts(&main), [9, 8, 7, 2, 4, 2, 2], "all but Kim and Lou");
    assert_eq!(main["totals"]["firstResponse"]["count"], 4);
    let by_max = of_tuesday(&t, json!({ "agent": "agent:Max" })).await;
    assert_eq!(counts(&by_max), [10, 5, 4, 2, 5, 2, 2], "what customers do belongs to nobody");
    let first = &by_max["totals"]["firstResponse"];
    assert_eq!((&first["count"], &first["clock"]), (&json!(2), &minutes(10, 75)), "Hugo and Bob");
    assert_eq!(
        by_max["totals"]["resolution"],
        json!({ "count": 1, "clock": minutes(1_410, 1_410), "open": minutes(450, 450) })
    );
    t.end().await;
}

#[tokio::test]
async fn where_nobody_has_said_when_the_office_is_open_times_are_by_the_clock() {
    let t = House::new().await;
    a_tuesday(&t).await;
    let days = figures(&t, "2026-11-16", "2026-11-18", json!({})).await;
    assert_eq!(days["counted"], json!({ "open": [], "clock": ["main"] }));
    assert_eq!(days["totals"]["resolution"], json!({ "count": 2, "clock": minutes(120, 1_410), "open": null }));
    t.end().await;
}

#[tokio::test]
async fn days_and_months_begin_where_the_office_is_also_when_clocks_change() {
    let t = House::new().await;
    open_with_lunch(&t, "Europe/Madrid").await;
    let d = Diary::new(&t, "UTC");
    // On the 25th of October clocks in Madrid went from 3 back to 2: that day has 25 hours.
    d.asks("main", "Saturday", "2026-10-24 21:59:59").await;
    d.asks("main", "First", "2026-10-24 22:00:00").await;
    d.asks("main", "Half past two", "2026-10-25 00:30:00").await;
    d.asks("main", "Half past two again", "2026-10-25 01:30:00").await;
    d.asks("main", "Last", "2026-10-25 22:59:59").await;
    d.asks("main", "Monday", "2026-10-25 23:00:00").await;
    d.asks("main", "October", "2026-10-31 22:59:59").await;
    d.asks("main", "November", "2026-10-31 23:00:00").await;
    let sunday = figures(&t, "2026-10-25", "2026-10-25", json!({})).await;
    assert_eq!((&sunday["totals"]["received"], &sunday["before"]["received"]), (&json!(4), &json!(1)));
    assert_eq!([&sunday["hours"][6][0], &sunday["hours"][6][2], &sunday["hours"][6][23]], [1, 2, 1]);
    let october = t.rpc("figures", json!({ "period": { "kind": "lastMonth" } })).await;
    assert_eq!((&october["first"], &october["last"]), (&json!("2026-10-01"), &json!("2026-10-31")));
    let days = october["days"].as_array().unwrap();
    let busy = days.iter().filter(|day| day["received"] != 0).map(|day| json!([day["day"], day["received"]]));
    let expected =
        [json!(["2026-10-24", 1]), json!(["2026-10-25", 4]), json!(["2026-10-26", 1]), json!(["2026-10-31", 1])];
    assert_eq!((days.len(), busy.collect::<Vec<_>>()), (31, expected.to_vec()));
    let november = t.rpc("figures", json!({ "period": { "kind": "month" } })).await;
    assert_eq!((&november["last"], &november["totals"]["received"]), (&json!("2026-11-18"), &json!(1)));
    t.end().await;
}

#[tokio::test]
async fn a_time_in_which_nothing_happened_has_no_rates_and_no_lengths() {
    let t = House::new().await;
    open_with_lunch(&t, SAO_PAULO).await;
    a_tuesday(&t).await;
    let empty = figures(&t, "2026-02-28", "2026-03-01", json!({})).await;
    for length in ["firstResponse", "resolution"] {
        assert_eq!(empty["totals"][length], json!({ "count": 0, "clock": null, "open": null }));
    }
    let counts = empty["totals"].as_object().unwrap().values().filter(|value| value.is_i64());
    assert!(counts.clone().count() == 12 && counts.into_iter().all(|count| *count == 0));
    for list in ["agents", "templates", "failures", "priced"] {
        assert_eq!(empty[list], json!([]), "{list}");
    }
    assert_eq!(empty["days"].as_array().unwrap().len(), 2);
    t.end().await;
}
