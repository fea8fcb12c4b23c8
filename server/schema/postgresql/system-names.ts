const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Extensions of PostgreSQL's contrib and of common use that bring neither tables nor views outside of pg_…. */
export const extensionsWithoutRelations = words(
  "plpgsql uuid-ossp pgcrypto citext hstore ltree pg_trgm btree_gin btree_gist unaccent intarray intagg tablefunc fuzzystrmatch cube earthdistance isn lo seg tcn vector bloom moddatetime autoinc insert_username refint tsm_system_rows tsm_system_time dict_int dict_xsyn xml2 sslinfo amcheck pageinspect pg_stat_statements pg_buffercache pg_freespacemap pg_prewarm pg_visibility pgrowlocks pgstattuple pg_walinspect pg_surgery file_fdw dblink postgres_fdw semver ulid pg_ulid pgjwt http plperl plperlu plpython3u pltcl hll rum pg_bigm",
);

/** Those that bring no types that a column could have; most bring functions. */
export const extensionsWithoutTypes = words("plpgsql");

/** Types that PostgreSQL 18 has in pg_catalog, without the `_…` names of arrays and what starts with `pg_`. */
export const systemTypes = words(
  "bool bytea char name int8 int2 int2vector int4 regproc text oid tid xid cid oidvector json xml xid8 point lseg path box polygon line float4 float8 unknown circle money macaddr inet cidr macaddr8 aclitem bpchar varchar date time timestamp timestamptz interval timetz bit varbit numeric refcursor regprocedure regoper regoperator regclass regcollation regtype regrole regnamespace uuid tsvector gtsvector tsquery regconfig regdictionary jsonb jsonpath txid_snapshot int4range numrange tsrange tstzrange daterange int8range int4multirange nummultirange tsmultirange tstzmultirange datemultirange int8multirange record cstring any anyarray void trigger event_trigger language_handler internal anyelement anynonarray anyenum fdw_handler index_am_handler tsm_handler table_am_handler anyrange anycompatible anycompatiblearray anycompatiblenonarray anycompatiblerange anymultirange anycompatiblemultirange serial serial2 serial4 serial8 bigserial smallserial",
);

/** Trigger functions of pg_catalog. */
export const systemTriggerFunctions = words(
  "suppress_redundant_updates_trigger tsvector_update_trigger tsvector_update_trigger_column unique_key_recheck",
);

/** Columns that every table has besides its own. */
export const systemColumns = words("ctid xmin xmax cmin cmax tableoid oid");
