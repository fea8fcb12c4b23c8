-- Measurements: partitions, inheritance, statistics, rules, psql's dump style.
SET statement_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;

CREATE TYPE public.quality AS ENUM (
    'good',
    'suspect'
);

CREATE FUNCTION public.clamp(value double precision, lowest double precision, highest double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE STRICT
    AS $_$ SELECT greatest(lowest, least($1, highest)) $_$;

CREATE TABLE public.site (
    id integer NOT NULL,
    name character varying(100) NOT NULL,
    latitude numeric(9,6),
    longitude numeric(9,6),
    opened date DEFAULT CURRENT_DATE
);

CREATE SEQUENCE public.site_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.site_id_seq OWNED BY public.site.id;

CREATE TABLE public.sensor (
    id bigint NOT NULL,
    site_id integer NOT NULL,
    kind text DEFAULT 'temperature'::text NOT NULL,
    serial_no character(8),
    CONSTRAINT sensor_kind_check CHECK ((kind = ANY (ARRAY['temperature'::text, 'humidity'::text])))
);

CREATE TABLE public.reading (
    sensor_id bigint NOT NULL,
    taken_at timestamp without time zone NOT NULL,
    value double precision,
    quality public.quality DEFAULT 'good'::public.quality NOT NULL
)
PARTITION BY RANGE (taken_at);

CREATE TABLE public.reading_2024 PARTITION OF public.reading FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE public.reading_2025 PARTITION OF public.reading FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE public.reading_other PARTITION OF public.reading DEFAULT;

CREATE TABLE public.alarm (
    id bigint GENERATED ALWAYS AS IDENTITY,
    sensor_id bigint NOT NULL,
    message text NOT NULL,
    raised_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.fire_alarm (
    zone integer NOT NULL,
    PRIMARY KEY (id)
)
INHERITS (public.alarm);

ALTER TABLE ONLY public.site ALTER COLUMN id SET DEFAULT nextval('public.site_id_seq'::regclass);
ALTER TABLE ONLY public.site
    ADD CONSTRAINT site_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sensor
    ADD CONSTRAINT sensor_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sensor
    ADD CONSTRAINT sensor_serial_no_key UNIQUE (serial_no);
ALTER TABLE ONLY public.alarm
    ADD CONSTRAINT alarm_pkey PRIMARY KEY (id);
CREATE INDEX reading_taken_at_idx ON ONLY public.reading USING btree (taken_at);
CREATE INDEX sensor_site_id_idx ON public.sensor USING btree (site_id);
ALTER TABLE ONLY public.sensor
    ADD CONSTRAINT sensor_site_id_fkey FOREIGN KEY (site_id) REFERENCES public.site(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.alarm
    ADD CONSTRAINT alarm_sensor_id_fkey FOREIGN KEY (sensor_id) REFERENCES public.sensor(id) DEFERRABLE INITIALLY DEFERRED;

CREATE VIEW public.daily AS
 SELECT s.site_id,
    r.sensor_id,
    date_trunc('day'::text, r.taken_at) AS day,
    avg(r.value) AS average,
    max(r.value) FILTER (WHERE (r.quality = 'good'::public.quality)) AS highest
   FROM (public.reading r
     JOIN public.sensor s ON ((s.id = r.sensor_id)))
  GROUP BY s.site_id, r.sensor_id, (date_trunc('day'::text, r.taken_at));

CREATE STATISTICS public.sensor_stats (dependencies) ON site_id, kind FROM public.sensor;
CREATE RULE site_is_kept AS ON DELETE TO public.site DO INSTEAD NOTHING;

COPY public.site (id, name, latitude, longitude, opened) FROM stdin;
1	North ridge	47.123456	11.654321	2020-05-17
2	Südhang 🌞	\N	\N	2021-06-01
\.

SELECT pg_catalog.setval('public.site_id_seq', 2, true);
INSERT INTO public.sensor (id, site_id, kind, serial_no) VALUES (10, 1, 'humidity', 'AB123456');
CREATE TRIGGER alarm_stamp BEFORE UPDATE ON public.alarm FOR EACH ROW EXECUTE FUNCTION pg_catalog.suppress_redundant_updates_trigger();
COMMENT ON VIEW public.daily IS 'Averages per day';
ALTER TABLE public.reading OWNER TO postgres;
REVOKE USAGE ON SCHEMA public FROM PUBLIC;
GRANT ALL ON SCHEMA public TO PUBLIC;
