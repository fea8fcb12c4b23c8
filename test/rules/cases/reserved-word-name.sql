CREATE TABLE "user" (id bigint PRIMARY KEY, "order" integer, name text, value text, "End" text);
--           ^^^^^^ reserved-word-name
--                                          ^^^^^^^ reserved-word-name
--                                                                                  ^^^^^ reserved-word-name
CREATE TYPE "table" AS ENUM ('a');
--          ^^^^^^^ reserved-word-name
