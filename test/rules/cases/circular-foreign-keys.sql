CREATE TABLE team (id bigint PRIMARY KEY, captain_id bigint NOT NULL);
CREATE TABLE player (id bigint PRIMARY KEY, team_id bigint NOT NULL REFERENCES team (id));
ALTER TABLE team ADD FOREIGN KEY (captain_id) REFERENCES player (id);
--                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ circular-foreign-keys
CREATE TABLE coach (id bigint PRIMARY KEY, team_id bigint NOT NULL REFERENCES team (id));

-- One end may be null, and one key may be deferred.
CREATE TABLE a (id bigint PRIMARY KEY, b_id bigint);
CREATE TABLE b (id bigint PRIMARY KEY, a_id bigint NOT NULL REFERENCES a);
ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b;
CREATE TABLE c (id bigint PRIMARY KEY, d_id bigint NOT NULL);
CREATE TABLE d (id bigint PRIMARY KEY, c_id bigint NOT NULL REFERENCES c DEFERRABLE INITIALLY DEFERRED);
ALTER TABLE c ADD FOREIGN KEY (d_id) REFERENCES d;
