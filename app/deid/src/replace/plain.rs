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
        Label::Date => return date(&lower, article, context),
        Label::Time => time(&lower, context),
        Label::Age => return age(&lower, context),
        Label::Place => return with_article(place(&lower), article),
        Label::Address => "an address",
        Label::Postcode => "a postcode left out here",
        Label::UniqueRole if ["only", "sole", "first", "longest"].iter().any(|w| lower.starts_with(w)) => {
            return if article.is_empty() {
                "someone in a post that few hold"
            } else {
                "person in a post that few hold"
            }
            .to_owned();
        }
        Label::UniqueRole => {
            return if article.is_empty() {
                "someone whom many would know"
            } else {
                "person whom many would know"
            }
            .to_owned();
        }
        Label::Phone | Label::NhsNumber | Label::NiNumber | Label::StaffId => "a number left out here",
        Label::HospitalNumber => "a reference left out here",
        Label::Email | Label::Url => "an address left out here",
        Label::Vehicle => "a registration left out here",
        Label::Handle => "a screen name left out here",
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

fn date(lower: &str, article: &str, context: &Context<'_>) -> String {
    if matches!(last_word(context.before).as_str(), "dob" | "b" | "birth") {
        return "a date left out here".to_owned();
    }
    let led = matches!(
        last_word(context.before).as_str(),
        "on" | "by" | "since" | "until" | "till" | "before" | "after" | "from" | "of"
    );
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
        (Some(season), _) if led => format!("a day in {season}"),
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

fn time(lower: &str, context: &Context<'_>) -> &'static str {
    let digits: String = lower
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, ':' | '.'))
        .filter(char::is_ascii_digit)
        .collect();
    let value: u32 = digits.parse().unwrap_or(9999);
    let hour = if digits.len() >= 3 { value / 100 } else { value };
    let afternoon = lower.contains("pm") || lower.contains("p.m");
    let morning = lower.contains("am") || lower.contains("a.m");
    let after = context.after.trim_start();
    let before = last_word(context.before);
    // "8.15 in the morning": the text says the part of the day itself.
    if after.starts_with("in the ") || after.starts_with("at night") {
        return if roughly(&before) { "such a time" } else { "some point" };
    }
    let hour = if afternoon && hour < 12 { hour + 12 } else { hour };
    let (plain, rough, point) = match hour {
        _ if lower == "noon" || lower == "midday" => (
            "some time in the middle of the day",
            "the middle of the day",
            "some point in the middle of the day",
        ),
        _ if lower == "midnight" => NIGHT,
        0..=5 | 22..=24 => NIGHT,
        6..=11 if morning || digits.len() >= 3 => {
            ("some time in the morning", "the middle of the morning", "some point in the morning")
        }
        12..=17 => {
            ("some time in the afternoon", "the middle of the afternoon", "some point in the afternoon")
        }
        18..=21 => ("some time in the evening", "the middle of the evening", "some point in the evening"),
        _ => ("some time that day", "that time", "some point that day"),
    };
    if roughly(&before) {
        rough
    } else if matches!(
        before.as_str(),
        "at" | "by" | "until" | "till" | "before" | "after" | "from" | "since"
    ) {
        point
    } else {
        plain
    }
}

const NIGHT: (&str, &str, &str) =
    ("some time in the night", "the middle of the night", "some point in the night");

/// Whether a word makes what follows approximate.
fn roughly(word: &str) -> bool {
    matches!(word, "about" | "around" | "approx" | "approximately" | "roughly" | "nearly" | "almost")
}

/// The last word before, in lower case.
fn last_word(before: &str) -> String {
    before.trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("").to_ascii_lowercase()
}

/// "her", "his", "my" or "their": the nearest person spoken of in the same sentence.
fn owner(before: &str) -> &'static str {
    let sentence = before.rsplit(['.', '!', '?', '\n']).next().unwrap_or("");
    sentence
        .rsplit(|c: char| !c.is_alphanumeric() && c != '\'')
        .take(12)
        .find_map(|word| match word.to_ascii_lowercase().as_str() {
            "she" | "her" | "she's" | "mrs" | "miss" | "woman" | "lady" | "girl" | "mother" | "wife"
            | "daughter" | "sister" | "mum" => Some("her"),
            "he" | "his" | "him" | "he's" | "mr" | "man" | "gentleman" | "boy" | "father" | "husband"
            | "son" | "brother" | "dad" => Some("his"),
            "i" | "i'm" | "am" => Some("my"),
            _ => None,
        })
        .unwrap_or("their")
}

/// How old, in years, as figures or words say.
fn years(lower: &str) -> Option<u32> {
    let digits: String =
        lower.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse::<u32>().ok().or_else(|| {
        const WORDS: [(&str, u32); 22] = [
            ("hundred", 100),
            ("ninet", 90),
            ("eighty", 80),
            ("seventy", 70),
            ("sixty", 60),
            ("fift", 50),
            ("fort", 40),
            ("thirty", 30),
            ("twenty", 20),
            ("teen", 15),
            ("twelve", 12),
            ("eleven", 11),
            ("ten", 10),
            ("nine", 9),
            ("eight", 8),
            ("seven", 7),
            ("six", 6),
            ("five", 5),
            ("four", 4),
            ("three", 3),
            ("two", 2),
            ("one", 1),
        ];
        if lower.contains("teen") {
            return Some(15);
        }
        WORDS.iter().find(|(word, _)| lower.contains(word)).map(|(_, value)| *value)
    })
}

fn age(lower: &str, context: &Context<'_>) -> String {
    const TENS: [&str; 7] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty"];
    let small_unit =
        ["day", "week", "wk", "month", "mth", "hour", "hr"].iter().any(|unit| lower.contains(unit));
    let before = last_word(context.before);
    let value = years(lower);
    let ten = |value: u32| TENS.get((value / 10).saturating_sub(2) as usize).copied().unwrap_or("ninety");
    // "a 78-year-old man": before a noun.
    if matches!(before.as_str(), "a" | "an" | "the" | "this" | "that" | "our" | "my" | "his" | "her")
        && lower.contains("old")
    {
        let next = context.after.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let noun = matches!(
            next,
            "boy"
                | "girl"
                | "man"
                | "woman"
                | "male"
                | "female"
                | "lad"
                | "lass"
                | "patient"
                | "student"
                | "child"
                | "son"
                | "daughter"
                | "lady"
                | "gentleman"
                | "baby"
        );
        return match (value, before == "an") {
            _ if small_unit => if noun { "very young" } else { "very young child" }.to_owned(),
            (Some(value @ 20..), _) => format!("{}-something", ten(value)),
            (Some(13..=19), true) => "adolescent".to_owned(),
            (Some(13..=19), false) => if noun { "teenage" } else { "teenager" }.to_owned(),
            (_, true) => "under-twelve".to_owned(),
            _ => if noun { "young" } else { "young child" }.to_owned(),
        };
    }
    // "aged 34", "a man of seventy".
    if matches!(before.as_str(), "aged" | "age" | "of") {
        return match value {
            _ if small_unit => "under two".to_owned(),
            Some(0..=12) => "under thirteen".to_owned(),
            Some(13..=19) => "under twenty".to_owned(),
            Some(value @ 20..=89) => format!("{}-odd", ten(value)),
            Some(_) => "over ninety".to_owned(),
            None => "some years".to_owned(),
        };
    }
    let owner = owner(context.before);
    match value {
        _ if small_unit => "very young".to_owned(),
        None => "of an age left out here".to_owned(),
        Some(0..=12) => "a young child".to_owned(),
        Some(13..=19) => format!("in {owner} teens"),
        Some(value @ 20..=89) => {
            let ten = ten(value);
            format!("in {owner} {}ies", ten.strip_suffix('y').unwrap_or(ten))
        }
        Some(_) => "very old".to_owned(),
    }
}

fn place(lower: &str) -> &'static str {
    const KINDS: &[(&str, &str)] = &[
        ("ward", "a ward"),
        ("bay", "a bay"),
        ("bed", "a bed"),
        ("room", "a room"),
        ("rm", "a room"),
        ("chair", "a chair"),
        ("theatre", "a theatre"),
        ("resus", "a resuscitation bay"),
        ("landing", "a landing"),
        ("block", "a block"),
        ("pod", "a pod"),
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
        ("st", "a church"),
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
        ("centre", "a centre"),
        ("academy", "a school"),
        ("infants", "a school"),
        ("wd", "a ward"),
        ("hostel", "a hostel"),
        ("cathedral", "a church"),
        ("gurdwara", "a gurdwara"),
    ];
    let has = |word: &str| lower.split(|c: char| !c.is_alphanumeric()).any(|part| part == word);
    if lower.starts_with("the ") && !KINDS.iter().any(|(word, _)| has(word)) {
        return "a care home";
    }
    KINDS.iter().find(|(word, _)| has(word)).map_or("a town", |(_, kind)| kind)
}
