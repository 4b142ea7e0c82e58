//! One product, several of them, or the whole catalogue.

use super::super::error::GraphError;
use super::super::shape::Part;
use super::interactive::named;

const PRODUCTS_MAX: usize = 30;

pub(super) fn one(action: &Part<'_>) -> Result<(), GraphError> {
    action.only(&["catalog_id", "product_retailer_id"])?;
    action.need("catalog_id")?.text_within(1, 256)?;
    action.need("product_retailer_id")?.text_within(1, 256).map(drop)
}

pub(super) fn list(action: &Part<'_>) -> Result<(), GraphError> {
    action.only(&["catalog_id", "sections"])?;
    action.need("catalog_id")?.text_within(1, 256)?;
    let sections = action.need("sections")?;
    let mut products = 0;
    for section in sections.list(1, 10)? {
        section.only(&["title", "product_items"])?;
        section.need("title")?.text_within(1, 24)?;
        let items = section.need("product_items")?.list(1, PRODUCTS_MAX)?;
        products += items.len();
        items.iter().try_for_each(|item| item.need("product_retailer_id")?.text_within(1, 256).map(drop))?;
    }
    if products > PRODUCTS_MAX { Err(sections.not_valid("may have thirty products in all")) } else { Ok(()) }
}

pub(super) fn catalog(action: &Part<'_>) -> Result<(), GraphError> {
    action.only(&["name", "parameters"])?;
    named(action, "catalog_message")?;
    let Some(parameters) = action.may("parameters")? else { return Ok(()) };
    parameters.only(&["thumbnail_product_retailer_id"])?;
    parameters.need("thumbnail_product_retailer_id")?.text_within(1, 256).map(drop)
}
