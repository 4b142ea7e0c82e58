//! Up to which place in the log something was worked off on this computer.

use crate::domain::ids::Seq;
use crate::store::{DbResult, ReadTx, WriteTx};

/// How far `name` has come; `Seq(0)` if it never began.
pub fn of(tx: &ReadTx, name: &str) -> DbResult<Seq> {
    let seq = tx.query_first("SELECT seq FROM progress WHERE name = ?1", [name], |row| row.get(0))?;
    Ok(Seq(seq.unwrap_or(0)))
}

/// Notes how far `name` has come. Never goes back.
pub(crate) fn set(tx: &WriteTx, name: &str, seq: Seq) -> DbResult<()> {
    tx.execute(
        "INSERT INTO progress (name, seq) VALUES (?1, ?2)
         ON CONFLICT (name) DO UPDATE SET seq = max(seq, excluded.seq)",
        (name, seq.0),
    )?;
    Ok(())
}
