CREATE TABLE message (id bigint PRIMARY KEY, sent_at datetime NOT NULL);
--                                                   ^^^^^^^^ datetime-type
