SELECT 1, '42'::int;
--            ^^ cast-operator
SELECT a.b::text, (1 + 2)::numeric(4, 2), 'x::y' FROM a;
--        ^^ cast-operator
--                       ^^ cast-operator
