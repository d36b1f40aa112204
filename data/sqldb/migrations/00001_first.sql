-- +goose Up
-- One text for SQLite and PostgreSQL: times are RFC 3339 text in UTC, days are
-- 2024-10-17, booleans are 0 and 1, keys are the words of the domain.

CREATE TABLE revisions (
    number bigint NOT NULL PRIMARY KEY,
    at     text   NOT NULL,
    kind   text   NOT NULL,
    what   text   NOT NULL,
    author text   NOT NULL
);

CREATE TABLE uploads (
    id       text   NOT NULL PRIMARY KEY,
    file     text   NOT NULL,
    size     bigint NOT NULL,
    received text   NOT NULL,
    author   text   NOT NULL,
    bytes    bytea  NOT NULL
);

CREATE TABLE batches (
    id           text   NOT NULL PRIMARY KEY,
    upload       text   NOT NULL REFERENCES uploads (id),
    place        text   NOT NULL,
    state        text   NOT NULL,
    released     text   NOT NULL, -- '' = the day of publication, not known yet
    created      text   NOT NULL,
    author       text   NOT NULL,
    illustrative bigint NOT NULL,
    source       text   NOT NULL,
    observations bigint NOT NULL,
    report       text   NOT NULL
);
CREATE INDEX batches_upload ON batches (upload);

-- A batch answers from from_rev on, up to and without to_rev (null: still).
CREATE TABLE publications (
    batch    text   NOT NULL REFERENCES batches (id),
    from_rev bigint NOT NULL REFERENCES revisions (number),
    to_rev   bigint REFERENCES revisions (number),
    released text   NOT NULL,
    PRIMARY KEY (batch, from_rev)
);

CREATE TABLE observations (
    batch       text   NOT NULL REFERENCES batches (id),
    n           bigint NOT NULL, -- place in the workbook's order
    indicator   text   NOT NULL,
    place       text   NOT NULL,
    grp         text   NOT NULL,
    measure     text   NOT NULL,
    period      text   NOT NULL,
    first_month bigint NOT NULL,
    last_month  bigint NOT NULL,
    number      double precision, -- null where the status has none
    status      text   NOT NULL,
    raw         text   NOT NULL,
    unit        text   NOT NULL,
    unit_base   text   NOT NULL,
    unit_power  bigint NOT NULL,
    cells       text   NOT NULL, -- JSON: [["Sheet1","D11"]]
    source      text   NOT NULL,
    note        text   NOT NULL,
    PRIMARY KEY (batch, n)
);
CREATE INDEX observations_series ON observations (indicator, place, grp, measure);

-- What a batch holds, a row a series: finding out what can be asked must not
-- read every observation.
CREATE TABLE holdings (
    batch     text NOT NULL REFERENCES batches (id),
    indicator text NOT NULL,
    place     text NOT NULL,
    grp       text NOT NULL,
    measure   text NOT NULL,
    freq      text NOT NULL,
    first     text NOT NULL,
    last      text NOT NULL,
    PRIMARY KEY (batch, place, indicator, grp, measure, freq)
);
CREATE INDEX holdings_place ON holdings (place);

CREATE TABLE stories (
    slug      text   NOT NULL,
    rev       bigint NOT NULL REFERENCES revisions (number),
    place     text   NOT NULL,
    published text   NOT NULL,
    source    text   NOT NULL,
    body      text   NOT NULL, -- the story as JSON
    PRIMARY KEY (slug, rev)
);

CREATE TABLE words (
    kind text   NOT NULL,
    code text   NOT NULL,
    rev  bigint NOT NULL REFERENCES revisions (number),
    body text   NOT NULL, -- the word as JSON
    PRIMARY KEY (kind, code, rev)
);

CREATE TABLE recipes (
    fingerprint text NOT NULL PRIMARY KEY,
    answers     text NOT NULL, -- JSON
    updated     text NOT NULL,
    author      text NOT NULL
);

CREATE TABLE accounts (
    name     text NOT NULL PRIMARY KEY,
    role     text NOT NULL,
    password text NOT NULL,
    created  text NOT NULL
);

CREATE TABLE sessions (
    token  text   NOT NULL PRIMARY KEY,
    bytes  bytea  NOT NULL,
    expiry bigint NOT NULL -- Unix seconds
);

-- +goose Down
DROP TABLE sessions;
DROP TABLE accounts;
DROP TABLE recipes;
DROP TABLE words;
DROP TABLE stories;
DROP TABLE holdings;
DROP TABLE observations;
DROP TABLE publications;
DROP TABLE batches;
DROP TABLE uploads;
DROP TABLE revisions;
