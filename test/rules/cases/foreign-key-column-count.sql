CREATE TABLE room (building integer, number integer, PRIMARY KEY (building, number));

CREATE TABLE booking (
  id bigint PRIMARY KEY,
  room integer NOT NULL UNIQUE REFERENCES room
--                                        ^^^^ foreign-key-column-count
);
