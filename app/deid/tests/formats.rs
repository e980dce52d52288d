//! Every identifier, generated in every way people write it.

use deid::{Certainty, Finding, Label, Lexicon, at_least, find};
use proptest::prelude::*;

fn findings(text: &str) -> Vec<Finding> {
    at_least(find(text, Lexicon::embedded()), Certainty::Likely)
}

/// Whether `part` of `text` is wholly flagged, and as this label.
fn flagged(text: &str, part: &str, label: Label) -> bool {
    let start = text.find(part).expect("the part is in the text");
    findings(text)
        .iter()
        .any(|f| f.label == label && f.range.start <= start && start + part.len() <= f.range.end)
}

/// Texts, each with words in it that must be flagged as this label.
fn each_is_flagged(texts: &[(&str, &str, Label)]) {
    for (text, words, label) in texts {
        assert!(flagged(text, words, *label), "{text}: {:?}", findings(text));
    }
}

fn with_check_digit(nine: u32) -> Option<String> {
    let nine = format!("{nine:09}");
    let sum: u32 = nine.bytes().zip((2..=10).rev()).map(|(d, w)| u32::from(d - b'0') * w).sum();
    let check = (11 - sum % 11) % 11;
    (check < 10).then(|| format!("{nine}{check}"))
}

fn grouped(digits: &str, sizes: &[usize], joint: &str) -> String {
    let mut rest = digits;
    let mut out = Vec::new();
    for size in sizes {
        let (head, tail) = rest.split_at((*size).min(rest.len()));
        out.push(head);
        rest = tail;
    }
    out.retain(|part| !part.is_empty());
    out.join(joint)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nhs_numbers_with_any_separator(nine in 400_000_000_u32..800_000_000, joint in prop::sample::select(vec![" ", "-", ".", ""])) {
        if let Some(digits) = with_check_digit(nine) {
            let number = grouped(&digits, &[3, 3, 4], joint);
            let text = format!("We looked her up as {number} and found the old notes.");
            prop_assert!(flagged(&text, &number, Label::NhsNumber), "{text}");
        }
    }

    #[test]
    fn wrong_nhs_numbers_where_the_words_call_them_so(digits in "[1-9][0-9]{9}", joint in prop::sample::select(vec![" ", "-", ""])) {
        let number = grouped(&digits, &[3, 3, 4], joint);
        let text = format!("Her NHS number is {number} if anyone asks.");
        prop_assert!(flagged(&text, &number, Label::NhsNumber), "{text}");
    }

    #[test]
    fn stock_codes_of_ten_digits_are_left(nine in 400_000_000_u32..800_000_000) {
        if let Some(digits) = with_check_digit(nine) {
            let text = format!("The stock code for the lines is {digits} for anyone ordering.");
            prop_assert!(findings(&text).is_empty(), "{text}");
        }
    }

    #[test]
    fn national_insurance_numbers(prefix in "[ABCEGHJ-PRSTWXYZ][ABCEGHJ-MPRSTWXYZ]", digits in "[0-9]{6}", suffix in "[A-D]", joint in prop::sample::select(vec!["", " ", "-"]), lower: bool) {
        prop_assume!(!["BG", "GB", "NK", "KN", "TN", "NT", "ZZ"].contains(&prefix.as_str()));
        let number = format!("{prefix}{joint}{}{joint}{suffix}", grouped(&digits, &[2, 2, 2], joint));
        let number = if lower { number.to_ascii_lowercase() } else { number };
        let text = format!("His number was {number} on the form.");
        prop_assert!(flagged(&text, &number, Label::NiNumber), "{text}");
    }

    #[test]
    fn telephone_numbers(rest in "[1-9][0-9]{8}", shape in 0..5_usize) {
        let number = match shape {
            0 => format!("07{rest}"),
            1 => format!("07{} {}", &rest[..3], &rest[3..]),
            2 => format!("+44 7{} {}", &rest[..3], &rest[3..]),
            3 => format!("(01{}) {}", &rest[..3], &rest[3..]),
            _ => format!("020 7{} {}", &rest[..3], &rest[3..7]),
        };
        let text = format!("I rang {number} from the office.");
        prop_assert!(flagged(&text, &number, Label::Phone), "{text}");
    }

    #[test]
    fn postcodes(area in "[A-PR-UWYZ][A-HK-Y]?", district in "[1-9][0-9]?", inward in "[0-9][ABD-HJLNP-UW-Z]{2}", joint in prop::sample::select(vec![" ", ""])) {
        let code = format!("{area}{district}{joint}{inward}");
        let text = format!("The card goes to {code} please.");
        prop_assert!(flagged(&text, &code, Label::Postcode), "{text}");
    }

    #[test]
    fn registrations(letters in "[A-HJ-PR-Y]{2}", year in "[0-7][1-9]", rest in "[A-HJ-PR-Z]{3}", joint in prop::sample::select(vec![" ", ""])) {
        let plate = format!("{letters}{year}{joint}{rest}");
        let text = format!("The other car was {plate} and silver.");
        prop_assert!(flagged(&text, &plate, Label::Vehicle), "{text}");
    }

    #[test]
    fn nurses_pins(year in "[0-9]{2}", month in "[A-L]", number in "[0-9]{4}", country in "[ESWNO]") {
        let pin = format!("{year}{month}{number}{country}");
        let text = format!("I sign myself {pin} as always.");
        prop_assert!(flagged(&text, &pin, Label::StaffId), "{text}");
    }

    #[test]
    fn email_addresses(name in "[a-z]{3,8}[._]?[a-z0-9]{2,5}", host in "[a-z]{4,9}", end in prop::sample::select(vec!["com", "co.uk", "nhs.net", "org", "wales"])) {
        let address = format!("{name}@{host}.{end}");
        let text = format!("She wrote from {address} last week.");
        prop_assert!(flagged(&text, &address, Label::Email), "{text}");
    }

    #[test]
    fn dates_in_figures(day in 1..=28_u32, month in 1..=12_u32, year in 1930..=2029_u32, joint in prop::sample::select(vec!["/", ".", "-"])) {
        for date in [format!("{day:02}{joint}{month:02}{joint}{year}"), format!("{day}{joint}{month}{joint}{:02}", year % 100)] {
            let text = format!("She died on {date} at home.");
            prop_assert!(flagged(&text, &date, Label::Date), "{text}");
        }
    }

    #[test]
    fn dates_in_words(day in 1..=28_u32, month in prop::sample::select(vec!["January", "Feb", "March", "Apr", "May", "June", "July", "August", "Sept", "October", "Nov", "December"])) {
        for date in [format!("{day} {month}"), format!("{month} {day}")] {
            let text = format!("He came in on {date}.");
            prop_assert!(flagged(&text, &date, Label::Date), "{text}");
        }
    }

    #[test]
    fn times(hour in 0..24_u32, minute in 1..60_u32) {
        for time in [format!("{hour:02}:{minute:02}"), format!("{hour:02}{minute:02}hrs"), format!("{hour:02}.{minute:02}")] {
            let text = format!("It stopped at {time} and we stood there.");
            prop_assert!(flagged(&text, &time, Label::Time), "{text}");
        }
    }

    #[test]
    fn ages(age in 14..=110_u32) {
        for text in [format!("She was {age} and tired."), format!("He was {age} years old."), format!("A man aged {age} came in.")] {
            prop_assert!(flagged(&text, &age.to_string(), Label::Age), "{text}");
        }
    }

    #[test]
    fn web_addresses(host in "[a-z]{4,9}", path in "[a-z0-9]{2,8}", end in prop::sample::select(vec!["com", "org.uk", "nhs.uk", "co.uk"])) {
        for address in [format!("https://{host}.{end}/{path}"), format!("www.{host}.{end}/{path}")] {
            let text = format!("It is all on {address} for anyone to read.");
            prop_assert!(flagged(&text, &address, Label::Url), "{text}");
        }
    }

    #[test]
    fn screen_names(name in "[a-z]{4,9}_?[a-z0-9]{2,4}") {
        let text = format!("He posted it as @{name} that night.");
        prop_assert!(flagged(&text, &format!("@{name}"), Label::Handle), "{text}");
    }

    #[test]
    fn record_numbers(prefix in "[A-HJ-NPR-Z]{1,3}", digits in "[1-9][0-9]{5,6}", cue in prop::sample::select(vec!["MRN", "hospital number", "Datix", "incident number"])) {
        for number in [format!("{prefix}{digits}"), digits] {
            let text = format!("The {cue} is {number} for the file.");
            let start = text.find(&number).expect("there");
            let found = findings(&text).iter().any(|f| f.range.start <= start && start + number.len() <= f.range.end);
            prop_assert!(found, "{text}");
        }
    }

    #[test]
    fn addresses(number in 1..200_u32, letter in prop::sample::select(vec!["", "a", "b"]), name in prop::sample::select(vec!["Elm", "Tannery", "Priory", "Market", "Wexcombe"]), kind in prop::sample::select(vec!["Street", "Road", "Lane", "Avenue", "Close", "Terrace", "Crescent"])) {
        let address = format!("{number}{letter} {name} {kind}");
        let text = format!("We were sent to {address} before dawn.");
        prop_assert!(flagged(&text, &address, Label::Address), "{text}");
    }

    #[test]
    fn numbered_places(kind in prop::sample::select(vec!["Ward", "Bay", "Bed", "Room", "Cell", "bay", "bed", "room"]), number in 5..60_u32) {
        let place = format!("{kind} {number}");
        let text = format!("She was moved to {place} overnight.");
        prop_assert!(flagged(&text, &place, Label::Place), "{text}");
    }

    #[test]
    fn older_registrations_after_a_word_for_a_vehicle(letter in "[A-HJ-NPR-TV-Y]", digits in "[1-9][0-9]{1,2}", rest in "[BCDFGHJKLMNPRSTVWX]{3}") {
        let plate = format!("{letter}{digits} {rest}");
        let text = format!("The registration of the van was {plate} they said.");
        prop_assert!(flagged(&text, &plate, Label::Vehicle), "{text}");
    }

    #[test]
    fn doses_and_scores_are_no_details(dose in 1..900_u32, unit in prop::sample::select(vec!["mg", "ml", "mcg", "units", "g"]), score in 3..15_u32) {
        let text = format!("I gave {dose} {unit} and then {dose}{unit} again with a score of {score}/15.");
        prop_assert!(findings(&text).is_empty(), "{text}: {:?}", findings(&text));
    }
}

#[test]
fn what_stands_after_a_plain_at_is_a_web_address_with_all_its_path() {
    for (text, address) in [
        ("Have a look at www.hedgehogs.org.uk/riddles some day.", "www.hedgehogs.org.uk/riddles"),
        ("You find us at ravelhats.com/u/clemmie_t now.", "ravelhats.com/u/clemmie_t"),
    ] {
        assert!(flagged(text, address, Label::Url), "{text}: {:?}", findings(text));
    }
    assert!(flagged("Write to ruth at example.org then.", "ruth at example.org", Label::Email));
}

#[test]
fn a_line_break_inside_hides_neither_an_address_nor_a_plate() {
    each_is_flagged(&[
        ("Mail con.and.dare\n@example.co.uk for it.", "con.and.dare\n@example.co.uk", Label::Email),
        ("Mail p.oduya@kelshaw\n-trust.org for it.", "p.oduya@kelshaw\n-trust.org", Label::Email),
        ("The car, YJ 73\nFTO, was found.", "YJ 73\nFTO", Label::Vehicle),
    ]);
}

#[test]
fn a_detail_is_found_whole() {
    each_is_flagged(&[
        ("His nhs 9990882932 was left for the night lot to find.", "9990882932", Label::NhsNumber),
        ("We came in the adapted bus, CN19 WHE, with oxygen.", "CN19 WHE", Label::Vehicle),
        ("It was five and twenty to seven and the trolley came.", "five and twenty to seven", Label::Time),
        ("Mrs Tarrant was moved to labour room 3 that night.", "labour room 3", Label::Place),
        ("Mrs Tarrant died in room twenty two.", "room twenty two", Label::Place),
        (
            "Surgeon Lieutenant Beatrice Fanshawe sat down.",
            "Surgeon Lieutenant Beatrice Fanshawe",
            Label::Name,
        ),
        ("Then Major Gareth Yarrow came.", "Major Gareth Yarrow", Label::Name),
        ("Mr Yarrow came. He was 81yrs and tired.", "81yrs", Label::Age),
        ("By the back door, ref CM-5520-19, he said.", "CM-5520-19", Label::HospitalNumber),
        ("Mrs Doreen Tattersall and Mr Yarrow had ref ODT 61-8820.", "ODT 61-8820", Label::HospitalNumber),
        ("Police ref 0417 of 19/05 said nothing of her.", "0417 of 19/05", Label::HospitalNumber),
        ("It is CAD 1994 of the 29th, they said.", "1994 of the 29th", Label::HospitalNumber),
        ("I need bo/24/1190 to find the bag.", "bo/24/1190", Label::HospitalNumber),
        ("mal ran. hosp no c.442-90. Mr Yarrow slept.", "c.442-90", Label::HospitalNumber),
        ("i shoud of looked, nhs number 9995731665.", "9995731665", Label::NhsNumber),
        ("The book by the door has it as 943 552 4066 there.", "943 552 4066", Label::NhsNumber),
        ("She lived at 4 Railway Cuttings, Hexworth.", "4 Railway Cuttings", Label::Address),
        ("Mr Yarrow came. He have 45 years and is thin.", "45 years", Label::Age),
    ]);
}

#[test]
fn what_is_counted_or_addressed_is_no_detail() {
    for text in ["We moved to the 3rd floor after that.", "\"Sister, listen,\" said the man in the corner."] {
        assert!(findings(text).is_empty(), "{text}: {:?}", findings(text));
    }
}

#[test]
fn what_stands_beside_a_detail_is_not_swallowed() {
    for (text, words) in [
        ("I left my job in 2019 and Mrs Tarrant knew it.", "2019"),
        ("We gave Mrs Tarrant Movicol that day.", "Movicol"),
        ("Mrs Tarrant went into labour.\n\nRoom 3 was cold.", "labour"),
        ("Mrs Tarrant waited in room forty five minutes.", "five minutes"),
        ("Mrs Tarrant lived 3 hours from the hospital.", "3 hours"),
        ("Mrs Tarrant was call 2 of 40 that night.", "2 of 40"),
        ("The lift, AB12 CDE, was out of order, Mrs Tarrant said.", "AB12"),
    ] {
        let start = text.find(words).expect("the words are in the text");
        let flagged =
            findings(text).iter().any(|f| f.range.start < start + words.len() && start < f.range.end);
        assert!(!flagged, "{text}: {:?}", findings(text));
    }
}
