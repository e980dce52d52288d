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
    /// Let go of part of a reflection.
    Share,
    /// Take back what waits.
    TakeBack,
    /// Withdraw what has moved.
    Withdraw,
    /// See what one has shared and what became of it.
    SeeOwnShares,
    /// Read a point on the review desk.
    ReadDesk,
    /// Decide about a point on the review desk.
    DecideOnDesk,
    /// See releases and their excerpts.
    SeeReleases,
    /// See what one's health community makes of its members' printed figures.
    SeeCommunityFigures,
    /// Ask for an excerpt to be taken down for a second look.
    AskSecondLook,
    /// Show an excerpt again after a second look, or remove it.
    DecideSecondLook,
    /// Read what changed.
    ReadChanges,
    /// Write, publish, correct and take down what changed.
    WriteChanges,
    /// Choose an organisation's periods, threshold and settings, from the next period on.
    ChooseSharingRules,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 30] = [
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
        Self::Share,
        Self::TakeBack,
        Self::Withdraw,
        Self::SeeOwnShares,
        Self::ReadDesk,
        Self::DecideOnDesk,
        Self::SeeReleases,
        Self::SeeCommunityFigures,
        Self::AskSecondLook,
        Self::DecideSecondLook,
        Self::ReadChanges,
        Self::WriteChanges,
        Self::ChooseSharingRules,
    ];
}
