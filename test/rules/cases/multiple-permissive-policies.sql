CREATE TABLE note (id bigint PRIMARY KEY, owner text NOT NULL, public boolean NOT NULL);
ALTER TABLE note ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_notes ON note FOR SELECT USING (owner = current_user);
CREATE POLICY public_notes ON note FOR SELECT USING (public);
--            ^^^^^^^^^^^^ multiple-permissive-policies
