CREATE TABLE message (
  id bigint PRIMARY KEY,
  changed_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP
--                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^ on-update-current-timestamp
);
