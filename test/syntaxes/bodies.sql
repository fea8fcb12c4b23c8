CREATE OR REPLACE FUNCTION app.touch(a int, OUT b text) RETURNS trigger LANGUAGE plpgsql AS $body$
DECLARE
  n books.id%TYPE := 0;
BEGIN
  IF NEW.date IS NULL THEN
    RAISE EXCEPTION 'no date in %', n USING ERRCODE = '23502';
  END IF;
  EXECUTE format($q$ SELECT %I $q$, n);
  RETURN NEW; -- done
END;
$body$;
CREATE FUNCTION one() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;
CREATE FUNCTION late() RETURNS int AS
$$
BEGIN
  RETURN 1;
END
$$ LANGUAGE plpgsql STABLE;
CREATE FUNCTION two() RETURNS int LANGUAGE plpython3u
AS $py$
return 2 # 'one quote
$py$;
DO $$ BEGIN PERFORM one(); END $$;
SELECT 'after all of it';
