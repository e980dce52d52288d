-- What people let go of. Tables of points have random keys and no rowid, so that nothing tells in which
-- order rows were put in.

-- Under a person's own name until the batch: a share, a withdrawal or a returned share, all one size.
-- The owner is no foreign key: checking one would leave a mark on the person's row.
CREATE TABLE waiting (
    id BLOB PRIMARY KEY,
    owner BLOB NOT NULL,
    sealed BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX waiting_by_owner ON waiting (owner);

-- The periods that hold points. The check tells a period key from another; it opens nothing.
CREATE TABLE pools (
    organisation BLOB NOT NULL REFERENCES organisations (id),
    period TEXT NOT NULL,
    key_check BLOB NOT NULL,
    PRIMARY KEY (organisation, period)
) WITHOUT ROWID;

-- Points of nobody in particular, sealed with the period key: words, tags, marks and decisions alike.
CREATE TABLE pool (
    id BLOB PRIMARY KEY,
    organisation BLOB NOT NULL REFERENCES organisations (id),
    period TEXT NOT NULL,
    sealed BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX pool_by_period ON pool (organisation, period, id);

-- What each organisation has chosen, from a day on: always the first day of a period.
CREATE TABLE sharing_rules (
    organisation BLOB NOT NULL REFERENCES organisations (id),
    starts_on BIGINT NOT NULL,
    threshold BIGINT NOT NULL,
    length TEXT NOT NULL,
    settings TEXT NOT NULL,
    PRIMARY KEY (organisation, starts_on)
) WITHOUT ROWID;

-- Frozen figures, as bytes that never change.
CREATE TABLE releases (
    organisation BLOB NOT NULL REFERENCES organisations (id),
    period TEXT NOT NULL,
    frozen_on BIGINT NOT NULL,
    codebook TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (organisation, period)
) WITHOUT ROWID;

-- Words that their author allows to be quoted and two people have read: a theme and a year, no more.
CREATE TABLE excerpts (
    id BLOB PRIMARY KEY,
    organisation BLOB NOT NULL REFERENCES organisations (id),
    year BIGINT NOT NULL,
    codebook TEXT NOT NULL,
    theme TEXT NOT NULL,
    words TEXT NOT NULL,
    second_look BOOLEAN NOT NULL
) WITHOUT ROWID;
CREATE INDEX excerpts_by_year ON excerpts (organisation, year);

-- What became of points, by the hash of a ticket that only its author holds; for a year.
CREATE TABLE outcomes (
    ticket BLOB PRIMARY KEY,
    organisation BLOB NOT NULL REFERENCES organisations (id),
    period TEXT NOT NULL,
    outcome TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX outcomes_by_period ON outcomes (organisation, period);

-- Jobs that one node at a time does, and the last turn that was done.
CREATE TABLE leases (
    name TEXT PRIMARY KEY NOT NULL,
    held_until BIGINT NOT NULL,
    done BIGINT NOT NULL
);
