CREATE TYPE mood AS ENUM ();
--          ^^^^ empty-enum
