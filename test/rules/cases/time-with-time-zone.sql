CREATE TABLE lesson (id bigint PRIMARY KEY, begins_at timetz NOT NULL);
--                                                    ^^^^^^ time-with-time-zone
