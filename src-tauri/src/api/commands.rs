//! The one list of commands: a router for every host, and the types for the screen.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use ts_rs::TS;

use crate::domain::attribute::Attribute;
use crate::domain::authoring::TemplateDraft;
use crate::domain::authoring::starter::StarterTemplate;
use crate::domain::ids::{ConversationId, LabelId, ViewId};
use crate::domain::reply::Reply;
use crate::settings::Settings;

use super::types::*;
use super::{
    Api, attributes, authoring, chats, contact_sheet, contacts, courtesy, figures, files, inbox, labels, news, notes,
    office, past_windows, people, recording, replies, reply_sheet, schedule, sending, template_use, templates, thread,
    work, workspace,
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
    figures(AskFigures) -> Figures = figures::figures,
    month_use(()) -> Vec<MonthUse> = figures::month_use,
    list_replies(()) -> Vec<SavedReply> = replies::list_replies,
    create_reply(Reply) -> SavedReply = replies::create_reply,
    change_reply(ChangeReply) -> SavedReply = replies::change_reply,
    delete_reply(ReplyRef) -> () = replies::delete_reply,
    import_replies(ImportSheet) -> ImportReport = reply_sheet::import_replies,
    export_replies(()) -> CsvText = reply_sheet::export_replies,
    set_work(SetWork) -> Vec<ConversationId> = work::set_work,
    pin(Pin) -> Vec<ConversationId> = work::pin,
    set_label(SetLabel) -> Vec<ConversationId> = work::set_label,
    mark_unread(MarkUnread) -> Vec<ConversationId> = work::mark_unread,
    write_note(WriteNote) -> Message = work::write_note,
    labels(()) -> Vec<Label> = labels::labels,
    save_label(SaveLabel) -> LabelId = labels::save_label,
    delete_label(LabelRef) -> () = labels::delete_label,
    saved_views(()) -> Vec<SavedView> = labels::saved_views,
    save_view(SaveView) -> ViewId = labels::save_view,
    delete_view(ViewRef) -> () = labels::delete_view,
    chat_with_number(ChatWithNumber) -> Option<Conversation> = chats::chat_with_number,
    start_chat(StartChat) -> Conversation = chats::start_chat,
    set_favourite_template(SetFavouriteTemplate) -> () = template_use::set_favourite_template,
    remember_template(RememberTemplate) -> () = template_use::remember_template,
    list_account_templates(ChannelRef) -> AccountTemplates = authoring::list_account_templates,
    list_template_drafts(ChannelRef) -> Vec<SavedTemplateDraft> = authoring::list_template_drafts,
    save_template_draft(SaveTemplateDraft) -> SavedTemplateDraft = authoring::save_template_draft,
    delete_template_draft(TemplateDraftRef) -> () = authoring::delete_template_draft,
    check_template(TemplateDraft) -> TemplateCheck = authoring::check_template,
    submit_template(TemplateDraftRef) -> AccountTemplates = authoring::submit_template,
    edit_template(TemplateRef) -> SavedTemplateDraft = authoring::edit_template,
    duplicate_template(DuplicateTemplate) -> SavedTemplateDraft = authoring::duplicate_template,
    delete_template(DeleteTemplate) -> AccountTemplates = authoring::delete_template,
    unpause_template(TemplateRef) -> AccountTemplates = authoring::unpause_template,
    take_library_template(TakeLibraryTemplate) -> AccountTemplates = authoring::take_library_template,
    starter_templates(()) -> Vec<StarterTemplate> = authoring::starter_templates,
    office(ChannelRef) -> OfficeInfo = office::office,
    save_office(SaveOffice) -> OfficeInfo = office::save_office,
    closing_soon(ListClosingSoon) -> ClosingSoon = office::closing_soon,
    schedule_message(ScheduleMessage) -> Scheduled = schedule::schedule_message,
    list_scheduled(ListScheduled) -> Vec<Scheduled> = schedule::list_scheduled,
    change_schedule(ChangeSchedule) -> Scheduled = schedule::change_schedule,
    cancel_schedule(ScheduleRef) -> () = schedule::cancel_schedule,
    send_now(ScheduleRef) -> Message = schedule::send_now,
    list_attributes(()) -> Vec<AttributeInfo> = attributes::list_attributes,
    create_attribute(Attribute) -> AttributeInfo = attributes::create_attribute,
    change_attribute(ChangeAttribute) -> AttributeInfo = attributes::change_attribute,
    delete_attribute(AttributeRef) -> () = attributes::delete_attribute,
    set_attribute(SetAttribute) -> ContactDetails = attributes::set_attribute,
    write_contact_note(WriteContactNote) -> ContactDetails = notes::write_note,
    change_contact_note(ChangeNote) -> ContactDetails = notes::change_note,
    past_windows(ConversationRef) -> Vec<PastWindow> = past_windows::past_windows,
    list_contacts(ListContacts) -> ContactPage = contacts::list_contacts,
    open_chat(OpenChat) -> OpenedChat = chats::open_chat,
    look_alikes(()) -> Vec<LookAlike> = contacts::look_alikes,
    tell_apart(TellApart) -> () = contacts::tell_apart,
    import_contacts(ImportSheet) -> ImportReport = contact_sheet::import_contacts,
    export_contacts(()) -> CsvText = contact_sheet::export_contacts,
}

fn read<T: DeserializeOwned>(payload: Value) -> Result<T, ApiError> {
    serde_json::from_value(payload).map_err(|problem| ApiError::malformed("payload", &problem))
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
    use crate::domain::problem::Wrong;

    fn export(directory: &Path) {
        let config = ts_rs::Config::new().with_large_int("number").with_out_dir(directory);
        Commands::export_all(&config).unwrap();
        FeedItem::export_all(&config).unwrap();
        ApiError::export_all(&config).unwrap();
        Wrong::export_all(&config).unwrap();
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
