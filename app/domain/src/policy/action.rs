//! Everything that can be done.

/// Something a signed-in person asks to do. What is not listed cannot be done: there is no action
/// that sets another person's password, address or recovery code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Action {
    /// Begin a reflection, change one, choose between two versions.
    Write,
    /// Read a reflection, or the list of them.
    Read,
    /// Delete a reflection.
    Delete,
    /// Download or print a reflection.
    TakeCopy,
    /// Add to the draft that was open when the session was locked; kept as a second version.
    AddToOpenDraft,
    /// See one's account and last sign-ins.
    SeeOwnAccount,
    /// Change one's password.
    ChangeOwnPassword,
    /// Make a new recovery code, or use one.
    ManageOwnRecovery,
    /// Sign out here or everywhere.
    EndOwnSessions,
    /// See who has an account in the organisation, and invitations that wait.
    SeePeople,
    /// Invite somebody, or take an invitation back.
    Invite,
    /// Suspend a colleague's account.
    Suspend,
    /// Give a suspended account back.
    Restore,
    /// Have a reset link sent to the address that the account already holds.
    SendResetLink,
    /// Look at the catalogue and read learning modules.
    ReadModules,
    /// Keep and see how far one has read.
    KeepOwnProgress,
    /// Write, publish and withdraw the organisation's own modules.
    AuthorModules,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 17] = [
        Self::Write,
        Self::Read,
        Self::Delete,
        Self::TakeCopy,
        Self::AddToOpenDraft,
        Self::SeeOwnAccount,
        Self::ChangeOwnPassword,
        Self::ManageOwnRecovery,
        Self::EndOwnSessions,
        Self::SeePeople,
        Self::Invite,
        Self::Suspend,
        Self::Restore,
        Self::SendResetLink,
        Self::ReadModules,
        Self::KeepOwnProgress,
        Self::AuthorModules,
    ];
}
