//! Templates to begin with, for clinics and shops, in five languages: written, sorted into categories and given samples,
//! so that they can be handed in as they are.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::TemplateDraft;

/// A template to begin with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StarterTemplate {
    /// Who needs it.
    pub trade: Trade,
    /// What it is.
    pub draft: TemplateDraft,
}

/// Who needs a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Trade {
    /// Clinics and practices.
    Clinic,
    /// Shops.
    Shop,
}

const FILES: [&str; 5] = [
    include_str!("starter/en.json"),
    include_str!("starter/es.json"),
    include_str!("starter/pt_BR.json"),
    include_str!("starter/hi.json"),
    include_str!("starter/ar.json"),
];

/// All of them, language by language.
///
/// # Errors
/// When a file that is built in cannot be read.
pub fn all() -> serde_json::Result<Vec<StarterTemplate>> {
    let mut all = Vec::new();
    for file in FILES {
        all.extend(serde_json::from_str::<Vec<StarterTemplate>>(file)?);
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::authoring::DraftCategory;

    #[test]
    fn every_one_can_be_handed_in_as_it_is() {
        for one in all().unwrap() {
            let (name, language) = (&one.draft.name, &one.draft.language);
            assert_eq!(one.draft.check(), [], "{name} in {language}");
        }
    }

    #[test]
    fn the_same_seven_are_there_in_five_languages() {
        let all = all().unwrap();
        let languages: BTreeSet<&str> = all.iter().map(|one| one.draft.language.as_str()).collect();
        let names: BTreeSet<&str> = all.iter().map(|one| one.draft.name.as_str()).collect();
        assert_eq!(languages.into_iter().collect::<Vec<_>>(), ["ar", "en", "es", "hi", "pt_BR"]);
        assert_eq!(names.len(), 7, "{names:?}");
        let pairs: BTreeSet<_> = all.iter().map(|one| (&one.draft.name, &one.draft.language)).collect();
        assert_eq!((pairs.len(), all.len()), (35, 35));
    }

    #[test]
    fn a_template_asks_the_same_in_every_language() {
        let all = all().unwrap();
        for one in &all {
            let variables = one.draft.all_variables().into_iter().map(|it| it.key).collect::<BTreeSet<_>>();
            let english = all.iter().find(|it| it.draft.name == one.draft.name && it.draft.language == "en").unwrap();
            let theirs = english.draft.all_variables().into_iter().map(|it| it.key).collect::<BTreeSet<_>>();
            assert_eq!(variables, theirs, "{} in {}", one.draft.name, one.draft.language);
            assert_eq!(one.draft.buttons.len(), english.draft.buttons.len(), "{}", one.draft.name);
            assert_eq!((one.trade, one.draft.category), (english.trade, english.draft.category));
        }
    }

    #[test]
    fn only_what_is_to_sell_is_marketing() {
        for one in all().unwrap() {
            let sells = one.draft.name == "back_in_stock";
            assert_eq!(one.draft.category == DraftCategory::Marketing, sells, "{}", one.draft.name);
        }
    }
}
