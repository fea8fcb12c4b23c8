SELECT E'tab\t\x41', U&'d\0061ta', B'01', X'1F', 'C:\', 'it''s', $$it's$$;
SELECT 1, 1.5e3, .5, 0xFF, 1_000, true, NULL, current_date;
SELECT a::double precision, b::app.mood, c #>> '{a,b}', d->>'k', e @> f, g[1:2], $1, :name, :'name';
SELECT t.date, t.text FROM t WHERE t.type = 'x' -- the end
