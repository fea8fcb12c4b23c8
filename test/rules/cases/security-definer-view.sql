CREATE TABLE note (id bigint PRIMARY KEY, owner text NOT NULL);
ALTER TABLE note ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_notes ON note USING (owner = current_user);
CREATE VIEW note_list AS SELECT id FROM note;
--          ^^^^^^^^^ security-definer-view
