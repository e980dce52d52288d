-- Who may come in. Rows that grant access carry a MAC from the key ring (ring_key names the key), so
-- that a row written here by anything but the portal is refused.

CREATE TABLE ring_keys (
    id TEXT PRIMARY KEY,
    made_at BIGINT NOT NULL,
    is_current BOOLEAN NOT NULL
);

CREATE TABLE organisations (
    id UUID PRIMARY KEY,
    name TEXT NOT NULL,
    made_at BIGINT NOT NULL
);

CREATE TABLE people (
    id UUID PRIMARY KEY,
    organisation UUID NOT NULL REFERENCES organisations (id),
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    roles TEXT NOT NULL,
    password TEXT NOT NULL,
    standing TEXT NOT NULL,
    closed_since BIGINT,
    closed_until BIGINT,
    recovery BYTEA NOT NULL,
    ring_key TEXT NOT NULL,
    mac BYTEA NOT NULL
);
CREATE INDEX people_by_organisation ON people (organisation);

CREATE TABLE sessions (
    id UUID PRIMARY KEY,
    token BYTEA NOT NULL UNIQUE,
    person UUID NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    started_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    locked_at BIGINT,
    ring_key TEXT NOT NULL,
    mac BYTEA NOT NULL
);
CREATE INDEX sessions_by_person ON sessions (person);

CREATE TABLE invitations (
    id UUID PRIMARY KEY,
    token BYTEA NOT NULL UNIQUE,
    organisation UUID NOT NULL REFERENCES organisations (id),
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    roles TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    ring_key TEXT NOT NULL,
    mac BYTEA NOT NULL
);
CREATE INDEX invitations_by_organisation ON invitations (organisation);

CREATE TABLE resets (
    token BYTEA PRIMARY KEY,
    person UUID NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    ends_at BIGINT NOT NULL,
    ring_key TEXT NOT NULL,
    mac BYTEA NOT NULL
);
CREATE INDEX resets_by_person ON resets (person);

CREATE TABLE sign_ins (
    id UUID PRIMARY KEY,
    person UUID NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    at BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    device TEXT NOT NULL
);
CREATE INDEX sign_ins_by_person ON sign_ins (person, at);

-- Failed sign-ins and requests for links, counted by keyed hash: no address stands here.
CREATE TABLE attempts (
    bucket BYTEA NOT NULL,
    began_at BIGINT NOT NULL,
    made BIGINT NOT NULL,
    PRIMARY KEY (bucket)
);

-- Letters to be sent, sealed with the ring: they hold addresses and links.
CREATE TABLE outbox (
    id UUID PRIMARY KEY,
    due_at BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    ring_key TEXT NOT NULL,
    letter BYTEA NOT NULL
);
CREATE INDEX outbox_by_due ON outbox (due_at);
