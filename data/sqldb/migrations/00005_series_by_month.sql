-- +goose Up
-- With the month in the index, a few periods of long series are found without
-- reading all of them.
DROP INDEX observations_series;
CREATE INDEX observations_series ON observations (indicator, place, grp, measure, last_month);

-- +goose Down
DROP INDEX observations_series;
CREATE INDEX observations_series ON observations (indicator, place, grp, measure);
