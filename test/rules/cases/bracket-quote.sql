CREATE TABLE [customer] ([id] bigint PRIMARY KEY);
--           ^^^^^^^^^^ bracket-quote
