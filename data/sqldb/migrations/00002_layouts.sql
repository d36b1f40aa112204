-- +goose Up
ALTER TABLE recipes ADD COLUMN family TEXT NOT NULL DEFAULT '';
ALTER TABLE recipes ADD COLUMN layout TEXT NOT NULL DEFAULT '{}';
CREATE INDEX recipes_by_family ON recipes (family, updated);

-- +goose Down
DROP INDEX recipes_by_family;
ALTER TABLE recipes DROP COLUMN layout;
ALTER TABLE recipes DROP COLUMN family;
