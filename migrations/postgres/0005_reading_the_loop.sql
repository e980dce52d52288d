-- What pages of the loop read, so that each reads no more than it shows.

-- A few excerpts of a theme at a time, in the order of their random ids; and those under a second look.
DROP INDEX excerpts_by_year;
CREATE INDEX excerpts_by_theme ON excerpts (organisation, year, theme, second_look, id);
CREATE INDEX excerpts_under_look ON excerpts (organisation, id) WHERE second_look;

-- The first people of an organisation, instead of all.
DROP INDEX people_by_organisation;
CREATE INDEX people_by_organisation ON people (organisation, id);

-- The standing of every point of a period and not a word of it, sealed with the period key like the
-- points: one value to open instead of all of them. Empty until the next batch or decision writes it.
ALTER TABLE pools ADD COLUMN register BYTEA;
