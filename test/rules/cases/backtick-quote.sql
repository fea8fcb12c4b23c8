CREATE TABLE `customer` (`id` bigint PRIMARY KEY, `order` text DEFAULT '`');
--           ^^^^^^^^^^ backtick-quote
COMMENT ON TABLE customer IS 'a `quoted` word';
