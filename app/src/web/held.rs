//! Forms that cannot be acted on now: nothing typed in them is lost, and nobody else reads it.
//!
//! A page people write on says whose it is ([`whose_page`]). When its form comes in and the session is
//! over, or the page is to be hidden, or somebody else is signed in by now, the answer is a page that
//! carries the form sealed for its writer ([`hold`]). Its button sends the seal again, and for the same
//! person it is opened ([`for_its_writer`]). So the words stand in no page's source and in no row.

use super::posted::{MAX_POST_BYTES, Posted};
use super::shell::{Frame, page_for_nobody};
use super::state::Web;
use super::visitor::Visitor;
use axum::http::StatusCode;
use axum::response::Response;
use domain::ids::PersonId;
use leptos::prelude::*;
use services::held::{HeldForm, name_writer, open_form, seal_form, writer_of};

/// The field that says whose page a form stands in.
const WHOSE: &str = "whose-page";
/// The field that carries a sealed form.
const SEALED: &str = "held-form";
/// What the seal and its button may take of a post, so that it always comes back.
const MOST_SEALED_BYTES: usize = MAX_POST_BYTES - 1024;

/// What a page that holds a form says.
#[derive(Debug, Clone, Copy)]
pub struct Held {
    /// The answer's status.
    pub status: StatusCode,
    /// Its title.
    pub title: &'static str,
    /// What has become of the words, and what to do.
    pub words: &'static str,
    /// The button that sends the form again.
    pub button: &'static str,
    /// What the button asks for.
    pub deed: &'static str,
    /// What is lost with the page.
    pub closing: &'static str,
}

impl Held {
    /// The session is over: words that a save would store.
    pub const UNSAVED: Self = Self {
        status: StatusCode::UNAUTHORIZED,
        title: "You are signed out",
        words: "Your words are not saved yet, but they are safe in this page, locked and out of sight. Sign in in a \
                new tab, come back to this one, and save.",
        button: "Save my words",
        deed: "save",
        closing: "Closing this tab loses what is not saved.",
    };

    /// The page was to be hidden, and the draft could not be saved as it is.
    pub const TO_PUT_RIGHT: Self = Self {
        status: StatusCode::UNPROCESSABLE_ENTITY,
        title: "Hidden, not saved yet",
        words: "Your words are safe in this page, locked and out of sight. Something in them is to be put right \
                before they can be saved. Sign in in a new tab, come back to this one, and save: you will see what.",
        ..Self::UNSAVED
    };

    /// The same form, where somebody else is signed in by now.
    #[must_use]
    pub const fn for_somebody_else(self) -> Self {
        Self {
            status: StatusCode::FORBIDDEN,
            title: "Somebody else wrote this",
            words: "These words were typed while somebody else was signed in here. They are locked in this page, and \
                    nobody but them can open them: they can sign in in a new tab, come back to this one, and go on.",
            ..self
        }
    }

    /// The same form, whose seal does not open: for another address, by a key that was put away, or cut short.
    const fn that_does_not_open(self) -> Self {
        Self {
            status: StatusCode::CONFLICT,
            title: "This cannot be opened now",
            words: "The words in this page do not open, so nothing was done with them. Leave this page open, and ask \
                    your administrator whether a key was put away not long ago.",
            ..self
        }
    }

    /// The same form, whose mark does not open. It may be anybody's, so that nobody may go on with it.
    const fn that_may_be_anybodys(self) -> Self {
        Self {
            status: StatusCode::CONFLICT,
            title: "This cannot be taken now",
            words: "We cannot tell who wrote this, so nothing was done with it. The words are still in this page and are \
                    not shown, but they are not locked: somebody who uses this browser after you could find them. Leave \
                    the page open only where that is safe, and ask your administrator whether a key was put away not \
                    long ago.",
            ..self
        }
    }

    /// The same form, that was to be hidden and could not be taken first.
    #[must_use]
    pub const fn that_was_not_saved(self, status: StatusCode) -> Self {
        Self {
            status,
            title: "Hidden, not saved yet",
            words: "Something came in between, so nothing was done with your words yet. They are safe in this page, \
                    locked and out of sight. Sign in in a new tab, come back to this one, and go on.",
            ..self
        }
    }

    /// The same form, whose writer has had their password reset and finds older words closed.
    const fn that_is_closed(self) -> Self {
        Self {
            status: StatusCode::FORBIDDEN,
            title: "Closed for now",
            words: "Your password was reset not long ago, so what you wrote before stays closed for seven days. Nothing \
                    was done with these words yet. They are safe in this page, locked and out of sight. Open your \
                    account in a new tab, enter your recovery code there, come back to this page, and go on.",
            ..self
        }
    }

    /// The same form, where it could not be locked: it is too large, or nobody can say whose it is.
    const fn without_a_lock(self) -> Self {
        Self {
            words: "Nothing is done with your words yet. They are still in this page and are not shown, but they could \
                    not be locked: somebody who uses this browser after you could find them. Sign in in a new tab soon, \
                    come back to this one, and go on. If you cannot, close this tab: that takes away what is in it.",
            ..self
        }
    }
}

/// What a form says of whose page it stands in.
enum Mark {
    /// Nothing.
    Absent,
    /// It is this person's.
    Of(PersonId),
    /// Something that does not open: it is somebody's, and may be anybody's.
    Closed,
}

fn mark_of(web: &Web, posted: &Posted) -> Mark {
    posted
        .all(WHOSE)
        .next()
        .map_or(Mark::Absent, |mark| writer_of(&web.services, mark).map_or(Mark::Closed, Mark::Of))
}

/// A form that came in.
pub enum Sent {
    /// It may be acted on.
    Open(Posted),
    /// It is held, in this page.
    Held(Response),
}

/// The hidden field that says whose page a form stands in. Every form that may be held has it.
pub fn whose_page(web: &Web, visitor: &Visitor) -> Option<AnyView> {
    let mark = name_writer(&web.services, visitor.live()?.actor.person).ok()?;
    Some(view! { <input type="hidden" name=WHOSE value=mark/> }.into_any())
}

/// Whether a form stands in a page of this person. A form that does not say is nobody's.
#[must_use]
pub fn is_page_of(web: &Web, posted: &Posted, person: PersonId) -> Option<bool> {
    match mark_of(web, posted) {
        Mark::Absent => None,
        Mark::Of(writer) => Some(writer == person),
        Mark::Closed => Some(false),
    }
}

/// The form, if whoever is signed in may go on with it; else it is held.
#[must_use]
pub fn for_its_writer(web: &Web, visitor: &Visitor, posted: Posted, held: Held) -> Sent {
    let posted = match opened(web, visitor, posted, held) {
        Sent::Open(posted) => posted,
        held @ Sent::Held(_) => return held,
    };
    let Some(live) = visitor.live() else { return Sent::Held(hold(web, visitor, &posted, held)) };
    if is_page_of(web, &posted, live.actor.person) == Some(false) {
        return Sent::Held(hold(web, visitor, &posted, held.for_somebody_else()));
    }
    Sent::Open(posted)
}

/// A form as it was typed: one that was held is opened for its writer, and held on for anybody else.
#[must_use]
pub fn opened(web: &Web, visitor: &Visitor, posted: Posted, held: Held) -> Sent {
    if posted.text(SEALED).is_empty() {
        return match mark_of(web, &posted) {
            Mark::Closed => Sent::Held(draw(web, plain(&posted), held.that_may_be_anybodys(), SIGNED_IN)),
            Mark::Absent | Mark::Of(_) => Sent::Open(posted),
        };
    }
    let Some(form) = open_form(&web.services, visitor.path(), posted.text(SEALED)) else {
        // Acted on as it is, it would be an empty form.
        return Sent::Held(draw(web, plain(&posted), held.that_does_not_open(), SIGNED_IN));
    };
    match visitor.live() {
        Some(live) if live.actor.person == form.writer => {
            let deed = ("do".to_owned(), posted.text("do").to_owned());
            // The seal says whose it is. The older mark in it may be under a key that was put away since.
            let mark = name_writer(&web.services, form.writer).ok().map(|mark| (WHOSE.to_owned(), mark));
            let fields = form.fields.into_iter().filter(|(name, _)| name != WHOSE);
            Sent::Open(Posted::again(fields.chain([deed]).chain(mark).collect(), form.unreadable))
        }
        Some(_) => Sent::Held(hold(web, visitor, &posted, held.for_somebody_else())),
        None => Sent::Held(hold(web, visitor, &posted, held)),
    }
}

/// The page that holds a form until its writer can go on with it.
pub fn hold(web: &Web, visitor: &Visitor, posted: &Posted, held: Held) -> Response {
    hold_until(web, visitor, posted, held, SIGNED_IN)
}

/// The page that holds a form until its writer has entered their recovery code, or the days are over.
pub fn hold_closed(web: &Web, visitor: &Visitor, posted: &Posted, held: Held) -> Response {
    hold_until(web, visitor, posted, held.that_is_closed(), OPENED)
}

/// What must be done before a held form can be gone on with: the address of a page, and the link to it.
type First = (&'static str, &'static str);

const SIGNED_IN: First = ("/sign-in", "Sign in in a new tab");
const OPENED: First = ("/account", "Open your account in a new tab");

fn hold_until(web: &Web, visitor: &Visitor, posted: &Posted, held: Held, first: First) -> Response {
    match sealed(web, visitor, posted) {
        Some(seal) => draw(web, vec![(SEALED.to_owned(), seal)], held, first),
        None => draw(web, plain(posted), held.without_a_lock(), first),
    }
}

fn draw(web: &Web, fields: Vec<(String, String)>, held: Held, (address, link): First) -> Response {
    let fields =
        fields.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    let fields = fields.collect_view();
    let Held { status, title, words, button, deed, closing } = held;
    let frame = Frame { title, is_for_writing: true, ..Frame::default() };
    page_for_nobody(web, status, frame, move || {
        view! {
            <div class="aw-column">
                <h1>{title}</h1>
                <p class="aw-notice aw-notice--warn">{words}</p>
                <form method="post" autocomplete="off">
                    {fields}
                    <div class="aw-actions">
                        <a class="nhsuk-button" href=address target="_blank" rel="noopener">{link}</a>
                        <button class="nhsuk-button nhsuk-button--secondary" name="do" value=deed>{button}</button>
                    </div>
                </form>
                <p class="aw-quiet">{closing}</p>
            </div>
        }
    })
}

/// The form sealed for its writer, if that is known: the page says so, or else the session that is locked.
fn sealed(web: &Web, visitor: &Visitor, posted: &Posted) -> Option<String> {
    let (services, path) = (&web.services, visitor.path());
    if open_form(services, path, posted.text(SEALED)).is_some() {
        return Some(posted.text(SEALED).to_owned());
    }
    let writer = match mark_of(web, posted) {
        Mark::Of(writer) => writer,
        Mark::Absent => visitor.session.as_ref()?.actor.person,
        Mark::Closed => return None,
    };
    let form = HeldForm { writer, fields: plain(posted), unreadable: posted.unreadable };
    let seal = seal_form(services, path, &form).ok()?;
    (seal.len() <= MOST_SEALED_BYTES).then_some(seal)
}

/// Every field but the button. Out of sight they are held even where nobody can say whose they are.
fn plain(posted: &Posted) -> Vec<(String, String)> {
    let fields = posted.iter().filter(|(name, _)| *name != "do");
    fields.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}
