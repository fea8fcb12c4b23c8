SET statement_timeout = 0;
SET lock_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET client_min_messages = warning;
SET row_security = off;

CREATE EXTENSION IF NOT EXISTS plpgsql WITH SCHEMA pg_catalog;
CREATE EXTENSION IF NOT EXISTS hstore WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;

CREATE FUNCTION public.immutable_unaccent(value text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT
    AS $_$ SELECT public.unaccent('public.unaccent', $1) $_$;

CREATE FUNCTION public.refresh_search() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  new.search_vector :=
     setweight(to_tsvector('pg_catalog.english', coalesce(new.title,'')), 'A') ||
     setweight(to_tsvector('pg_catalog.english', coalesce(new.body,'')), 'D');
  return new;
end
$$;

CREATE TABLE public.ar_internal_metadata (
    key character varying NOT NULL,
    value character varying,
    created_at timestamp(6) without time zone NOT NULL,
    updated_at timestamp(6) without time zone NOT NULL
);

CREATE TABLE public.schema_migrations (
    version character varying NOT NULL
);

CREATE TABLE public.accounts (
    id bigint NOT NULL,
    email character varying DEFAULT ''::character varying NOT NULL,
    encrypted_password character varying DEFAULT ''::character varying NOT NULL,
    reset_password_token character varying,
    preferences public.hstore DEFAULT ''::public.hstore NOT NULL,
    sign_in_count integer DEFAULT 0 NOT NULL,
    last_sign_in_ip inet,
    role integer DEFAULT 0 NOT NULL,
    created_at timestamp(6) without time zone NOT NULL,
    updated_at timestamp(6) without time zone NOT NULL
);

CREATE SEQUENCE public.accounts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.accounts_id_seq OWNED BY public.accounts.id;

CREATE TABLE public.articles (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    title character varying NOT NULL,
    body text,
    slug character varying(120),
    search_vector tsvector,
    published_at timestamp(6) without time zone,
    lock_version integer DEFAULT 0,
    metadata jsonb DEFAULT '{}'::jsonb,
    "position" integer,
    created_at timestamp(6) without time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_at timestamp(6) without time zone DEFAULT CURRENT_TIMESTAMP NOT NULL
);

CREATE SEQUENCE public.articles_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.articles_id_seq OWNED BY public.articles.id;

CREATE TABLE public.taggings (
    id bigint NOT NULL,
    taggable_type character varying NOT NULL,
    taggable_id bigint NOT NULL,
    tag_id uuid NOT NULL,
    "order" integer
);

CREATE SEQUENCE public.taggings_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.taggings_id_seq OWNED BY public.taggings.id;

CREATE TABLE public.tags (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name character varying NOT NULL
);

CREATE VIEW public.published_articles AS
 SELECT articles.id,
    articles.title,
    articles.slug,
    accounts.email AS author
   FROM (public.articles
     JOIN public.accounts ON ((accounts.id = articles.account_id)))
  WHERE (articles.published_at IS NOT NULL);

ALTER TABLE ONLY public.accounts ALTER COLUMN id SET DEFAULT nextval('public.accounts_id_seq'::regclass);
ALTER TABLE ONLY public.articles ALTER COLUMN id SET DEFAULT nextval('public.articles_id_seq'::regclass);
ALTER TABLE ONLY public.taggings ALTER COLUMN id SET DEFAULT nextval('public.taggings_id_seq'::regclass);

ALTER TABLE ONLY public.ar_internal_metadata
    ADD CONSTRAINT ar_internal_metadata_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.schema_migrations
    ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (version);
ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.articles
    ADD CONSTRAINT articles_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.taggings
    ADD CONSTRAINT taggings_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.tags
    ADD CONSTRAINT tags_pkey PRIMARY KEY (id);
ALTER TABLE public.articles
    ADD CONSTRAINT check_title_length CHECK ((char_length((title)::text) <= 255)) NOT VALID;

CREATE UNIQUE INDEX index_accounts_on_email ON public.accounts USING btree (email);
CREATE UNIQUE INDEX index_accounts_on_reset_password_token ON public.accounts USING btree (reset_password_token);
CREATE INDEX index_articles_on_account_id ON public.articles USING btree (account_id);
CREATE INDEX index_articles_on_search_vector ON public.articles USING gin (search_vector);
CREATE INDEX index_articles_on_title_trgm ON public.articles USING gin (title public.gin_trgm_ops);
CREATE UNIQUE INDEX index_articles_on_slug ON public.articles USING btree (lower((slug)::text)) WHERE (slug IS NOT NULL);
CREATE INDEX index_taggings_on_taggable ON public.taggings USING btree (taggable_type, taggable_id);
CREATE UNIQUE INDEX index_tags_on_plain_name ON public.tags USING btree (public.immutable_unaccent((name)::text));

CREATE TRIGGER articles_search BEFORE INSERT OR UPDATE ON public.articles FOR EACH ROW EXECUTE FUNCTION public.refresh_search();

ALTER TABLE ONLY public.articles
    ADD CONSTRAINT fk_rails_5a1b FOREIGN KEY (account_id) REFERENCES public.accounts(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.taggings
    ADD CONSTRAINT fk_rails_9fcd FOREIGN KEY (tag_id) REFERENCES public.tags(id);

SET search_path TO "$user", public;

INSERT INTO "schema_migrations" (version) VALUES
('20250301120000'),
('20250214093000'),
('20250101080000');
