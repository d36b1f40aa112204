-- +goose Up
CREATE TABLE story_drafts (
    slug   text   NOT NULL,
    number bigint NOT NULL, -- counts the savings; goes on when a draft is dropped
    base   bigint NOT NULL, -- revision of the published version that it began from; 0 = none
    source text   NOT NULL, -- '' = dropped
    author text   NOT NULL,
    saved  text   NOT NULL,
    PRIMARY KEY (slug)
);

-- +goose Down
DROP TABLE story_drafts;
