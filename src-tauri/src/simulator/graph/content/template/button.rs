//! The buttons of a template or of a card: each kind has a parameter of its own, or none.

use serde_json::Value;

use super::super::super::catalogue::{buttons, text};
use super::super::super::error::GraphError;
use super::super::super::hydrate::{fill, variables};
use super::super::super::shape::Part;
use super::{mismatch, parameters, words};

const URL_MAX: usize = 2000;
const OTP_MAX: usize = 15;
const CODE_MAX: usize = 20;
const PAYLOAD_MAX: usize = 256;
const SECTIONS_MAX: usize = 10;
const PRODUCTS_MAX: usize = 30;

pub(super) fn check_all(shape: &Value, sent: &[Part<'_>]) -> Result<(), GraphError> {
    let mut numbered = buttons(shape).iter().enumerate();
    numbered.try_for_each(|(index, button)| check(button, index, find(sent, index)?.as_ref()))
}

fn find<'a>(sent: &[Part<'a>], index: usize) -> Result<Option<Part<'a>>, GraphError> {
    for component in sent {
        if component.need("type")?.text()? == "button" && index_of(component)? == index {
            return Ok(Some(component.clone()));
        }
    }
    Ok(None)
}

/// Which button is meant.
pub(super) fn index_of(button: &Part<'_>) -> Result<usize, GraphError> {
    let index = button.need("index")?;
    let number = index.number()?;
    if number.fract() == 0.0 && (0.0..10.0).contains(&number) {
        Ok(number as usize)
    } else {
        Err(index.not_valid("is out of range"))
    }
}

fn check(button: &Value, index: usize, sent: Option<&Part<'_>>) -> Result<(), GraphError> {
    let kind = text(button, "type");
    let given = parameters(sent)?;
    let sub_type = sent.map(|sent| sent.need("sub_type")?.text()).transpose()?;
    // The one-time code is sent as if the button were a link.
    let expected = if kind == "OTP" { "url".to_owned() } else { kind.to_lowercase() };
    if sub_type.is_some_and(|sub_type| !sub_type.eq_ignore_ascii_case(&expected)) {
        let details = format!("buttons: button at index {index} is of type {kind}");
        return Err(GraphError::with_details(132_012, details));
    }
    match given.as_slice() {
        [] if needs_one(kind, button) => {
            let details = format!("buttons: Button at index {index} of type {kind} requires a parameter");
            Err(GraphError::with_details(131_008, details))
        }
        [] => Ok(()),
        [only] if takes_one(kind, button) => parameter(kind, button, only),
        _ => Err(words::count("buttons", given.len(), usize::from(takes_one(kind, button)))),
    }
}

fn has_variable(button: &Value) -> bool {
    !variables(text(button, "url")).is_empty()
}

fn needs_one(kind: &str, button: &Value) -> bool {
    match kind {
        "OTP" | "COPY_CODE" | "MPM" => true,
        "URL" => has_variable(button),
        _ => false,
    }
}

fn takes_one(kind: &str, button: &Value) -> bool {
    needs_one(kind, button) || matches!(kind, "QUICK_REPLY" | "FLOW" | "CATALOG")
}

fn parameter(kind: &str, button: &Value, given: &Part<'_>) -> Result<(), GraphError> {
    let expected = match kind {
        "QUICK_REPLY" => "payload",
        "URL" | "OTP" => "text",
        "COPY_CODE" => "coupon_code",
        _ => "action",
    };
    let received = given.need("type")?.text()?;
    if received != expected {
        return Err(mismatch("buttons", &expected.to_uppercase(), received));
    }
    let value = given.need(expected)?;
    match kind {
        "QUICK_REPLY" => within(&value, PAYLOAD_MAX),
        "COPY_CODE" => within(&value, CODE_MAX),
        "OTP" => within(&value, OTP_MAX),
        "URL" => {
            let whole = fill(text(button, "url"), &[("1".to_owned(), words::value(given, "button")?)]);
            if whole.len() > URL_MAX { Err(GraphError::new(132_005)) } else { Ok(()) }
        }
        "FLOW" => {
            value.only(&["flow_token", "flow_action_data"])?;
            value.may("flow_token")?.map_or(Ok(()), |token| token.text().map(drop))?;
            let data = value.may("flow_action_data")?;
            match data.filter(|data| !data.value().is_object()) {
                Some(data) => Err(data.not_valid("is no JSON object")),
                None => Ok(()),
            }
        }
        "CATALOG" => {
            value.only(&["thumbnail_product_retailer_id"])?;
            value.need("thumbnail_product_retailer_id")?.text().map(drop)
        }
        _ => products(&value),
    }
}

fn within(value: &Part<'_>, most: usize) -> Result<(), GraphError> {
    let length = value.text()?.chars().count();
    let fits = (1..=most).contains(&length);
    if fits { Ok(()) } else { Err(value.not_valid(&format!("must have 1 to {most} characters"))) }
}

fn products(action: &Part<'_>) -> Result<(), GraphError> {
    action.only(&["thumbnail_product_retailer_id", "sections"])?;
    action.need("thumbnail_product_retailer_id")?.text()?;
    let mut count = 0;
    for section in action.need("sections")?.list(1, SECTIONS_MAX)? {
        section.only(&["title", "product_items"])?;
        section.need("title")?.text_within(1, 24)?;
        for item in section.need("product_items")?.list(1, PRODUCTS_MAX)? {
            item.only(&["product_retailer_id"])?;
            item.need("product_retailer_id")?.text()?;
            count += 1;
        }
    }
    if count > PRODUCTS_MAX { Err(action.not_valid("has more than 30 products")) } else { Ok(()) }
}
