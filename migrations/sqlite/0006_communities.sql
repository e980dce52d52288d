-- Health communities. To belong to one grants nothing but a look at the sum of figures that are frozen and
-- printed, and whoever can write a row here can read those; so these rows carry no MAC.

CREATE TABLE communities (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    made_at BIGINT NOT NULL
);

-- An organisation belongs to one at most.
CREATE TABLE community_members (
    organisation BLOB PRIMARY KEY REFERENCES organisations (id),
    community BLOB NOT NULL REFERENCES communities (id)
);
CREATE INDEX community_members_by_community ON community_members (community);
