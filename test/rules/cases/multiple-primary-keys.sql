CREATE TABLE membership (person bigint PRIMARY KEY, club bigint PRIMARY KEY);
--                                                              ^^^^^^^^^^^ multiple-primary-keys
