//! News of messages that are not known yet.

use crate::domain::ids::Seq;
use crate::store::hash::hash64;
use crate::store::{DbResult, ReadTx, WriteTx};

/// Remembers that the event at `seq` speaks of a message that is not known yet.
pub(crate) fn insert(tx: &WriteTx, seq: Seq, provider_id: &str) -> DbResult<()> {
    tx.execute("INSERT OR IGNORE INTO early_news (id, provider_hash) VALUES (?1, ?2)", (seq.0, hash64(provider_id)))?;
    Ok(())
}

/// The events that may speak of this message; read their bodies to be sure.
pub fn of_message(tx: &ReadTx, provider_id: &str) -> DbResult<Vec<Seq>> {
    tx.query_all("SELECT id FROM early_news WHERE provider_hash = ?1 ORDER BY id", [hash64(provider_id)], |row| {
        row.get(0).map(Seq)
    })
}

/// Forgets an event whose message is known now.
pub(crate) fn delete(tx: &WriteTx, seq: Seq) -> DbResult<()> {
    tx.execute("DELETE FROM early_news WHERE id = ?1", [seq.0])?;
    Ok(())
}
