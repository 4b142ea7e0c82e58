//! The conversation list and search.

use crate::domain::ids::ConversationId;
use crate::domain::window::SERVICE_WINDOW;
use crate::store::search_text;
use crate::store::tables::conversation_list::{self, ListQuery, Sort, Windows};
use crate::store::tables::{contact, conversation, message};

use super::types::{
    ApiError, Conversation, ConversationPage, ConversationSort, ConversationsById, ListConversations, MessageHit,
    Search, SearchResults, WindowFilter,
};
use super::{Api, cursor, thread, view};

/// A window that closes within this time closes soon.
const SOON: chrono::Duration = chrono::Duration::hours(4);
const LONGEST_PAGE: u32 = 200;
const MOST_IDS: usize = 500;
const LONGEST_QUERY: usize = 200;

pub(super) fn check_limit(limit: u32) -> Result<u32, ApiError> {
    if (1..=LONGEST_PAGE).contains(&limit) {
        Ok(limit)
    } else {
        Err(ApiError::invalid("limit", "must be from 1 to 200"))
    }
}

pub(super) fn check_ids<T>(ids: &[T]) -> Result<(), ApiError> {
    if ids.len() <= MOST_IDS { Ok(()) } else { Err(ApiError::invalid("ids", "are more than 500")) }
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
        unread: list.unread,
        channel: None,
        after: after.map(|(value, id)| (value, ConversationId(id))),
        limit: check_limit(list.limit)?,
    };
    let (rows, next) = workspace.store.read(move |tx| conversation_list::page(tx, &query)).await?;
    Ok(ConversationPage {
        items: rows.into_iter().map(|row| view::conversation(row, now)).collect(),
        next_cursor: next.map(|(value, id)| cursor::write(value, id.0)),
    })
}

pub(super) async fn conversations(api: &Api, wanted: ConversationsById) -> Result<Vec<Conversation>, ApiError> {
    let workspace = api.workspace()?;
    check_ids(&wanted.ids)?;
    let now = workspace.clock.now();
    let rows = workspace.store.read(move |tx| conversation_list::by_ids(tx, &wanted.ids)).await?;
    Ok(rows.into_iter().map(|row| view::conversation(row, now)).collect())
}

pub(super) async fn search(api: &Api, search: Search) -> Result<SearchResults, ApiError> {
    let workspace = api.workspace()?;
    let limit = check_limit(search.limit)?;
    if search.query.chars().count() > LONGEST_QUERY {
        return Err(ApiError::invalid("query", "is longer than 200 characters"));
    }
    let typed = (search_text::query_for_people(&search.query), search_text::query(&search.query));
    let (Some(of_people), Some(words)) = typed else {
        return Ok(SearchResults { people: Vec::new(), messages: Vec::new() });
    };
    let now = workspace.clock.now();
    let found = workspace.store.read(move |tx| {
        let people = conversation_list::of_people(tx, &of_people, limit)?;
        let mut messages = Vec::new();
        for row in message::search(tx, &words, limit)? {
            let Some(thread) = conversation::by_id(tx, row.conversation)? else { continue };
            let Some(person) = contact::by_id(tx, thread.contact)? else { continue };
            messages.push(MessageHit { message: thread::complete(tx, row, now)?, contact: view::contact(&person) });
        }
        Ok((people, messages))
    });
    let (people, messages) = found.await?;
    Ok(SearchResults { people: people.into_iter().map(|row| view::conversation(row, now)).collect(), messages })
}
