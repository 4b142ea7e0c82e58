//! The conversation list and search.

use chrono::DateTime;

use crate::domain::content::MediaKind;
use crate::domain::ids::ConversationId;
use crate::domain::list::{ConversationSort, WindowFilter};
use crate::domain::problem::Wrong;
use crate::domain::window::SERVICE_WINDOW;
use crate::store::search_text;
use crate::store::tables::conversation_list::{self, ListQuery, Sort, Windows};
use crate::store::tables::message::SearchFilter;
use crate::store::tables::{contact, conversation, message};

use super::types::{
    ApiError, Conversation, ConversationPage, ConversationsById, ListConversations, MessageHit, Search, SearchKind,
    SearchResults,
};
use super::view::{self, Seen};
use super::{Api, bubbles, cursor, rows};

/// A window that closes within this time closes soon.
const SOON: chrono::Duration = chrono::Duration::hours(4);
const LONGEST_PAGE: u32 = 200;
const MOST_IDS: usize = 500;
pub(super) const LONGEST_QUERY: usize = 200;

pub(super) fn check_limit(limit: u32) -> Result<u32, ApiError> {
    if (1..=LONGEST_PAGE).contains(&limit) {
        Ok(limit)
    } else {
        Err(ApiError::invalid("limit", Wrong::Outside { from: 1, to: i64::from(LONGEST_PAGE) }))
    }
}

pub(super) fn check_ids<T>(ids: &[T]) -> Result<(), ApiError> {
    if ids.len() <= MOST_IDS { Ok(()) } else { Err(ApiError::invalid("ids", Wrong::TooMany { most: MOST_IDS })) }
}

pub(super) async fn list_conversations(api: &Api, list: ListConversations) -> Result<ConversationPage, ApiError> {
    let workspace = api.workspace()?;
    let now = workspace.clock.now();
    let closed_before = now - SERVICE_WINDOW;
    let sort = match list.sort {
        ConversationSort::Newest => Sort::Newest,
        ConversationSort::LongestWaiting => Sort::LongestWaiting,
        ConversationSort::ClosingSoonest => Sort::ClosingSoonest,
    };
    let windows = match list.filter {
        // What is closed already does not close next.
        WindowFilter::All if sort == Sort::ClosingSoonest => Windows::Open { closed_before },
        WindowFilter::All => Windows::All,
        WindowFilter::Open => Windows::Open { closed_before },
        WindowFilter::ClosingSoon => Windows::ClosingSoon { closed_before, opened_before: closed_before + SOON },
        WindowFilter::Closed => Windows::Closed { closed_before },
    };
    let after = list.cursor.as_deref().map(cursor::read).transpose()?;
    let query = ListQuery {
        windows,
        sort,
        work: list.work,
        unread: list.unread,
        label: list.label,
        pinned_first: sort == Sort::Newest,
        channel: None,
        after: after.map(|(value, id)| (value, ConversationId(id))),
        limit: check_limit(list.limit)?,
    };
    let read = workspace.store.read(move |tx| {
        let (rows, next) = conversation_list::page(tx, &query)?;
        Ok((rows::all(tx, rows, now)?, next))
    });
    let (items, next) = read.await?;
    Ok(ConversationPage { items, next_cursor: next.map(|(value, id)| cursor::write(value, id.0)) })
}

pub(super) async fn conversations(api: &Api, wanted: ConversationsById) -> Result<Vec<Conversation>, ApiError> {
    let workspace = api.workspace()?;
    check_ids(&wanted.ids)?;
    let now = workspace.clock.now();
    let read = workspace.store.read(move |tx| rows::all(tx, conversation_list::by_ids(tx, &wanted.ids)?, now));
    Ok(read.await?)
}

pub(super) async fn search(api: &Api, search: Search) -> Result<SearchResults, ApiError> {
    let workspace = api.workspace()?;
    let limit = check_limit(search.limit)?;
    if search.query.chars().count() > LONGEST_QUERY {
        return Err(ApiError::invalid("query", Wrong::TooLong { most: LONGEST_QUERY }));
    }
    let filtered = search.kind.is_some()
        || search.outbound.is_some()
        || search.since.is_some()
        || search.until.is_some()
        || search.conversation.is_some();
    let of_people = search_text::query_for_people(&search.query).filter(|_| !filtered);
    let words = search_text::query(&search.query);
    if words.is_none() && !filtered {
        return Ok(SearchResults { people: Vec::new(), messages: Vec::new() });
    }
    // Messages of a type that has no words yet can be found by their id at WhatsApp.
    let id = Some(search.query.trim().to_owned()).filter(|_| !filtered);
    let filter = filter(search, words)?;
    let now = workspace.clock.now();
    let found = workspace.store.read(move |tx| {
        let seen = Seen::at(tx, now)?;
        let people = match of_people {
            Some(of_people) => rows::all(tx, conversation_list::of_people(tx, &of_people, limit)?, now)?,
            None => Vec::new(),
        };
        let filter = SearchFilter { without_deleted: !seen.show_deleted, ..filter };
        let by_id = id.map(|id| message::by_provider_id(tx, &id)).transpose()?.flatten();
        let rows = by_id.into_iter().chain(message::search(tx, &filter, limit)?).collect();
        let mut messages = Vec::new();
        for message in bubbles::all(tx, rows, seen)? {
            let Some(thread) = conversation::by_id(tx, message.conversation)? else { continue };
            let Some(person) = contact::by_id(tx, thread.contact)? else { continue };
            messages.push(MessageHit { message, contact: view::contact(&person) });
        }
        Ok(SearchResults { people, messages })
    });
    Ok(found.await?)
}

fn filter(search: Search, words: Option<String>) -> Result<SearchFilter, ApiError> {
    let moment = |field: &str, millis: Option<i64>| {
        let read = |millis| DateTime::from_timestamp_millis(millis);
        millis.map(|millis| read(millis).ok_or_else(|| ApiError::invalid(field, Wrong::Malformed))).transpose()
    };
    let media = match search.kind {
        Some(SearchKind::Media) => vec![MediaKind::Image, MediaKind::Video],
        Some(SearchKind::Documents) => vec![MediaKind::Document],
        Some(SearchKind::Sounds) => vec![MediaKind::Voice, MediaKind::Audio],
        Some(SearchKind::Links) | None => Vec::new(),
    };
    Ok(SearchFilter {
        words,
        media,
        links: search.kind == Some(SearchKind::Links),
        outbound: search.outbound,
        since: moment("since", search.since)?,
        until: moment("until", search.until)?,
        conversation: search.conversation,
        without_deleted: false,
    })
}
