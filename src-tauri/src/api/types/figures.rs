//! The owner's figures. Days are `YYYY-MM-DD` in the business's zone; lengths of time are milliseconds.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::ids::ChannelId;

/// Which figures to count.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AskFigures {
    /// Of which time.
    pub period: Period,
    /// Of one channel only.
    #[serde(default)]
    #[ts(optional)]
    pub channel: Option<ChannelId>,
    /// Of one who answers only, by the `id` of an [`AgentFigures`].
    #[serde(default)]
    #[ts(optional)]
    pub agent: Option<String>,
}

/// A time, in days of the business's zone.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub enum Period {
    /// Since midnight.
    Today,
    /// Today and the six days before.
    Week,
    /// This month, until today.
    Month,
    /// The whole month before.
    LastMonth,
    /// From a day to a day, both included; at most 366.
    Days {
        /// The first.
        first: String,
        /// The last.
        last: String,
    },
}

/// The figures of a period.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Figures {
    /// The zone in which days begin.
    pub zone: String,
    /// The first day.
    pub first: String,
    /// The last day.
    pub last: String,
    /// How times are counted.
    pub counted: HoursCounted,
    /// What they are.
    pub totals: Totals,
    /// What they were in as many days before.
    pub before: Totals,
    /// Day by day.
    pub days: Vec<DayFigures>,
    /// How many messages customers wrote at each hour of the week: seven days from Monday, each with 24 hours.
    pub hours: Vec<Vec<i64>>,
    /// Who answered, the busiest first; also when only one of them was asked for.
    pub agents: Vec<AgentFigures>,
    /// Which templates were sent.
    pub templates: Vec<TemplateFigures>,
    /// Why messages failed, the most frequent first.
    pub failures: Vec<FailureFigures>,
    /// What the provider counts the messages as that arrived.
    pub priced: Vec<PricedFigures>,
    /// How long webhooks took, since the program started.
    pub webhooks: WebhookFigures,
}

/// Whose times can be counted in business hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HoursCounted {
    /// The numbers that have said when they are open.
    pub open: Vec<ChannelId>,
    /// Those that have not: their times are by the clock.
    pub clock: Vec<ChannelId>,
}

/// The sums of a period.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Totals {
    /// How long customers waited for the first answer to what they came for.
    pub first_response: Spent,
    /// How long it took from the beginning of a piece of work to its end.
    pub resolution: Spent,
    /// Windows that were opened by a customer and answered before they closed.
    pub windows_answered: i64,
    /// Those that are open and wait for an answer.
    pub windows_open: i64,
    /// Those that closed 24 hours after the customer's last message without an answer.
    pub windows_missed: i64,
    /// How many messages customers wrote.
    pub received: i64,
    /// How many messages were sent from here.
    pub sent: i64,
    /// How many of them arrived.
    pub delivered: i64,
    /// How many were opened, as far as customers allow us to know.
    pub read: i64,
    /// How many failed.
    pub failed: i64,
    /// How many failed because of one of the provider's limits.
    pub limit_violations: i64,
    /// How many templates were sent and did not fail.
    pub templates_sent: i64,
    /// How many of them the customer answered.
    pub templates_answered: i64,
    /// And how many of these within 24 hours.
    pub templates_answered_soon: i64,
}

/// Lengths of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Spent {
    /// Of how many.
    pub count: i64,
    /// By the clock; `null` of none.
    pub clock: Option<Typical>,
    /// Counting only the hours in which the office is open, and by the clock where nobody has said when that is; `null` of
    /// none, or when nobody has said so of any number.
    pub open: Option<Typical>,
}

/// The middle and the slow end of lengths of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Typical {
    /// Half were no longer.
    pub median_ms: i64,
    /// Nine of ten were no longer.
    pub p90_ms: i64,
}

/// A day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DayFigures {
    /// Which.
    pub day: String,
    /// How many messages customers wrote.
    pub received: i64,
    /// How many were sent from here.
    pub sent: i64,
}

/// Somebody who answers: a person, a program, a rule, or the phone that shares the number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AgentFigures {
    /// What to ask for to see only them.
    pub id: String,
    /// Their name; empty for the phone.
    pub name: String,
    /// What they are.
    pub kind: AgentKind,
    /// How many messages they sent.
    pub sent: i64,
    /// How many customers they were the first to answer, and how fast.
    pub first_response: Spent,
    /// How many pieces of work they ended.
    pub resolved: i64,
}

/// What answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum AgentKind {
    /// A person at a screen.
    Person,
    /// Another program.
    Program,
    /// A rule of ours.
    Rule,
    /// The phone that shares the number.
    Phone,
}

/// What became of a template.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TemplateFigures {
    /// Its name at the provider.
    pub name: String,
    /// Its language.
    pub language: String,
    /// Its category.
    pub category: String,
    /// How many went out and did not fail.
    pub sent: i64,
    /// How many arrived.
    pub delivered: i64,
    /// How many were opened.
    pub read: i64,
    /// How many were answered.
    pub answered: i64,
    /// How many were answered within 24 hours.
    pub answered_soon: i64,
    /// How many failed.
    pub failed: i64,
}

/// A reason for which messages failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FailureFigures {
    /// The provider's number or a word of ours.
    pub code: String,
    /// The name of the sentence that says what happened: `failure_…` of the screen's texts.
    pub explanation: String,
    /// Whether it is one of the provider's limits that was met.
    pub limit: bool,
    /// How many.
    pub count: i64,
}

/// Messages of one kind, in the provider's own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PricedFigures {
    /// On which channel.
    pub channel: ChannelId,
    /// `service`, `utility`, `marketing`, `authentication` or a newer word.
    pub category: String,
    /// `regular`, `free_customer_service`, `free_entry_point`, a newer word, or empty.
    #[serde(rename = "type")]
    pub kind: String,
    /// How many.
    pub count: i64,
}

/// How long webhooks took from their first byte until they were kept and answered.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WebhookFigures {
    /// Of how many, at most the last 4096.
    pub count: i64,
    /// Half were no slower.
    pub median_ms: f64,
    /// 95 of 100 were no slower.
    pub p95_ms: f64,
    /// None was slower.
    pub longest_ms: f64,
}

/// What a channel has used of this month, in the business's zone; the provider's own month may begin some hours apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MonthUse {
    /// Which channel.
    pub channel: ChannelId,
    /// The first day of the month.
    pub first: String,
    /// What the provider counts the messages as that arrived.
    pub priced: Vec<PricedFigures>,
    /// How many of them count against the service messages that are free.
    pub service: i64,
    /// How many of those are free in a month; `null` before October 2026, when all were.
    pub free_service: Option<i64>,
}
