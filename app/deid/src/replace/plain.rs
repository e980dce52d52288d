//! Replacements for everything but names: seasons, parts of the day, decades, kinds of place.

use crate::Label;

/// The text on both sides of a finding.
pub(super) struct Context<'t> {
    pub(super) before: &'t str,
    pub(super) after: &'t str,
}

/// The article that stands directly before, or nothing.
pub(super) fn article(before: &str) -> &'static str {
    let last = before.trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    match last.to_ascii_lowercase().as_str() {
        "the" | "this" | "that" | "her" | "his" | "my" | "our" | "their" => "the",
        "a" | "an" => "a",
        _ => "",
    }
}

/// Whether what follows `before` is the first word of a sentence or line.
pub(super) fn opens_sentence(before: &str) -> bool {
    let spaces = before.trim_end_matches([' ', '\t', '"', '“', '(']);
    let Some(last) = spaces.chars().next_back() else { return true };
    matches!(last, '.' | '!' | '?' | '\n') && (spaces.len() < before.len() || last == '\n')
}

/// The words for one finding.
pub(super) fn words(label: Label, found: &str, context: &Context<'_>) -> String {
    let lower = found.to_ascii_lowercase();
    let article = article(context.before);
    let phrase = match label {
        Label::Date => return date(&lower, article),
        Label::Time => time(&lower, context.after),
        Label::Age => return age(&lower, context.before),
        Label::Place => return with_article(place(&lower), article),
        Label::Address => "an address",
        Label::Postcode => "a postcode left out here",
        Label::Phone | Label::NhsNumber | Label::NiNumber | Label::StaffId => "a number left out here",
        Label::HospitalNumber => "a reference left out here",
        Label::Email | Label::Url => "an address left out here",
        Label::Vehicle => "a registration left out here",
        Label::Handle => "a screen name left out here",
        Label::UniqueRole => "one of few people in such a place",
        Label::Name => "someone",
    };
    with_article(phrase, article)
}

/// Drops the phrase's own article where one stands before it already.
fn with_article(phrase: &str, article: &str) -> String {
    let bare = phrase.strip_prefix("an ").or_else(|| phrase.strip_prefix("a "));
    match bare {
        Some(bare) if !article.is_empty() => bare.to_owned(),
        _ => phrase.to_owned(),
    }
}

fn date(lower: &str, article: &str) -> String {
    const SEASONS: [(&str, &[&str]); 4] = [
        ("winter", &["dec", "jan", "feb", "christmas", "boxing", "new year", "xmas"]),
        ("spring", &["mar", "apr", "may", "easter", "good friday", "maundy"]),
        ("summer", &["jun", "jul", "aug"]),
        ("autumn", &["sep", "oct", "nov", "all s", "remembrance", "bonfire"]),
    ];
    let named = SEASONS
        .iter()
        .find(|(_, words)| words.iter().any(|word| lower.contains(word)))
        .map(|(season, _)| *season)
        .or_else(|| by_number(lower));
    match (named, article) {
        (Some(season), "the") => format!("day in {season}"),
        (Some(season), _) => format!("one day in {season}"),
        (None, "the") => "day".to_owned(),
        (None, _) => "one day".to_owned(),
    }
}

/// The season of `22/04/23` or `2024-01-14`.
fn by_number(lower: &str) -> Option<&'static str> {
    let parts: Vec<&str> =
        lower.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let month: u32 = parts.get(1)?.parse().ok()?;
    Some(match month {
        12 | 1 | 2 => "winter",
        3..=5 => "spring",
        6..=8 => "summer",
        9..=11 => "autumn",
        _ => return None,
    })
}

fn time(lower: &str, after: &str) -> &'static str {
    let digits: String = lower
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, ':' | '.'))
        .filter(char::is_ascii_digit)
        .collect();
    let value: u32 = digits.parse().unwrap_or(9999);
    let hour = if digits.len() >= 3 { value / 100 } else { value };
    let afternoon = lower.contains("pm") || lower.contains("p.m");
    let morning = lower.contains("am") || lower.contains("a.m");
    // "8.15 in the morning": the text says the part of the day itself.
    if after.trim_start().starts_with("in the ") || after.trim_start().starts_with("at night") {
        return "some time";
    }
    let hour = if afternoon && hour < 12 { hour + 12 } else { hour };
    match hour {
        _ if lower == "noon" || lower == "midday" => "some time in the middle of the day",
        _ if lower == "midnight" => "some time in the night",
        0..=5 | 22..=24 => "some time in the night",
        6..=11 if morning || digits.len() >= 3 => "some time in the morning",
        12..=17 => "some time in the afternoon",
        18..=21 => "some time in the evening",
        _ => "some time that day",
    }
}

fn age(lower: &str, before: &str) -> String {
    const TENS: [&str; 6] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy"];
    let digits: String =
        lower.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    let young_unit =
        ["day", "week", "wk", "month", "mth", "hour", "hr"].iter().any(|unit| lower.contains(unit));
    let value = digits.parse::<u32>().ok().or_else(|| {
        let tens = [
            ("twent", 20),
            ("thirt", 30),
            ("fort", 40),
            ("fift", 50),
            ("sixt", 60),
            ("sevent", 70),
            ("eight", 80),
            ("ninet", 90),
            ("hundred", 100),
        ];
        let (_, value) = tens.iter().rev().find(|(word, _)| lower.contains(word))?;
        let teen = lower.ends_with("teen") || lower.contains("teen ");
        Some(if teen { 15 } else { *value })
    });
    let preceding = before.trim_end().rsplit(' ').next().unwrap_or("").to_ascii_lowercase();
    let aged = if preceding == "aged" { "somewhere " } else { "" };
    let decade = match value {
        _ if young_unit => return "very young".to_owned(),
        None => return "of an age left out here".to_owned(),
        Some(0..=12) => return "a young child".to_owned(),
        Some(13..=19) => return format!("{aged}in their teens"),
        Some(value @ 20..=79) => TENS.get((value / 10 - 2) as usize).copied().unwrap_or("forty"),
        Some(80..=89) => "eighty",
        Some(_) => return "very old".to_owned(),
    };
    let decade = decade.strip_suffix('y').unwrap_or(decade);
    format!("{aged}in their {decade}ies")
}

fn place(lower: &str) -> &'static str {
    const KINDS: &[(&str, &str)] = &[
        ("ward", "a ward"),
        ("bay", "a bay"),
        ("bed", "a bed"),
        ("room", "a room"),
        ("rm ", "a room"),
        ("cell", "a cell"),
        ("wing", "a wing"),
        ("infirmary", "a hospital"),
        ("hospice", "a hospice"),
        ("hospital", "a hospital"),
        ("surgery", "a practice"),
        ("practice", "a practice"),
        ("clinic", "a clinic"),
        ("school", "a school"),
        ("college", "a college"),
        ("nursery", "a nursery"),
        ("university", "a university"),
        ("hmp", "a prison"),
        ("prison", "a prison"),
        ("church", "a church"),
        ("chapel", "a chapel"),
        ("mosque", "a mosque"),
        ("st ", "a church"),
        ("temple", "a temple"),
        ("unit", "a unit"),
        ("suite", "a suite"),
        ("lodge", "a care home"),
        ("court", "a care home"),
        ("house", "a care home"),
        ("home", "a care home"),
        ("manor", "a care home"),
        ("grange", "a care home"),
        ("hall", "a care home"),
        ("the ", "a care home"),
        ("centre", "a centre"),
    ];
    KINDS.iter().find(|(word, _)| lower.contains(word)).map_or("a town", |(_, kind)| kind)
}
