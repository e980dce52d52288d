//! A point in the pool, and what two safety leads may make of it.
//!
//! The first reader accepts and codes a point, or sets it aside. If its author allows quotation,
//! another reader looks again before any word may go further. Nobody reads their own.

use super::decision::{FirstDecision, ReviewError, SecondDecision};
use super::draft::{MAX_POINT_CHARS, Point, Quotation};
use crate::frameworks::Codebook;
use crate::text::tidy;
use serde::{Deserialize, Serialize};

/// The most sub-themes one point is coded to.
pub const MAX_CODES: usize = 6;

/// A sub-theme and which way it pulled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// The sub-theme's id.
    pub sub_theme: String,
    /// The direction's id.
    pub direction: String,
}

/// How far a point has come on the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Review {
    /// Nobody has decided.
    Unread,
    /// It counts.
    Accepted {
        /// What it is coded to.
        codes: Vec<Code>,
        /// Who decided: a tag under the period key.
        reader: String,
        /// Whether its words may be quoted.
        quote: QuoteStanding,
    },
    /// It does not count.
    SetAside {
        /// The outcome's id.
        outcome: String,
    },
    /// Its author has withdrawn it, or it never was a point.
    Withdrawn,
}

/// Whether words may go further.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuoteStanding {
    /// The author did not allow it.
    NotAllowed,
    /// A second reader must look first.
    WaitsForSecond,
    /// Two have read it.
    Agreed,
    /// The second reader decided against it.
    Declined,
}

/// A point as it is held in the pool, sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// HMAC(period key, person).
    pub author: String,
    /// A hash of its ticket. Everything here is sealed with the period key.
    pub ticket: String,
    /// The point; its words may be rewritten on the desk.
    pub point: Point,
    /// What the desk has made of it.
    pub review: Review,
}

/// Which reading a point is in for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Accept and code, or set aside.
    First,
    /// May the words be quoted?
    Second,
}

impl Held {
    /// What this reader may do with it, if anything.
    #[must_use]
    pub fn reading_for(&self, reader: &str) -> Option<Reading> {
        if self.author == reader {
            return None;
        }
        match &self.review {
            Review::Unread => Some(Reading::First),
            Review::Accepted { reader: first, quote: QuoteStanding::WaitsForSecond, .. }
                if first != reader =>
            {
                Some(Reading::Second)
            }
            _ => None,
        }
    }

    /// The first reader's decision. `outcomes` are those of the desk's list; `details` finds what could
    /// point to a person.
    ///
    /// # Errors
    /// When it does not stand.
    pub fn decide(
        &mut self,
        reader: &str,
        decision: FirstDecision,
        codebook: &Codebook,
        outcomes: &[String],
        details: impl Fn(&str) -> Vec<String>,
    ) -> Result<(), ReviewError> {
        self.expect(reader, Reading::First)?;
        self.review = match decision {
            FirstDecision::SetAside(outcome) => set_aside(outcome, outcomes)?,
            FirstDecision::Accept { words, codes } => {
                let words = self.rewritten(&words, details)?;
                check_codes(&codes, codebook)?;
                self.point.words = words;
                let quote = match self.point.quotation {
                    Quotation::Allowed => QuoteStanding::WaitsForSecond,
                    Quotation::NotAllowed => QuoteStanding::NotAllowed,
                };
                Review::Accepted { codes, reader: reader.to_owned(), quote }
            }
        };
        Ok(())
    }

    /// The second reader's decision about quoting.
    ///
    /// # Errors
    /// When it does not stand.
    pub fn decide_again(
        &mut self,
        reader: &str,
        decision: SecondDecision,
        outcomes: &[String],
        details: impl Fn(&str) -> Vec<String>,
    ) -> Result<(), ReviewError> {
        self.expect(reader, Reading::Second)?;
        let standing = match decision {
            SecondDecision::SetAside(outcome) => {
                self.review = set_aside(outcome, outcomes)?;
                return Ok(());
            }
            SecondDecision::Quote(words) => {
                self.point.words = self.rewritten(&words, details)?;
                QuoteStanding::Agreed
            }
            SecondDecision::DoNotQuote => QuoteStanding::Declined,
        };
        if let Review::Accepted { quote, .. } = &mut self.review {
            *quote = standing;
        }
        Ok(())
    }

    /// Takes it out of everything, words included.
    pub fn withdraw(&mut self) {
        self.point.words.clear();
        self.review = Review::Withdrawn;
    }

    /// Sets it aside if nobody has decided by the date of the release.
    pub fn close(&mut self, undecided: &str) {
        if self.review == Review::Unread {
            self.review = Review::SetAside { outcome: undecided.to_owned() };
        }
    }

    /// The words two people have let go further.
    #[must_use]
    pub fn quotable(&self) -> Option<&str> {
        match &self.review {
            Review::Accepted { quote: QuoteStanding::Agreed, .. } => Some(&self.point.words),
            _ => None,
        }
    }

    fn expect(&self, reader: &str, reading: Reading) -> Result<(), ReviewError> {
        match self.reading_for(reader) {
            Some(found) if found == reading => Ok(()),
            _ if self.author == reader => Err(ReviewError::NotYours),
            _ => Err(ReviewError::Decided),
        }
    }

    /// The reader's words: shorter or reworded, but naming nothing that was not named before.
    fn rewritten(&self, words: &str, details: impl Fn(&str) -> Vec<String>) -> Result<String, ReviewError> {
        let words = tidy(words).trim().to_owned();
        let length = words.chars().count();
        if words.is_empty() {
            return Err(ReviewError::NoWords);
        }
        if length > MAX_POINT_CHARS {
            return Err(ReviewError::TooLong(length));
        }
        if words != self.point.words {
            let known = details(&self.point.words);
            if let Some(new) = details(&words).into_iter().find(|detail| !known.contains(detail)) {
                return Err(ReviewError::NewDetail(new));
            }
        }
        Ok(words)
    }
}

fn set_aside(outcome: String, outcomes: &[String]) -> Result<Review, ReviewError> {
    if outcomes.contains(&outcome) {
        Ok(Review::SetAside { outcome })
    } else {
        Err(ReviewError::UnknownOutcome)
    }
}

fn check_codes(codes: &[Code], codebook: &Codebook) -> Result<(), ReviewError> {
    if codes.is_empty() {
        return Err(ReviewError::NoCodes);
    }
    if codes.len() > MAX_CODES {
        return Err(ReviewError::TooManyCodes);
    }
    for (at, code) in codes.iter().enumerate() {
        let is_twice = codes[..at].iter().any(|before| before.sub_theme == code.sub_theme);
        let is_known =
            codebook.sub_theme(&code.sub_theme).is_some() && codebook.direction(&code.direction).is_some();
        if is_twice || !is_known {
            return Err(ReviewError::UnknownCode);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frameworks::{Direction, SubTheme, Theme, Validity};

    fn codebook() -> Codebook {
        let sub = |id: &str| SubTheme { id: id.to_owned(), title: String::new(), about: String::new() };
        Codebook {
            id: "codebook".to_owned(),
            version: "1".to_owned(),
            title: String::new(),
            valid: Validity { from: jiff::civil::date(2026, 1, 1), to: None },
            themes: vec![Theme {
                id: "T".to_owned(),
                title: String::new(),
                about: String::new(),
                sub_themes: (0..8).map(|at| sub(&format!("T.{at}"))).collect(),
            }],
            directions: vec![Direction { id: "up".to_owned(), label: String::new() }],
        }
    }

    fn held(quotation: Quotation) -> Held {
        let point = Point {
            words: "We told Nora".to_owned(),
            setting: "hospital".to_owned(),
            plan: None,
            consent: "1".to_owned(),
            quotation,
        };
        Held { author: "me".to_owned(), ticket: "t".to_owned(), point, review: Review::Unread }
    }

    fn code(at: usize) -> Code {
        Code { sub_theme: format!("T.{at}"), direction: "up".to_owned() }
    }

    fn names(text: &str) -> Vec<String> {
        text.split(' ').filter(|word| word.starts_with('N')).map(str::to_owned).collect()
    }

    fn first(held: &mut Held, reader: &str, decision: FirstDecision) -> Result<(), ReviewError> {
        held.decide(reader, decision, &codebook(), &["other-route".to_owned()], names)
    }

    fn accept(words: &str) -> FirstDecision {
        FirstDecision::Accept { words: words.to_owned(), codes: vec![code(1)] }
    }

    #[test]
    fn nobody_reads_or_decides_their_own() {
        let mut own = held(Quotation::Allowed);
        assert_eq!(own.reading_for("me"), None);
        assert_eq!(first(&mut own, "me", accept("We told Nora")), Err(ReviewError::NotYours));
        assert_eq!(own.review, Review::Unread);
    }

    #[test]
    fn two_readers_leave_one_decision() {
        let mut point = held(Quotation::NotAllowed);
        assert_eq!(first(&mut point, "a", accept("We told her")), Ok(()));
        let after = point.clone();
        let late = first(&mut point, "b", FirstDecision::SetAside("other-route".to_owned()));
        assert_eq!(late, Err(ReviewError::Decided));
        assert_eq!(point, after);
    }

    #[test]
    fn words_go_further_only_after_a_second_person_has_read_them() {
        let mut point = held(Quotation::Allowed);
        assert_eq!(first(&mut point, "a", accept("We told Nora")), Ok(()));
        assert_eq!((point.quotable(), point.reading_for("a")), (None, None));
        assert_eq!(point.reading_for("b"), Some(Reading::Second));
        let alone = point.decide_again("a", SecondDecision::DoNotQuote, &[], names);
        assert_eq!(alone, Err(ReviewError::Decided));
        let quote = SecondDecision::Quote("We told her".to_owned());
        assert_eq!(point.decide_again("b", quote, &[], names), Ok(()));
        assert_eq!(point.quotable(), Some("We told her"));
    }

    #[test]
    fn without_the_authors_leave_no_second_reading_is_asked_for_and_nothing_is_quoted() {
        let mut point = held(Quotation::NotAllowed);
        assert_eq!(first(&mut point, "a", accept("We told her")), Ok(()));
        assert_eq!((point.reading_for("b"), point.quotable()), (None, None));
    }

    #[test]
    fn a_reader_can_take_details_out_but_puts_none_in() {
        let mut point = held(Quotation::Allowed);
        let refused = first(&mut point, "a", accept("We told Nora and Ned"));
        assert_eq!(refused, Err(ReviewError::NewDetail("Ned".to_owned())));
        assert_eq!(first(&mut point, "a", accept("  ")), Err(ReviewError::NoWords));
    }

    #[test]
    fn codes_are_of_the_codebook_each_once_and_not_too_many() {
        let with = |codes: Vec<Code>| {
            first(&mut held(Quotation::Allowed), "a", FirstDecision::Accept { words: "x".to_owned(), codes })
        };
        assert_eq!(with(vec![]), Err(ReviewError::NoCodes));
        assert_eq!(with(vec![code(1), code(1)]), Err(ReviewError::UnknownCode));
        assert_eq!(with(vec![code(9)]), Err(ReviewError::UnknownCode));
        assert_eq!(with((0..7).map(code).collect()), Err(ReviewError::TooManyCodes));
        assert_eq!(with((0..6).map(code).collect()), Ok(()));
    }

    #[test]
    fn what_is_undecided_at_the_date_is_set_aside_and_what_is_withdrawn_stays_so() {
        let mut point = held(Quotation::Allowed);
        point.close("not-reached");
        assert_eq!(point.review, Review::SetAside { outcome: "not-reached".to_owned() });
        let mut gone = held(Quotation::Allowed);
        gone.withdraw();
        gone.close("not-reached");
        assert_eq!((gone.review.clone(), gone.point.words.as_str()), (Review::Withdrawn, ""));
        assert_eq!(first(&mut gone, "a", accept("x")), Err(ReviewError::Decided));
    }
}
