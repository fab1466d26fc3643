-- Activities are removed by age.
CREATE INDEX activity_age ON activity (occurred_at);
