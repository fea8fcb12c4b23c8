CREATE TABLE note (id bigint PRIMARY KEY, owner text NOT NULL);
ALTER TABLE note ENABLE ROW LEVEL SECURITY;
CREATE POLICY everybody ON note FOR UPDATE USING (true);
--                                         ^^^^^^^^^^^^ policy-always-true
