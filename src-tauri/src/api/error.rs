//! How trouble inside becomes an [`ApiError`].

use std::collections::BTreeMap;
use std::fmt;

use tracing::error;

use crate::domain::failure::Failure;
use crate::domain::problem::{Problem, Wrong};
use crate::log::NotAppended;
use crate::outbox::QueueRefusal;
use crate::provider::CallError;
use crate::provider::meta::errors;
use crate::provider::sync::SyncError;
use crate::store::DbError;
use crate::texts::{self, Language};

use super::template_view::code;
use super::types::{ApiError, Code};

impl ApiError {
    pub(super) fn of(code: Code) -> Self {
        ApiError { code, params: BTreeMap::new(), detail: None }
    }

    pub(super) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }

    pub(super) fn not_found(what: &str) -> Self {
        ApiError::of(Code::NotFound).with("what", what)
    }

    /// What somebody gave cannot be taken as it is. The screen has a sentence for each [`Wrong`].
    pub(super) fn invalid(field: &str, wrong: Wrong) -> Self {
        let error = ApiError::of(Code::Invalid).with("field", field);
        let facts = serde_json::to_value(wrong).unwrap_or_default();
        let facts = facts.as_object().into_iter().flatten();
        facts.fold(error, |error, (name, fact)| {
            error.with(name, fact.as_str().map_or_else(|| fact.to_string(), str::to_owned))
        })
    }

    /// A program sent what cannot be read.
    pub(super) fn malformed(field: &str, why: &dyn fmt::Display) -> Self {
        ApiError::invalid(field, Wrong::Malformed).because(why)
    }

    /// With what the log and the curious may know.
    pub(super) fn because(self, why: &dyn fmt::Display) -> Self {
        ApiError { detail: Some(why.to_string()), ..self }
    }

    /// What is wrong, as a sentence for whoever writes programs; empty if it is of another kind.
    pub(super) fn sentence(&self) -> String {
        let Some(problem) = self.params.get("problem") else { return String::new() };
        let params: Vec<(&str, String)> =
            self.params.iter().map(|(name, fact)| (name.as_str(), fact.clone())).collect();
        texts::say(Language::English, &format!("wrong_{problem}"), &params)
    }

    pub(super) fn no_workspace() -> Self {
        ApiError::of(Code::NoWorkspace)
    }

    /// A mistake of ours: told in the log, by an id that the person can read out.
    pub(super) fn internal(problem: &dyn fmt::Display) -> Self {
        let id = uuid::Uuid::now_v7().simple().to_string();
        error!(id, "A command failed: {problem}");
        ApiError::of(Code::Internal).with("id", id)
    }

    pub(super) fn refused(failure: &Failure) -> Self {
        let explanation = errors::explain(failure.code);
        ApiError {
            detail: failure.details.clone().or_else(|| failure.title.clone()),
            ..ApiError::of(Code::ProviderRefused)
                .with("code", failure.code.to_string())
                .with("explanation", explanation.key)
        }
    }
}

impl From<Problem> for ApiError {
    fn from(problem: Problem) -> Self {
        ApiError::invalid(&problem.field, problem.wrong)
    }
}

impl From<DbError> for ApiError {
    fn from(problem: DbError) -> Self {
        ApiError::internal(&problem)
    }
}

impl From<QueueRefusal> for ApiError {
    fn from(refusal: QueueRefusal) -> Self {
        match refusal {
            QueueRefusal::WindowClosed => ApiError::of(Code::WindowClosed),
            QueueRefusal::Blocked => ApiError::of(Code::Blocked),
            QueueRefusal::MarketingStopped => ApiError::of(Code::MarketingStopped),
            QueueRefusal::MarketingToUs => ApiError::of(Code::MarketingToUs),
            QueueRefusal::TemplateRefused(obstacle) => {
                ApiError::of(Code::TemplateUnsendable).with("reason", code(obstacle)).with("detail", "")
            }
            QueueRefusal::TooManyTemplates { again_at } => {
                ApiError::of(Code::TooManyTemplates).with("againAt", again_at.timestamp_millis().to_string())
            }
            QueueRefusal::PortfolioLimit { people } => {
                ApiError::of(Code::PortfolioLimit).with("people", people.to_string())
            }
            QueueRefusal::NotCancellable => ApiError::of(Code::NotCancellable),
            QueueRefusal::NotFound => ApiError::not_found("message"),
            QueueRefusal::NotRetryable => ApiError::of(Code::NotRetryable),
            QueueRefusal::TooManyForOnePerson => ApiError::of(Code::TooManyWaiting).with("scope", "person"),
            QueueRefusal::Full => ApiError::of(Code::TooManyWaiting).with("scope", "all"),
        }
    }
}

impl From<NotAppended<QueueRefusal>> for ApiError {
    fn from(problem: NotAppended<QueueRefusal>) -> Self {
        match problem {
            NotAppended::Refused(refusal) => refusal.into(),
            NotAppended::Db(problem) => problem.into(),
        }
    }
}

impl From<NotAppended<ApiError>> for ApiError {
    fn from(problem: NotAppended<ApiError>) -> Self {
        match problem {
            NotAppended::Refused(refusal) => refusal,
            NotAppended::Db(problem) => problem.into(),
        }
    }
}

impl From<CallError> for ApiError {
    fn from(problem: CallError) -> Self {
        match problem {
            CallError::Refused(failure) => ApiError::refused(&failure),
            CallError::NotReached(problem) | CallError::AnswerLost(problem) => {
                ApiError { detail: Some(problem), ..ApiError::of(Code::Offline) }
            }
        }
    }
}

impl From<SyncError> for ApiError {
    fn from(problem: SyncError) -> Self {
        match problem {
            SyncError::Db(problem) => problem.into(),
            SyncError::Call(problem) => problem.into(),
        }
    }
}
