//! Roles within an organisation. Everyone who has an account may reflect; a role adds to that.

/// A part somebody plays in their organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Reflects. Everyone has this.
    Staff,
    /// Writes learning modules.
    Educator,
    /// Reads and codes what has been shared.
    SafetyLead,
    /// Invites people and runs the portal. Sees nobody's reflections.
    Administrator,
}

impl Role {
    /// Every role, in the order in which screens show them.
    pub const ALL: [Self; 4] = [Self::Staff, Self::Educator, Self::SafetyLead, Self::Administrator];

    /// The word stored and posted for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Educator => "educator",
            Self::SafetyLead => "safety-lead",
            Self::Administrator => "administrator",
        }
    }

    /// The words people read.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Staff => "Staff",
            Self::Educator => "Educator",
            Self::SafetyLead => "Patient-safety lead",
            Self::Administrator => "Administrator",
        }
    }

    /// The role a word names, if it names one.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == word)
    }
}

/// The roles of one person. Always holds [`Role::Staff`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roles(Vec<Role>);

impl Roles {
    /// The set of these roles and staff.
    #[must_use]
    pub fn of(roles: impl IntoIterator<Item = Role>) -> Self {
        let mut set: Vec<Role> = roles.into_iter().chain([Role::Staff]).collect();
        set.sort_unstable();
        set.dedup();
        Self(set)
    }

    /// Whether this role is among them.
    #[must_use]
    pub fn include(&self, role: Role) -> bool {
        self.0.contains(&role)
    }

    /// Each role, in the order of [`Role::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = Role> + '_ {
        self.0.iter().copied()
    }

    /// The words stored: roles in order, a comma between.
    #[must_use]
    pub fn stored(&self) -> String {
        self.0.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(",")
    }

    /// Reads what [`Roles::stored`] wrote; `None` when a word is no role.
    #[must_use]
    pub fn from_stored(words: &str) -> Option<Self> {
        words.split(',').map(Role::parse).collect::<Option<Vec<_>>>().map(Self::of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_roles_come_back_and_everyone_is_staff() {
        let roles = Roles::of([Role::Administrator, Role::Educator, Role::Educator]);
        assert_eq!(roles.stored(), "staff,educator,administrator");
        assert_eq!(Roles::from_stored(&roles.stored()), Some(roles));
        assert_eq!(Roles::from_stored("staff,king"), None);
    }
}
