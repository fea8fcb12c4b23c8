CREATE TABLE vehicle (id bigint PRIMARY KEY);
CREATE TABLE car (doors integer NOT NULL) INHERITS (vehicle);
--                                                  ^^^^^^^ table-inheritance
