CREATE TABLE message (
  id bigint PRIMARY KEY,
  sent_at timestamp,
--        ^^^^^^^^^ timestamp-without-time-zone
  read_at TIMESTAMP(3) WITHOUT TIME ZONE NOT NULL DEFAULT now(),
--        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ timestamp-without-time-zone
  kept timestamp[],
--     ^^^^^^^^^^^ timestamp-without-time-zone
  deleted_at timestamptz,
  day date,
  at time
);
