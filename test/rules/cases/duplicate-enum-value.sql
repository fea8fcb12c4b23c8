CREATE TYPE mood AS ENUM ('happy', 'sad', 'happy');
--                                        ^^^^^^^ duplicate-enum-value
