//! Pages of conversations and messages, and search, through the commands of the screen.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, anyhow, bail, ensure};
use chrono::Days;
use frontdesk::api::{Api, Switch, Welcome, Workspace, dispatch};
use frontdesk::domain::window::SERVICE_WINDOW;
use frontdesk::store::tables::conversation_list;
use futures::future::BoxFuture;
use serde_json::{Value, json};

use crate::bare::{self, Bare, Query};
use crate::samples::{Samples, millis};
use crate::site::{self, Site};
use crate::table::{Row, Table};
use crate::words::{COMMON, NAME, PREFIX, RARE, THOUSAND};

/// How often a question is asked.
const TIMES: usize = 200;
/// And how long at the most.
const LONGEST: Duration = Duration::from_secs(4);
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// A question, with what bare SQLite is asked instead.
struct Case {
    name: &'static str,
    command: &'static str,
    payload: Value,
    bare: Vec<Query>,
}

/// Measures.
pub async fn measure(site: &Site, table: &mut Table) -> anyhow::Result<()> {
    let running = site.open(&site.directory).await?;
    let api = api(running.workspace());
    let cases = cases(site, &api).await?;
    let bare = Bare::open(&site.directory)?;
    let mut rows = Vec::new();
    for case in &cases {
        rows.push(case.measure(site, &api, &bare).await?);
    }
    closing(site, &running.workspace(), table).await?;
    figures(site, &api, table).await?;
    drop(api);
    running.close().await;
    for (case, row) in cases.iter().zip(rows) {
        table.add(row.with("first", first_call(site, case).await?, "ms"));
    }
    Ok(())
}

impl Case {
    fn new(name: &'static str, command: &'static str, payload: Value, bare: Vec<Query>) -> Case {
        Case { name, command, payload, bare }
    }

    /// The question and its floor by turns, so that both meet the same moments.
    async fn measure(&self, site: &Site, api: &Api, bare: &Bare) -> anyhow::Result<Row> {
        let (mut samples, mut floor) = (Samples::default(), Samples::default());
        let (rows, _) = self.ask(api).await?;
        let (bare_rows, _) = bare.run(&self.bare)?;
        ensure!(rows == bare_rows, "{}: {rows} rows, and {bare_rows} by hand", self.name);
        let started = Instant::now();
        while samples.len() < TIMES && started.elapsed() < LONGEST {
            samples.add(self.ask(api).await?.1);
            floor.add(bare.run(&self.bare)?.1);
        }
        Ok(Row::new(site.made.messages, self.name, samples.median_ms(), "ms").over(floor.median_ms()).with(
            "p95",
            samples.percentile_ms(0.95),
            "ms",
        ))
    }

    /// Asks once; the answer counts when it is text.
    async fn ask(&self, api: &Api) -> anyhow::Result<(usize, Duration)> {
        let payload = self.payload.clone();
        let started = Instant::now();
        let answer = ask(api, self.command, payload).await?;
        std::hint::black_box(serde_json::to_vec(&answer)?);
        let took = started.elapsed();
        let count = |list: &str| answer.get(list).and_then(Value::as_array).map_or(0, Vec::len);
        Ok((count("items") + count("people") + count("messages"), took))
    }
}

async fn first_call(site: &Site, case: &Case) -> anyhow::Result<f64> {
    let running = site.open(&site.directory).await?;
    let (_, took) = case.ask(&api(running.workspace())).await?;
    running.close().await;
    Ok(millis(took))
}

async fn ask(api: &Api, command: &str, payload: Value) -> anyhow::Result<Value> {
    dispatch(api, command, payload).await.map_err(|problem| anyhow!("{command}: {problem:?}"))
}

async fn cases(site: &Site, api: &Api) -> anyhow::Result<Vec<Case>> {
    let mut cases = lists(site, api).await?;
    cases.extend(threads(site, api).await?);
    let search =
        |name, words: &str| Case::new(name, "search", json!({ "query": words, "limit": 50 }), bare::search(words));
    let word_count = |word: &str| {
        let sql = format!("SELECT count(*) FROM message_words WHERE message_words MATCH '{word}'");
        site::number(&site::reader(&site.directory)?, &sql)
    };
    ensure!(word_count(RARE)? == 5 && word_count(THOUSAND)? >= 1_000, "the words to search for are not there");
    cases.extend([
        search("search: common word", COMMON),
        search("search: 1 000 hits", THOUSAND),
        search("search: 3-letter prefix", PREFIX),
        search("search: rare word", RARE),
        search("search: first name", NAME),
    ]);
    Ok(cases)
}

async fn lists(site: &Site, api: &Api) -> anyhow::Result<Vec<Case>> {
    let list = |filter: &str, sort: &str| json!({ "filter": filter, "sort": sort, "limit": 50 });
    let closed_before = site.made.end_ms - DAY_MS;
    let newest = "v.last_message_at DESC, v.id DESC";
    let open = "v.last_customer_message_at > ?1 AND v.last_message_at > ?1
                AND coalesce(v.window_refused_at, 0) < v.last_customer_message_at";
    let closed = "(v.last_customer_message_at IS NULL OR v.last_customer_message_at <= ?1
                   OR coalesce(v.window_refused_at, 0) >= v.last_customer_message_at)";
    let (cursor, place) = deep(site, api).await?;
    let mut at_depth = list("all", "newest");
    if let Some(fields) = at_depth.as_object_mut() {
        fields.insert("cursor".to_owned(), cursor);
    }
    let mut unread = list("all", "newest");
    if let Some(fields) = unread.as_object_mut() {
        fields.insert("unread".to_owned(), json!(true));
    }
    let case = |name, payload, bare| Case::new(name, "list_conversations", payload, vec![bare]);
    let bound = || [closed_before.into()];
    Ok(vec![
        case("list: newest 50", list("all", "newest"), bare::list("TRUE", newest, [])),
        case(
            "list: newest 50 in the middle",
            at_depth,
            bare::list("(v.last_message_at, v.id) < (?1, ?2)", newest, [place.0.into(), place.1.into()]),
        ),
        case(
            "list: closing soonest",
            list("open", "closingSoonest"),
            bare::list(open, "v.last_customer_message_at, v.id", bound()),
        ),
        case("list: open windows", list("open", "newest"), bare::list(open, newest, bound())),
        case("list: closed windows", list("closed", "newest"), bare::list(closed, newest, bound())),
        case(
            "list: longest waiting",
            list("all", "longestWaiting"),
            bare::list("v.waiting_since IS NOT NULL", "v.waiting_since, v.id", []),
        ),
        case("list: unread", unread, bare::list("v.unread > 0", newest, [])),
    ])
}

/// The middle of the conversation list: where its next page begins.
async fn deep(site: &Site, api: &Api) -> anyhow::Result<(Value, (i64, i64))> {
    let mut cursor = Value::Null;
    let mut place = (0, 0);
    for _ in 0..(site.people() / 2).div_ceil(200) {
        let payload = json!({ "filter": "all", "sort": "newest", "limit": 200, "cursor": cursor });
        let page = ask(api, "list_conversations", payload).await?;
        cursor = page.get("nextCursor").cloned().context("a page has no cursor")?;
        place = last_place(&page, "lastMessageAt")?;
    }
    Ok((cursor, place))
}

fn last_place(page: &Value, time: &str) -> anyhow::Result<(i64, i64)> {
    let items = page.get("items").and_then(Value::as_array).context("a page has no items")?;
    place(items.last(), time)
}

fn place(item: Option<&Value>, time: &str) -> anyhow::Result<(i64, i64)> {
    let item = item.context("a page is empty")?;
    let field = |name: &str| item.get(name).and_then(Value::as_i64).with_context(|| format!("an item has no {name}"));
    Ok((field(time)?, field("id")?))
}

/// The thread with the most messages: its end, and its middle.
async fn threads(site: &Site, api: &Api) -> anyhow::Result<Vec<Case>> {
    let reader = site::reader(&site.directory)?;
    let (thread, length): (i64, i64) = reader.query_row(
        "SELECT conversation, count(*) FROM message GROUP BY conversation ORDER BY count(*) DESC LIMIT 1",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let mut before = Value::Null;
    let mut middle = (0, 0);
    for _ in 0..(length / 2 + 199) / 200 {
        let payload = json!({ "conversation": thread, "limit": 200, "before": before });
        let page = ask(api, "list_messages", payload).await?;
        before = page.get("older").cloned().context("a page has no cursor")?;
        middle = place(page.get("items").and_then(Value::as_array).and_then(|items| items.first()), "at")?;
    }
    let end = json!({ "conversation": thread, "limit": 50 });
    let deep = json!({ "conversation": thread, "limit": 50, "before": before });
    let case = |name, payload, place| Case::new(name, "list_messages", payload, vec![bare::thread(thread, place)]);
    Ok(vec![
        case("thread: last 50 of the longest", end, (i64::MAX, i64::MAX)),
        case("thread: 50 in the middle of it", deep, middle),
    ])
}

/// What is looked for every twenty seconds, and not by anybody: windows that are about to close.
async fn closing(site: &Site, workspace: &Workspace, table: &mut Table) -> anyhow::Result<()> {
    let mut samples = Samples::default();
    for _ in 0..TIMES / 10 {
        let closed_before = site.end() - SERVICE_WINDOW;
        let opened_before = closed_before + chrono::Duration::minutes(30);
        let started = Instant::now();
        let read =
            workspace.store.read(move |tx| conversation_list::unanswered_closing(tx, closed_before, opened_before));
        std::hint::black_box(read.await?);
        samples.add(started.elapsed());
    }
    let row = Row::new(site.made.messages, "closing windows (each 20 s)", samples.median_ms(), "ms");
    table.add(row.with("p95", samples.percentile_ms(0.95), "ms"));
    Ok(())
}

/// The owner's page: what is counted of the last thirty days, beside the thirty before, for all numbers and for one.
async fn figures(site: &Site, api: &Api, table: &mut Table) -> anyhow::Result<()> {
    let last = site.end().date_naive();
    let days = json!({ "kind": "days", "first": (last - Days::new(29)).to_string(), "last": last.to_string() });
    let everything = json!({ "period": days });
    let of_a_number = json!({ "period": days, "channel": "main" });
    for (name, ask_for) in [("figures: a month", everything), ("figures: a month of one number", of_a_number)] {
        let mut samples = Samples::default();
        for _ in 0..TIMES / 10 {
            let started = Instant::now();
            let month = ask(api, "figures", ask_for.clone()).await?;
            samples.add(started.elapsed());
            let received = month.pointer("/totals/received").and_then(Value::as_i64);
            ensure!(received > Some(0), "{name}: nothing was counted");
        }
        let row = Row::new(site.made.messages, name, samples.median_ms(), "ms");
        table.add(row.with("p95", samples.percentile_ms(0.95), "ms"));
    }
    Ok(())
}

fn api(workspace: Arc<Workspace>) -> Arc<Api> {
    Api::new(Arc::new(OneWorkspace), Some(workspace), Welcome::default())
}

/// There is no other workspace to turn to.
struct OneWorkspace;

impl Switch for OneWorkspace {
    fn open_practice(&self) -> BoxFuture<'_, anyhow::Result<Arc<Workspace>>> {
        Box::pin(async { bail!("there is no practice here") })
    }

    fn close(&self) -> BoxFuture<'_, ()> {
        Box::pin(async {})
    }
}
