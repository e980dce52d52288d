//! What the check reports: where, what kind, how sure, and why.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::str::FromStr;

/// The kinds of detail that can point to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Label {
    /// A person's name, nickname or initials, with a title joined to it.
    Name,
    /// An NHS number, right or wrong.
    NhsNumber,
    /// A hospital, prison or register number, or a reference that opens a record.
    HospitalNumber,
    /// A National Insurance number.
    NiNumber,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A web address or a path to a shared folder.
    Url,
    /// A postcode.
    Postcode,
    /// A house, flat, street or site.
    Address,
    /// An expression that fixes one day.
    Date,
    /// A time on the clock.
    Time,
    /// An age.
    Age,
    /// A named ward, home, practice, school, prison, church, town or village.
    Place,
    /// A professional registration, payroll, collar or student number.
    StaffId,
    /// A vehicle registration.
    Vehicle,
    /// A screen name or login.
    Handle,
    /// A description that fits one person only.
    UniqueRole,
}

impl Label {
    /// Every label, in the order of the documentation.
    pub const ALL: [Self; 17] = [
        Self::Name,
        Self::NhsNumber,
        Self::HospitalNumber,
        Self::NiNumber,
        Self::Phone,
        Self::Email,
        Self::Url,
        Self::Postcode,
        Self::Address,
        Self::Date,
        Self::Time,
        Self::Age,
        Self::Place,
        Self::StaffId,
        Self::Vehicle,
        Self::Handle,
        Self::UniqueRole,
    ];

    /// The name used in files and on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "NAME",
            Self::NhsNumber => "NHS_NUMBER",
            Self::HospitalNumber => "HOSPITAL_NUMBER",
            Self::NiNumber => "NI_NUMBER",
            Self::Phone => "PHONE",
            Self::Email => "EMAIL",
            Self::Url => "URL",
            Self::Postcode => "POSTCODE",
            Self::Address => "ADDRESS",
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Age => "AGE",
            Self::Place => "PLACE",
            Self::StaffId => "STAFF_ID",
            Self::Vehicle => "VEHICLE",
            Self::Handle => "HANDLE",
            Self::UniqueRole => "UNIQUE_ROLE",
        }
    }

    /// Whether the detail names or locates a person by itself.
    #[must_use]
    pub const fn is_direct(self) -> bool {
        !matches!(self, Self::Date | Self::Time | Self::Age | Self::Place | Self::UniqueRole)
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Label {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|label| label.code() == s)
            .ok_or_else(|| format!("{s} is not a kind of detail that the check knows"))
    }
}

/// How sure the check is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Certainty {
    /// Worth a look; more often innocent than not. Offered quietly.
    Look,
    /// Probably identifying.
    Likely,
    /// Identifying by its form or by clear words around it.
    Certain,
}

impl Certainty {
    /// The name used in files and on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Look => "look",
            Self::Likely => "likely",
            Self::Certain => "certain",
        }
    }
}

impl fmt::Display for Certainty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Certainty {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        [Self::Look, Self::Likely, Self::Certain]
            .into_iter()
            .find(|certainty| certainty.code() == s)
            .ok_or_else(|| format!("{s} is not one of look, likely, certain"))
    }
}

/// One detail that could identify somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Bytes of the original text, always on character boundaries.
    pub range: Range<usize>,
    /// What kind of detail it is.
    pub label: Label,
    /// How sure the check is.
    pub certainty: Certainty,
    /// Why, in words for the writer: "a name after 'her son'".
    pub reason: Cow<'static, str>,
}
