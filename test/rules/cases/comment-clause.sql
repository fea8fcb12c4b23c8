CREATE TABLE customer (id bigint PRIMARY KEY, rank smallint NOT NULL COMMENT 'Lower is better');
--                                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^ comment-clause
