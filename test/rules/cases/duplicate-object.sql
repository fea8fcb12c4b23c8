CREATE TYPE mood AS ENUM ('happy', 'sad');
CREATE TYPE mood AS ENUM ('good', 'bad');
--          ^^^^ duplicate-object
