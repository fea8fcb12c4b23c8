-- Accounts and postings, with most of the work in PL/pgSQL.
CREATE SCHEMA ledger;
SET search_path = ledger, public;

CREATE ROLE ledger_clerk NOLOGIN;
CREATE COLLATION by_number (provider = icu, locale = 'und-u-kn-true');
CREATE TYPE side AS ENUM ('debit', 'credit');
CREATE TYPE money_pair AS (amount numeric(18, 4), currency char(3));
CREATE DOMAIN positive_pair AS money_pair CHECK ((VALUE).amount >= 0);
CREATE SEQUENCE voucher_numbers AS bigint START 1000 INCREMENT 5 CACHE 20 CYCLE;

CREATE TABLE account (
    account_id int GENERATED ALWAYS AS IDENTITY,
    code       text COLLATE "C" NOT NULL,
    title      text NOT NULL,
    parent     int,
    balance    positive_pair,
    history    money_pair[] DEFAULT '{}',
    opened     date NOT NULL DEFAULT CURRENT_DATE,
    closed     date,
    CONSTRAINT account_pk PRIMARY KEY (account_id),
    CONSTRAINT account_code UNIQUE NULLS NOT DISTINCT (code, closed),
    CONSTRAINT account_parent FOREIGN KEY (parent) REFERENCES account ON DELETE SET NULL (parent),
    CONSTRAINT account_dates CHECK (closed IS NULL OR closed >= opened)
);
CREATE TABLE voucher (
    voucher_id bigint PRIMARY KEY DEFAULT nextval('voucher_numbers'),
    booked     timestamptz NOT NULL DEFAULT now(),
    note       text,
    extra      jsonb,
    search     tsvector GENERATED ALWAYS AS (to_tsvector('simple', coalesce(note, ''))) STORED
);
CREATE TABLE posting (
    voucher_id bigint NOT NULL REFERENCES voucher DEFERRABLE INITIALLY DEFERRED,
    line       smallint NOT NULL,
    account_id int NOT NULL REFERENCES account,
    side       side NOT NULL,
    amount     numeric(18, 4) NOT NULL CHECK (amount > 0),
    PRIMARY KEY (voucher_id, line) INCLUDE (amount)
) WITH (fillfactor = 80);
CREATE INDEX posting_account ON posting USING brin (account_id) WITH (pages_per_range = 32);
CREATE TABLE posting_archive (LIKE posting INCLUDING ALL EXCLUDING INDEXES, archived timestamptz DEFAULT now());
ALTER TABLE posting_archive ADD PRIMARY KEY (voucher_id, line), ALTER archived SET NOT NULL;
CREATE UNLOGGED TABLE staging (doc jsonb);

CREATE FUNCTION signed(amount numeric, side side) RETURNS numeric IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    SELECT CASE side WHEN 'debit' THEN amount ELSE -amount END;
END;

CREATE FUNCTION total(VARIADIC amounts numeric[]) RETURNS numeric LANGUAGE sql IMMUTABLE
AS $$ SELECT sum(a) FROM unnest(amounts) AS a $$;

CREATE FUNCTION first_of(list anyarray, otherwise anyelement DEFAULT NULL) RETURNS anyelement LANGUAGE plpgsql AS $$
BEGIN
    IF array_length(list, 1) IS NULL THEN RETURN otherwise; END IF;
    RETURN list[1];
END $$;

CREATE FUNCTION statement(
    IN wanted int, IN since date DEFAULT CURRENT_DATE - 30,
    OUT day date, OUT debit numeric, OUT credit numeric, OUT running numeric
) RETURNS SETOF record LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
    row posting%ROWTYPE;
    sum_so_far numeric(18, 4) := 0;
    c CONSTANT text := 'x';
BEGIN
    FOR day, debit, credit IN
        SELECT v.booked::date, sum(p.amount) FILTER (WHERE p.side = 'debit'), sum(p.amount) FILTER (WHERE p.side = 'credit')
        FROM posting p JOIN voucher v USING (voucher_id)
        WHERE p.account_id = wanted AND v.booked >= since
        GROUP BY 1 ORDER BY 1
    LOOP
        sum_so_far := sum_so_far + coalesce(debit, 0) - coalesce(credit, 0);
        running := sum_so_far;
        RETURN NEXT;
    END LOOP;
    IF NOT FOUND THEN
        RETURN QUERY SELECT since, 0::numeric, 0::numeric, 0::numeric;
    END IF;
END $$;

CREATE FUNCTION accounts_below(top int) RETURNS TABLE (id int, depth int, path text) LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY
    WITH RECURSIVE below AS (
        SELECT a.account_id, 0 AS d, a.title FROM account a WHERE a.account_id = top
        UNION ALL
        SELECT a.account_id, b.d + 1, b.title || ' / ' || a.title FROM account a JOIN below b ON a.parent = b.account_id
    ) CYCLE account_id SET looped USING trail
    SELECT b.account_id, b.d, b.title FROM below b WHERE NOT b.looped;
END $$;

CREATE FUNCTION count_rows(VARIADIC names regclass[]) RETURNS bigint LANGUAGE plpgsql AS $fn$
DECLARE
    name regclass;
    n bigint;
    whole bigint DEFAULT 0;
BEGIN
    FOREACH name IN ARRAY names LOOP
        EXECUTE format('SELECT count(*) FROM %s WHERE $1 IS NOT NULL', name) INTO STRICT n USING clock_timestamp();
        whole := whole + n;
    END LOOP;
    RETURN whole;
END
$fn$;

CREATE FUNCTION post(lines jsonb, note text DEFAULT NULL) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = ledger, pg_temp AS $$
<<post_block>>
DECLARE
    new_id voucher.voucher_id%TYPE;
    item jsonb;
    n int := 0;
    difference numeric;
    detail text; hint text;
BEGIN
    INSERT INTO voucher (note) VALUES (post.note) RETURNING voucher_id INTO new_id;
    FOR item IN SELECT * FROM jsonb_array_elements(lines) LOOP
        n := n + 1;
        INSERT INTO posting AS p (voucher_id, line, account_id, side, amount)
        SELECT new_id, n, a.account_id, (item ->> 'side')::side, (item ->> 'amount')::numeric
        FROM account a WHERE a.code = item ->> 'account'
        ON CONFLICT (voucher_id, line) DO NOTHING;
        IF NOT FOUND THEN
            RAISE EXCEPTION USING MESSAGE = format('no account %s', item ->> 'account'), ERRCODE = '22023';
        END IF;
    END LOOP;
    SELECT sum(signed(p.amount, p.side)) INTO difference FROM posting p WHERE p.voucher_id = new_id;
    ASSERT coalesce(difference, 0) = 0, 'a voucher is balanced';
    PERFORM pg_notify('voucher', new_id::text);
    RETURN new_id;
EXCEPTION
    WHEN no_data_found THEN RETURN NULL;
    WHEN SQLSTATE '22023' THEN RAISE;
    WHEN OTHERS THEN
        GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
        RAISE WARNING '%: % (%)', SQLERRM, detail, coalesce(hint, SQLSTATE);
        RETURN -1;
END post_block $$;

CREATE PROCEDURE archive(older date, batch int DEFAULT 1000, INOUT moved int DEFAULT 0) LANGUAGE plpgsql AS $$
DECLARE
    done int;
    cur refcursor;
    one voucher;
BEGIN
    OPEN cur NO SCROLL FOR EXECUTE 'SELECT * FROM voucher WHERE booked < $1' USING older;
    LOOP
        FETCH NEXT FROM cur INTO one;
        EXIT WHEN NOT FOUND;
        WITH gone AS (DELETE FROM posting WHERE voucher_id = one.voucher_id RETURNING *)
        INSERT INTO posting_archive SELECT * FROM gone;
        GET DIAGNOSTICS done = ROW_COUNT;
        moved := moved + done;
        IF moved % batch = 0 THEN COMMIT; ELSE NULL; END IF;
    END LOOP;
    CLOSE cur;
END $$;

CREATE FUNCTION keep_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed int[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT array_agg(DISTINCT account_id) INTO changed FROM added;
    ELSIF TG_OP = 'DELETE' THEN
        SELECT array_agg(DISTINCT account_id) INTO changed FROM removed;
    END IF;
    UPDATE account a
    SET balance = ROW (abs(t.sum), 'EUR')::money_pair, history = history || ROW (t.sum, 'EUR')::money_pair
    FROM (SELECT account_id, sum(signed(amount, side)) FROM posting GROUP BY account_id) AS t
    WHERE t.account_id = a.account_id AND a.account_id = ANY (changed);
    RETURN NULL;
END $$;
CREATE TRIGGER posting_added AFTER INSERT ON posting REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION keep_balance();
CREATE TRIGGER posting_removed AFTER DELETE ON posting REFERENCING OLD TABLE AS removed
    FOR EACH STATEMENT EXECUTE FUNCTION keep_balance();

CREATE VIEW balance_sheet AS
SELECT a.title, p.side, sum(p.amount) AS amount, GROUPING(a.title, p.side) AS level,
       lag(sum(p.amount)) OVER w AS before, (a.balance).currency
FROM account a JOIN posting p USING (account_id)
CROSS JOIN LATERAL (SELECT max(v.booked) AS last FROM voucher v WHERE v.voucher_id = p.voucher_id) AS l
WHERE l.last IS NOT NULL
GROUP BY GROUPING SETS ((a.title, p.side, (a.balance).currency), ())
WINDOW w AS (PARTITION BY p.side ORDER BY a.title ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE TIES);

CREATE VIEW open_account AS SELECT account_id, code, title FROM account WHERE closed IS NULL;
CREATE FUNCTION close_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE account SET closed = CURRENT_DATE WHERE account_id = OLD.account_id;
    RETURN OLD;
END $$;
CREATE TRIGGER open_account_delete INSTEAD OF DELETE ON open_account FOR EACH ROW EXECUTE FUNCTION close_account();

CREATE VIEW imported AS
SELECT j.* FROM staging, JSON_TABLE (doc, '$.lines[*]' COLUMNS (
    nr FOR ORDINALITY, account text PATH '$.account', amount numeric PATH '$.amount' DEFAULT 0 ON EMPTY,
    NESTED PATH '$.tags[*]' COLUMNS (tag text PATH '$')
)) AS j;

CREATE FUNCTION pair_cmp(a money_pair, b money_pair) RETURNS int LANGUAGE sql IMMUTABLE
    RETURN CASE WHEN (a).amount < (b).amount THEN -1 WHEN (a).amount > (b).amount THEN 1 ELSE 0 END;
CREATE FUNCTION pair_add(a money_pair, b money_pair) RETURNS money_pair LANGUAGE sql IMMUTABLE
    RETURN ROW ((a).amount + (b).amount, (a).currency)::money_pair;
CREATE OPERATOR + (LEFTARG = money_pair, RIGHTARG = money_pair, FUNCTION = pair_add, COMMUTATOR = +);
CREATE AGGREGATE sum (money_pair) (SFUNC = pair_add, STYPE = money_pair, INITCOND = '(0,EUR)', PARALLEL = SAFE);

ALTER TABLE voucher ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY clerks ON voucher AS RESTRICTIVE FOR ALL TO ledger_clerk, CURRENT_USER
    USING (booked > now() - interval '1 year') WITH CHECK (note IS NOT NULL);
GRANT USAGE ON SCHEMA ledger TO ledger_clerk;
GRANT SELECT, INSERT (voucher_id, line) ON posting TO ledger_clerk WITH GRANT OPTION;
GRANT EXECUTE ON FUNCTION post(jsonb, text) TO ledger_clerk;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA ledger TO ledger_clerk;
ALTER DEFAULT PRIVILEGES IN SCHEMA ledger REVOKE EXECUTE ON ROUTINES FROM PUBLIC;

DO $$
DECLARE
    t text;
BEGIN
    FOR t IN SELECT unnest(ARRAY['assets', 'debts']) LOOP
        EXECUTE format('CREATE TEMP TABLE IF NOT EXISTS %I (id int)', 'seen_' || t);
        INSERT INTO account (code, title) VALUES (upper(left(t, 1)), t);
    END LOOP;
    PERFORM post('[{"account": "A", "side": "debit", "amount": "5"}, {"account": "D", "side": "credit", "amount": "5"}]');
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'nobody_there') THEN
        GRANT SELECT ON account TO nobody_there;
    END IF;
END $$;
SELECT first_of(ARRAY[1, 2]), total(1, 2.5), total(VARIADIC ARRAY[1, 2]), post(lines => '[]');
SELECT * FROM statement(wanted => 1) AS s WHERE s.running > 0;
COMMENT ON FUNCTION post(jsonb, text) IS 'books a voucher';
COMMENT ON CONSTRAINT account_dates ON account IS 'closed after it is opened';
