CREATE TABLE note (id bigint PRIMARY KEY, owner text NOT NULL);
CREATE POLICY own_notes ON note USING (owner = current_user);
--            ^^^^^^^^^ rls-disabled-with-policy
