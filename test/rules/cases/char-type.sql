CREATE TABLE country (code char(2) PRIMARY KEY);
--                         ^^^^^^^ char-type
