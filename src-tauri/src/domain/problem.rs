//! What is wrong with something that somebody gave, as a fact; the words for it are looked up when it is shown.

use serde::Serialize;
use ts_rs::TS;

/// What is wrong with a part of something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The part, such as `text`, `caption` or `buttons.2.title`.
    pub field: String,
    /// What is wrong with it.
    pub wrong: Wrong,
}

impl Problem {
    /// That a part is wrong in this way.
    pub fn of(field: impl Into<String>, wrong: Wrong) -> Problem {
        Problem { field: field.into(), wrong }
    }
}

/// The ways in which something can be wrong. Each has a sentence for people, `wrong_` and its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum Wrong {
    /// There is nothing in it.
    Empty,
    /// It is not there.
    Missing,
    /// It has too many characters.
    TooLong {
        /// The most characters.
        most: usize,
    },
    /// There are too many.
    TooMany {
        /// The most.
        most: usize,
    },
    /// There are too few.
    TooFew {
        /// The fewest.
        least: usize,
    },
    /// The file is too large.
    TooLarge {
        /// The most megabytes.
        megabytes: u32,
    },
    /// The number is too small or too large.
    Outside {
        /// The smallest.
        from: i64,
        /// The largest.
        to: i64,
    },
    /// It is none of those that can be chosen.
    NotOffered,
    /// It is the same as another one beside it.
    Twice,
    /// Something else has this name.
    Taken,
    /// The name means something else already.
    Reserved,
    /// It cannot be changed once it is there.
    Fixed,
    /// The value is none that the field takes.
    DoesNotFit,
    /// It is not one word, or too long.
    NotOneWord {
        /// The most characters.
        most: usize,
    },
    /// It is not one emoji.
    NotAnEmoji,
    /// It is no web address.
    NotAWebAddress,
    /// The address does not begin with https and does not lead to this computer.
    NotSecure,
    /// It is no phone number with its country.
    NotAPhoneNumber,
    /// It is no JSON object with something in it.
    NotAnObject,
    /// It is no time zone.
    NotATimeZone,
    /// The hours are not within a day.
    NotWithinADay,
    /// The time has passed.
    Past,
    /// The time is too far ahead.
    TooFar,
    /// A file of this kind takes no words below it.
    NoCaption,
    /// A message of this kind takes no such header.
    UnfitHeader,
    /// A blank is not filled in.
    Blank {
        /// What stands between its braces.
        name: String,
    },
    /// The message cannot be answered.
    NotAnswerable,
    /// The message is not at the provider yet.
    NotThereYet,
    /// Nothing of this kind can be sent.
    Unsendable,
    /// The template breaks a rule of the provider's.
    RuleBroken,
    /// The file could do harm when it is opened.
    Harmful,
    /// The file cannot be read.
    Unreadable,
    /// The picture cannot be made smaller.
    CannotShrink,
    /// There is no microphone.
    NoMicrophone,
    /// The microphone cannot be used.
    NotAllowed,
    /// The microphone was unplugged.
    DeviceLost,
    /// The recording is too short.
    TooShort,
    /// The number is not shared with a phone.
    NotShared,
    /// It was asked for already, and is given once.
    AskedBefore,
    /// The two are one person, or one of them stands for another.
    NotTwoPeople,
    /// The contact was not merged into another one.
    NotMerged,
    /// The customer did not write within the last day.
    NotLately,
    /// A program sent what cannot be read.
    Malformed,
}
