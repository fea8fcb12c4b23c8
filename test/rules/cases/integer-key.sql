CREATE TABLE message (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
--                       ^^^^^^^ integer-key
