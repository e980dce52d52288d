//! Fills the sharing loop: points that are held went through the portal's own operations, one by one;
//! points that are released are figures, excerpts and outcomes made by the function the freeze uses.

use domain::disclosure::Period;
use domain::frameworks::Codebook;
use domain::ids::ReflectionId;
use domain::policy::Actor;
use domain::sharing::{
    Code, FirstDecision, Held, Point, Quotation, QuoteStanding, Reading, Review, ShareDraft,
};
use services::Services;
use services::accounts::find_session;
use services::desk::{decide, next};
use services::pool::{Moved, move_waiting};
use services::release::release_points;
use services::share::share;
use std::collections::BTreeMap;

/// Points that are held while pages are measured, each of another person, beside those of the one who
/// is measured.
pub const HELD: usize = 1_000;
/// Points the measured person has let go of.
pub const OWN_SHARES: usize = 5;
/// Points released before the first measuring, and before the second.
pub const RELEASED: [usize; 2] = [10_000, 100_000];
/// People whose points are in one released period.
const CONTRIBUTORS: usize = 4_000;

/// Words in which the identifier check finds nothing.
const WORDS: &str = "We moved the bed so that there was a garden to look at, and there was time to sit. The night \
    team had written down what was wanted, so nobody had to ask again. What made it harder was the telephone: three \
    calls before anybody could tell us who was on, and each of them long.";

/// Lets go of words from a reflection. One in three may be quoted.
pub async fn let_go(services: &Services, actor: &Actor, reflection: ReflectionId, number: usize) {
    let draft = ShareDraft {
        page: format!("page {number}"),
        words: WORDS.to_owned(),
        resolutions: BTreeMap::new(),
        setting: Some("hospital".to_owned()),
        plan: Some("used".to_owned()),
        quotation: Some(quotation(number)),
        consent: Some(services.content.consent_on(services.today()).version.clone()),
    };
    share(services, actor, reflection, draft).await.expect("shared");
}

const fn quotation(number: usize) -> Quotation {
    if number.is_multiple_of(3) { Quotation::Allowed } else { Quotation::NotAllowed }
}

/// Moves what waits into the pool, and has one lead accept every point: nothing is left for them, and
/// what may be quoted waits for another.
pub async fn hold_and_read(services: &Services, lead: &str) {
    let lead = find_session(services, lead).await.expect("read").expect("a live session").actor;
    let moved = move_waiting(services, lead.organisation).await.expect("moved");
    assert_eq!(moved, Moved::All { points: HELD + OWN_SHARES });
    let codebook = services.content.codebook_on(services.today());
    let mut read = 0;
    while let Some(point) = next(services, &lead).await.expect("a desk") {
        assert_eq!(point.reading, Reading::First);
        let accept = FirstDecision::Accept { words: point.words.clone(), codes: codes(codebook, read) };
        decide(services, &lead, point.id, &point.seen, accept).await.expect("accepted");
        read += 1;
    }
    assert_eq!(read, HELD + OWN_SHARES);
}

/// Releases points until there are so many, all of the year before this one. The first are in its four
/// quarters. The rest is in its halves and in the whole of it: periods never overlap otherwise, but
/// every page that shows the year then has to do with all of them.
pub async fn release(services: &Services, actor: &Actor, until: usize) {
    let year = year_of_releases(services);
    let (periods, points) = if until == RELEASED[0] {
        (vec![format!("{year}-Q1"), format!("{year}-Q2"), format!("{year}-Q3"), format!("{year}-Q4")], until)
    } else {
        (vec![format!("{year}-H1"), format!("{year}-H2"), year.to_string()], until - RELEASED[0])
    };
    for period in &periods {
        let period: Period = period.parse().expect("a period");
        let codebook = services.content.codebook_on(period.first_day());
        let held: Vec<Held> = (0..points / periods.len()).map(|number| point(codebook, number)).collect();
        release_points(services, actor.organisation, period, &held).await.expect("released");
    }
}

/// The year whose releases are measured.
pub fn year_of_releases(services: &Services) -> i16 {
    services.today().year() - 1
}

fn point(codebook: &Codebook, number: usize) -> Held {
    let quote = match quotation(number) {
        Quotation::Allowed => QuoteStanding::Agreed,
        Quotation::NotAllowed => QuoteStanding::NotAllowed,
    };
    Held {
        author: format!("person {}", number % CONTRIBUTORS),
        ticket: services::random::token().expect("randomness"),
        point: Point {
            words: format!("{number}. {WORDS}"),
            setting: "hospital".to_owned(),
            plan: Some("used".to_owned()),
            consent: "1".to_owned(),
            quotation: quotation(number),
        },
        review: Review::Accepted { codes: codes(codebook, number), reader: "a reader".to_owned(), quote },
    }
}

/// One code, each sub-theme in its turn.
fn codes(codebook: &Codebook, number: usize) -> Vec<Code> {
    let sub_themes: Vec<_> = codebook.themes.iter().flat_map(|theme| &theme.sub_themes).collect();
    let direction = &codebook.directions[number % codebook.directions.len()];
    vec![Code {
        sub_theme: sub_themes[number % sub_themes.len()].id.clone(),
        direction: direction.id.clone(),
    }]
}
