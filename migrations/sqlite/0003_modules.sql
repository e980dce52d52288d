-- Learning modules that educators write for their organisation. They are no secret: their words stand
-- in the clear. How far somebody has read is theirs alone, and sealed.

-- A module: its draft as it was typed (JSON), and which version is published (0 while none is).
CREATE TABLE modules (
    id BLOB PRIMARY KEY,
    organisation BLOB NOT NULL REFERENCES organisations (id),
    made_at BIGINT NOT NULL,
    draft_title TEXT NOT NULL,
    draft TEXT NOT NULL,
    draft_version BIGINT NOT NULL,
    draft_at BIGINT NOT NULL,
    published BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL
);
CREATE INDEX modules_by_organisation ON modules (organisation);

-- What was published, never changed: what it says of itself (JSON), and its Markdown.
CREATE TABLE module_versions (
    module BLOB NOT NULL REFERENCES modules (id) ON DELETE CASCADE,
    version BIGINT NOT NULL,
    draft_version BIGINT NOT NULL,
    published_at BIGINT NOT NULL,
    card TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (module, version)
);

-- One row a person, however much they read: pages reached and days completed, in one seal.
CREATE TABLE module_progress (
    person BLOB PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
    version BIGINT NOT NULL,
    places BLOB NOT NULL
);
