-- What people write for themselves. In the clear: owner, version, and the day of the last change.

CREATE TABLE person_keys (
    person UUID PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
    ring_key TEXT NOT NULL,
    wrapped BYTEA NOT NULL
);

CREATE TABLE reflections (
    id UUID PRIMARY KEY,
    owner UUID NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    version BIGINT NOT NULL,
    day BIGINT NOT NULL,
    summary BYTEA NOT NULL,
    body BYTEA NOT NULL
);
CREATE INDEX reflections_by_owner ON reflections (owner, day);

-- A second version, kept until its writer chooses.
CREATE TABLE reflection_copies (
    id UUID PRIMARY KEY,
    reflection UUID NOT NULL REFERENCES reflections (id) ON DELETE CASCADE,
    owner UUID NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    version BIGINT NOT NULL,
    day BIGINT NOT NULL,
    body BYTEA NOT NULL
);
CREATE INDEX reflection_copies_by_reflection ON reflection_copies (reflection);
