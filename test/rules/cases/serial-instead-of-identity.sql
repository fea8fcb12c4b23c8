CREATE TABLE customer (id SERIAL PRIMARY KEY);
--                        ^^^^^^ serial-instead-of-identity
CREATE TABLE shop (id bigserial, n smallserial, m bigint GENERATED ALWAYS AS IDENTITY);
--                    ^^^^^^^^^ serial-instead-of-identity
--                                 ^^^^^^^^^^^ serial-instead-of-identity
