-- What changed: what safety leads tell everybody in their organisation. It is no secret, so its words
-- stand in the clear; who wrote it is kept nowhere.

-- A change: its draft as it was typed (JSON), and what is told (JSON; empty while nothing is). Words
-- that were corrected or taken down are not kept. The mark is the form's, so that a form sent twice
-- makes one. The turn counts tellings and takings down, so that an old page does neither again.
CREATE TABLE changes (
    id BLOB PRIMARY KEY,
    organisation BLOB NOT NULL REFERENCES organisations (id),
    mark TEXT NOT NULL,
    draft TEXT NOT NULL,
    draft_version BIGINT NOT NULL,
    draft_at BIGINT NOT NULL,
    told TEXT NOT NULL,
    told_draft BIGINT NOT NULL,
    first_told_at BIGINT NOT NULL,
    told_at BIGINT NOT NULL,
    turn BIGINT NOT NULL
);
CREATE UNIQUE INDEX changes_by_mark ON changes (organisation, mark);
