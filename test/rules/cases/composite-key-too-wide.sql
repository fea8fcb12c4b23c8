CREATE TABLE reading (
  site integer, house integer, floor integer, room integer, sensor integer,
  PRIMARY KEY (site, house, floor, room, sensor)
--^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ composite-key-too-wide
);
