//! The order and the wealth of a day.

use std::collections::BTreeSet;

use super::*;

fn values(bodies: &[Value]) -> Vec<&Value> {
    bodies.iter().map(|body| &body["entry"][0]["changes"][0]).collect()
}

fn seconds(value: &Value) -> i64 {
    value.as_str().unwrap().parse().unwrap()
}

#[test]
fn the_same_seed_gives_the_same_day_and_another_seed_another() {
    let bodies = day(7, 300);
    assert_eq!(bodies.len(), 300);
    assert_eq!(bodies, day(7, 300));
    assert_ne!(bodies, day(8, 300));
}

#[test]
fn a_day_holds_everything_in_the_order_of_time() {
    let bodies = day(1, 4000);
    let changes = values(&bodies);
    let messages: Vec<&Value> = changes.iter().flat_map(|c| c["value"]["messages"].as_array()).flatten().collect();
    let kinds: BTreeSet<&str> = messages.iter().filter_map(|message| message["type"].as_str()).collect();
    let expected = "audio button contacts document edit image interactive location order reaction request_welcome \
                    revoke sticker system text unsupported video";
    assert_eq!(kinds, expected.split(' ').collect());
    let fields: BTreeSet<&str> = changes.iter().filter_map(|change| change["field"].as_str()).collect();
    let others = OTHERS.iter().map(|(field, _)| *field).chain(["messages", "smb_message_echoes"]);
    assert_eq!(fields, others.collect());
    assert!(messages.iter().any(|message| message.get("from").is_none()), "some have no number");
    let ids: BTreeSet<&str> = messages.iter().filter_map(|message| message["id"].as_str()).collect();
    assert_eq!(ids.len(), messages.len(), "no message comes twice");
    let times: Vec<i64> = messages.iter().map(|message| seconds(&message["timestamp"])).collect();
    assert!(times.is_sorted() && times.iter().all(|at| (BEGINS..BEGINS + LASTS_SECONDS).contains(at)));
}

#[test]
fn nothing_is_edited_or_withdrawn_that_was_not_said_before_by_the_same_person() {
    let bodies = day(5, 3000);
    let mut said = std::collections::BTreeMap::new();
    let mut changed = 0;
    for message in values(&bodies).iter().flat_map(|c| c["value"]["messages"].as_array()).flatten() {
        for change in ["edit", "revoke"] {
            if let Some(original) = message[change]["original_message_id"].as_str() {
                let writer: &Value = said.get(original).unwrap_or_else(|| panic!("{original} was never said"));
                assert_eq!(*writer, message["from"], "words are changed by whoever said them");
                changed += 1;
            }
        }
        said.insert(message["id"].as_str().unwrap(), message["from"].clone());
    }
    assert!(changed > 50, "only {changed} were changed");
}

#[test]
fn every_known_message_is_sent_delivered_and_read() {
    let bodies = day(3, 3000);
    let statuses: Vec<&Value> =
        values(&bodies).into_iter().flat_map(|change| change["value"]["statuses"].as_array()).flatten().collect();
    for id in DAY_SENT {
        let names: Vec<&Value> = statuses.iter().filter(|one| one["id"] == id).map(|one| &one["status"]).collect();
        assert_eq!(names, STATIONS, "{id}");
    }
}
