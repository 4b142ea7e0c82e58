//! The one list of commands: a router for every host, and the types for the screen.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use ts_rs::TS;

use crate::domain::attribute::Attribute;
use crate::domain::reply::Reply;
use crate::settings::Settings;

use super::types::{
    ApiError, Attachment, AttributeInfo, AttributeRef, BlockContact, Bootstrap, ChangeAttribute, ChangeNote,
    ChangeReply, ChannelRef, ClockInfo, ContactDetails, ContactPage, ContactRef, Conversation, ConversationPage,
    ConversationRef, ConversationsById, CsvText, FileRef, FlowInfo, GalleryPage, ImportReport, ImportSheet,
    ListContacts, ListConversations, ListGallery, ListMessages, ListNews, LookAlike, MarkRead, MergeContacts, Message,
    MessagePage, MessageRef, MessagesById, NameContact, NewsPage, OpenChat, OpenedChat, PastWindow, PracticeSpeed,
    React, Recording, ReplyRef, RequestPhoneSync, SaveCard, SaveDraft, SavedReply, Search, SearchResults, SendMessage,
    SendTemplate, SetAttribute, SetView, TellApart, TemplateList, TranscriptionKey, WriteNote,
};
use super::{
    Api, attributes, contact_sheet, contacts, courtesy, files, inbox, news, notes, past_windows, people, recording,
    replies, reply_sheet, sending, templates, thread, workspace,
};

/// Defines every command by its name, what it takes and what it gives, and the function that answers it.
macro_rules! commands {
    ($($name:ident ($payload:ty) -> $answer:ty = $handler:path),+ $(,)?) => {
        /// Every command of the screen, with what it takes and what it gives.
        #[derive(TS)]
        #[ts(rename = "Commands")]
        #[expect(dead_code, reason = "read by the generator of the screen's types, never by us")]
        pub struct Commands {
            $($name: ($payload, $answer),)+
        }

        /// Answers a command.
        ///
        /// # Errors
        /// What is wrong with it, as the screen understands it.
        pub async fn dispatch(api: &Api, name: &str, payload: Value) -> Result<Value, ApiError> {
            match name {
                $(stringify!($name) => {
                    let payload: $payload = read(payload)?;
                    write(&$handler(api, payload).await?)
                })+
                _ => Err(ApiError::not_found("command")),
            }
        }
    };
}

commands! {
    bootstrap(()) -> Bootstrap = workspace::bootstrap,
    start_practice(()) -> Bootstrap = workspace::start_practice,
    leave_practice(()) -> Bootstrap = workspace::leave_practice,
    set_practice_speed(PracticeSpeed) -> ClockInfo = workspace::set_practice_speed,
    settings(()) -> Settings = workspace::settings,
    save_settings(Settings) -> Settings = workspace::save_settings,
    set_transcription_key(TranscriptionKey) -> () = workspace::set_transcription_key,
    set_view(SetView) -> () = workspace::set_view,
    resume_sending(ChannelRef) -> () = workspace::resume_sending,
    list_conversations(ListConversations) -> ConversationPage = inbox::list_conversations,
    conversations(ConversationsById) -> Vec<Conversation> = inbox::conversations,
    search(Search) -> SearchResults = inbox::search,
    list_messages(ListMessages) -> MessagePage = thread::list_messages,
    messages(MessagesById) -> Vec<Message> = thread::messages,
    gallery(ListGallery) -> GalleryPage = files::gallery,
    mark_read(MarkRead) -> () = courtesy::mark_read,
    show_typing(ConversationRef) -> () = courtesy::show_typing,
    save_draft(SaveDraft) -> () = thread::save_draft,
    send_message(SendMessage) -> Message = sending::send_message,
    send_template(SendTemplate) -> Message = sending::send_template,
    react(React) -> () = sending::react,
    retry_message(MessageRef) -> Message = sending::retry_message,
    cancel_message(MessageRef) -> Message = sending::cancel_message,
    retry_file(MessageRef) -> Message = files::retry_file,
    attachment(FileRef) -> Attachment = files::attachment,
    shrink_picture(FileRef) -> Attachment = files::shrink_picture,
    start_recording(()) -> Recording = recording::start_recording,
    recording(()) -> Recording = recording::recording,
    stop_recording(()) -> Attachment = recording::stop_recording,
    cancel_recording(()) -> () = recording::cancel_recording,
    list_templates(ChannelRef) -> TemplateList = templates::list_templates,
    sync_templates(ChannelRef) -> TemplateList = templates::sync_templates,
    list_flows(ChannelRef) -> Vec<FlowInfo> = templates::list_flows,
    contact(ContactRef) -> ContactDetails = people::contact,
    name_contact(NameContact) -> ContactDetails = people::name_contact,
    save_card(SaveCard) -> ContactDetails = people::save_card,
    merge_contacts(MergeContacts) -> ContactDetails = people::merge_contacts,
    split_contact(ContactRef) -> ContactDetails = people::split_contact,
    block_contact(BlockContact) -> ContactDetails = people::block_contact,
    news(ListNews) -> NewsPage = news::list_news,
    see_news(()) -> () = news::see_news,
    request_phone_sync(RequestPhoneSync) -> () = news::request_phone_sync,
    list_replies(()) -> Vec<SavedReply> = replies::list_replies,
    create_reply(Reply) -> SavedReply = replies::create_reply,
    change_reply(ChangeReply) -> SavedReply = replies::change_reply,
    delete_reply(ReplyRef) -> () = replies::delete_reply,
    import_replies(ImportSheet) -> ImportReport = reply_sheet::import_replies,
    export_replies(()) -> CsvText = reply_sheet::export_replies,
    list_attributes(()) -> Vec<AttributeInfo> = attributes::list_attributes,
    create_attribute(Attribute) -> AttributeInfo = attributes::create_attribute,
    change_attribute(ChangeAttribute) -> AttributeInfo = attributes::change_attribute,
    delete_attribute(AttributeRef) -> () = attributes::delete_attribute,
    set_attribute(SetAttribute) -> ContactDetails = attributes::set_attribute,
    write_note(WriteNote) -> ContactDetails = notes::write_note,
    change_note(ChangeNote) -> ContactDetails = notes::change_note,
    past_windows(ConversationRef) -> Vec<PastWindow> = past_windows::past_windows,
    list_contacts(ListContacts) -> ContactPage = contacts::list_contacts,
    open_chat(OpenChat) -> OpenedChat = contacts::open_chat,
    look_alikes(()) -> Vec<LookAlike> = contacts::look_alikes,
    tell_apart(TellApart) -> () = contacts::tell_apart,
    import_contacts(ImportSheet) -> ImportReport = contact_sheet::import_contacts,
    export_contacts(()) -> CsvText = contact_sheet::export_contacts,
}

fn read<T: DeserializeOwned>(payload: Value) -> Result<T, ApiError> {
    serde_json::from_value(payload).map_err(|problem| ApiError::invalid("payload", &problem.to_string()))
}

fn write<T: Serialize>(answer: &T) -> Result<Value, ApiError> {
    serde_json::to_value(answer).map_err(|problem| ApiError::internal(&problem))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::Path;

    use super::*;
    use crate::api::types::FeedItem;

    fn export(directory: &Path) {
        let config = ts_rs::Config::new().with_large_int("number").with_out_dir(directory);
        Commands::export_all(&config).unwrap();
        FeedItem::export_all(&config).unwrap();
        ApiError::export_all(&config).unwrap();
    }

    fn files(directory: &Path) -> BTreeMap<String, String> {
        let entries = std::fs::read_dir(directory).into_iter().flatten().map(Result::unwrap);
        let read = |path: &Path| std::fs::read_to_string(path).unwrap();
        entries.map(|entry| (entry.file_name().into_string().unwrap(), read(&entry.path()))).collect()
    }

    #[test]
    fn the_screens_types_are_those_of_the_commands() {
        let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/bindings");
        if std::env::var_os("FRONTDESK_WRITE_BINDINGS").is_some() {
            let _ = std::fs::remove_dir_all(&committed);
            export(&committed);
        }
        let fresh = tempfile::tempdir().unwrap();
        export(fresh.path());
        assert_eq!(files(&committed), files(fresh.path()), "run `make fix` to write them anew");
    }
}
