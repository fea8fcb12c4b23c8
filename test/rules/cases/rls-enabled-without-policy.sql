CREATE TABLE note (id bigint PRIMARY KEY, owner text NOT NULL);
--           ^^^^ rls-enabled-without-policy
ALTER TABLE note ENABLE ROW LEVEL SECURITY;
