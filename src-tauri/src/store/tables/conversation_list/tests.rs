use super::*;
use crate::store::Store;

fn query() -> ListQuery {
    ListQuery {
        windows: Windows::All,
        sort: Sort::Newest,
        work: WorkFilter::Open,
        unread: false,
        label: None,
        pinned_first: true,
        channel: None,
        after: None,
        limit: 100,
    }
}

/// How SQLite goes through the threads for a page of the list, without what it looks up for each row.
async fn plan(query: ListQuery, pins: Pins) -> String {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open(directory.path()).unwrap();
    let (sql, values) = sql_for(&query, pins);
    let explained = format!("EXPLAIN QUERY PLAN {sql}");
    let steps = store.read(move |tx| {
        tx.query_all(&explained, rusqlite::params_from_iter(values), |row| Ok((row.get::<_, i64>(1)?, row.get(3)?)))
    });
    let steps: Vec<(i64, String)> = steps.await.unwrap();
    steps.into_iter().filter(|(parent, _)| *parent == 0).map(|(_, step)| step).collect::<Vec<_>>().join("\n")
}

/// Pain 26: the list is slow with real volumes. Of 100 000 chats most are resolved.
#[tokio::test]
async fn the_usual_view_runs_along_the_open_chats_alone_and_sorts_nothing() {
    let first = plan(query(), Pins::Without).await;
    assert!(first.contains("SEARCH v USING INDEX conversation_by_work (work=?)"), "{first}");
    let later = ListQuery { after: Some((1_795_000_000_000, ConversationId(7))), ..query() };
    let later = plan(later, Pins::Without).await;
    assert!(later.contains("conversation_by_work (work=? AND"), "a later page begins in its middle: {later}");
    for plan in [first, later] {
        assert!(!plan.contains("TEMP B-TREE"), "{plan}");
    }
}

#[tokio::test]
async fn pinned_and_unread_chats_are_found_without_looking_at_the_others() {
    let pinned = plan(query(), Pins::Only).await;
    assert!(!pinned.contains("SCAN v"), "{pinned}");
    let unread = plan(ListQuery { work: WorkFilter::All, unread: true, ..query() }, Pins::Without).await;
    assert!(unread.contains("conversation_unread") && !unread.contains("TEMP B-TREE"), "{unread}");
}

#[tokio::test]
async fn a_label_is_looked_up_and_not_searched_for_in_every_chat() {
    let plan = plan(ListQuery { work: WorkFilter::All, label: Some(LabelId(3)), ..query() }, Pins::Without).await;
    assert!(plan.contains("LIST SUBQUERY") && !plan.contains("SCAN"), "{plan}");
}
