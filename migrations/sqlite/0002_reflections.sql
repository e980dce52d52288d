-- What people write for themselves. In the clear: owner, version, and the day of the last change.

CREATE TABLE person_keys (
    person BLOB PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
    ring_key TEXT NOT NULL,
    wrapped BLOB NOT NULL
);

CREATE TABLE reflections (
    id BLOB PRIMARY KEY,
    owner BLOB NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    version BIGINT NOT NULL,
    day BIGINT NOT NULL,
    summary BLOB NOT NULL,
    body BLOB NOT NULL
);
CREATE INDEX reflections_by_owner ON reflections (owner, day);

-- A second version, kept until its writer chooses.
CREATE TABLE reflection_copies (
    id BLOB PRIMARY KEY,
    reflection BLOB NOT NULL REFERENCES reflections (id) ON DELETE CASCADE,
    owner BLOB NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    version BIGINT NOT NULL,
    day BIGINT NOT NULL,
    body BLOB NOT NULL
);
CREATE INDEX reflection_copies_by_reflection ON reflection_copies (reflection);
