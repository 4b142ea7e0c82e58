//! A computer whose clock is wrong counts windows by the provider's.

use chrono::Duration;
use serde_json::{Value, json};

use crate::common::eventually;
use crate::common::house::House;

const ANA: &str = "+16505550120";
const BOB: &str = "+16505550121";
const HOUR: i64 = 3600;

/// What the screen is told of the clock, once it was found wrong.
async fn told(t: &House) -> Value {
    eventually("the screen is told", async || {
        let clock = t.rpc("bootstrap", Value::Null).await["clock"].clone();
        clock["behindS"].is_i64().then_some(clock)
    })
    .await
}

fn is_about(value: &Value, wanted: i64) -> bool {
    value.as_i64().is_some_and(|value| (value - wanted).abs() <= 5)
}

/// Seconds that are left of a window, by the clock that the screen is told to count by.
fn left_s(clock: &Value, conversation: &Value) -> Value {
    let millis = conversation["window"]["closesAt"].as_i64().unwrap() - clock["now"].as_i64().unwrap();
    json!(millis / 1000)
}

/// Pain 3: the window computed from the wrong clock. Three hours behind, a window that is closed looks open.
#[tokio::test]
async fn three_hours_behind_is_told_and_a_window_that_has_closed_is_closed() {
    let t = House::on_a_computer_that_is(Duration::hours(3)).await;
    let ana = t.customer_ago("Ana", ANA, "Hello", 22 * HOUR).await;
    let bob = t.customer_ago("Bob", BOB, "Hello", 25 * HOUR).await;
    let clock = told(&t).await;
    assert!(is_about(&clock["behindS"], 3 * HOUR), "{clock}");
    let ana = t.conversation(&ana["id"]).await;
    assert_eq!(ana["window"]["phase"], "open");
    assert!(is_about(&left_s(&clock, &ana), 2 * HOUR), "and not five: {ana}");
    assert_eq!(t.conversation(&bob["id"]).await["window"]["phase"], "closed");
    assert_eq!(t.reply(&bob, "too late").await.unwrap_err()["code"], "window_closed");
    assert_eq!(t.taken().await.len(), 0);
    t.end().await;
}

#[tokio::test]
async fn three_hours_ahead_is_told_and_a_window_that_is_open_is_open() {
    let t = House::on_a_computer_that_is(Duration::hours(-3)).await;
    let ana = t.customer_ago("Ana", ANA, "Hello", 22 * HOUR).await;
    let clock = told(&t).await;
    assert!(is_about(&clock["behindS"], -3 * HOUR), "{clock}");
    let ana = t.conversation(&ana["id"]).await;
    assert!(is_about(&left_s(&clock, &ana), 2 * HOUR), "and not closed an hour ago: {ana}");
    let reply = t.reply(&ana, "in time").await.unwrap();
    t.message_with_status(&reply, "read").await;
    t.end().await;
}

#[tokio::test]
async fn a_clock_that_is_right_is_not_spoken_of() {
    let t = House::on_a_computer_that_is(Duration::seconds(20)).await;
    let ana = t.customer("Ana", ANA, "Hello").await;
    let reply = t.reply(&ana, "Hi").await.unwrap();
    t.message_with_status(&reply, "read").await;
    // Longer than it takes to compare.
    tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
    assert_eq!(t.rpc("bootstrap", Value::Null).await["clock"]["behindS"], Value::Null);
    t.end().await;
}
