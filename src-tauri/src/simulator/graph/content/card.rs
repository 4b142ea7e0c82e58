//! Locations, contact cards and reactions.

use super::super::error::GraphError;
use super::super::shape::Part;

pub(super) fn location(location: &Part<'_>) -> Result<(), GraphError> {
    location.only(&["latitude", "longitude", "name", "address"])?;
    degrees(&location.need("latitude")?, 90.0)?;
    degrees(&location.need("longitude")?, 180.0)?;
    for key in ["name", "address"] {
        if let Some(text) = location.may(key)? {
            text.text_within(0, 1000)?;
        }
    }
    Ok(())
}

fn degrees(part: &Part<'_>, most: f64) -> Result<(), GraphError> {
    let value = part.number()?;
    if value.abs() <= most { Ok(()) } else { Err(part.not_valid(&format!("must be between -{most} and {most}"))) }
}

pub(super) fn contacts(contacts: &Part<'_>) -> Result<(), GraphError> {
    for card in contacts.list(1, 257)? {
        card.only(&["name", "phones", "emails", "urls", "addresses", "org", "birthday"])?;
        let name = card.need("name")?;
        name.need("formatted_name")?.text_within(1, 1024)?;
        let mut others = 0;
        for key in ["first_name", "last_name", "middle_name", "suffix", "prefix"] {
            others += usize::from(name.may(key)?.is_some());
        }
        if others == 0 {
            return Err(name.not_valid("needs at least one part of the name besides formatted_name"));
        }
        for (key, fields) in LISTS {
            let entries = card.may(key)?.map_or(Ok(Vec::new()), |list| list.list(0, 20))?;
            entries.iter().try_for_each(|entry| entry.only(fields))?;
        }
        card.may("org")?.map_or(Ok(()), |org| org.only(&["company", "department", "title"]))?;
        if let Some(birthday) = card.may("birthday")? {
            let date = chrono::NaiveDate::parse_from_str(birthday.text()?, "%Y-%m-%d");
            date.map_err(|_| birthday.not_valid("must be a date such as 1980-12-31"))?;
        }
    }
    Ok(())
}

/// The lists of a card, and what an entry of each may hold.
const LISTS: [(&str, &[&str]); 4] = [
    ("phones", &["phone", "type", "wa_id"]),
    ("emails", &["email", "type"]),
    ("urls", &["url", "type"]),
    ("addresses", &["street", "city", "state", "zip", "country", "country_code", "type"]),
];

pub(super) fn reaction(reaction: &Part<'_>) -> Result<(), GraphError> {
    reaction.only(&["message_id", "emoji"])?;
    reaction.need("message_id")?.text_within(1, 256)?;
    reaction.need("emoji")?.text_within(0, 16)?;
    Ok(())
}
