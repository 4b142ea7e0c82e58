//! From a wish to a message at the provider.
//!
//! A wish is in the log before the network is touched. Each hand-over is noted before it begins, so that one broken off
//! by a crash is known to have begun: such a message is "unknown" and is never sent again by itself, since the customer may
//! have it already. The provider's status, which carries our own id, settles it. Messages of one thread go one after
//! another; threads go side by side.

mod allowed;
mod attempt;
mod carry;
mod limits;
mod queue;
mod retry;

pub use attempt::Outbox;
pub use queue::{QueueRefusal, Wish, can_retry, cancel, queue_message, queued, recipient, request_retry};
