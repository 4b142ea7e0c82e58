//! How trouble inside becomes an [`ApiError`].

use std::collections::BTreeMap;
use std::fmt;

use tracing::error;

use crate::domain::failure::Failure;
use crate::log::NotAppended;
use crate::outbox::QueueRefusal;
use crate::provider::CallError;
use crate::provider::meta::errors;
use crate::provider::sync::SyncError;
use crate::store::DbError;

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

    pub(super) fn invalid(field: &str, problem: &str) -> Self {
        ApiError::of(Code::Invalid).with("field", field).with("problem", problem)
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
