-- +goose Up
CREATE TABLE showings (
    site  text NOT NULL,
    chart text NOT NULL,
    first text NOT NULL,
    last  text NOT NULL,
    PRIMARY KEY (site, chart)
);

-- +goose Down
DROP TABLE showings;
