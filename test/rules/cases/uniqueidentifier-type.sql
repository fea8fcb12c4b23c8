CREATE TABLE customer (id uniqueidentifier PRIMARY KEY);
--                        ^^^^^^^^^^^^^^^^ uniqueidentifier-type
