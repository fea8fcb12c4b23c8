/**
 * What an extension brings, as far as people name it in a schema, folded to lower case. A `*` at the end or at the
 * beginning stands for whatever follows or comes before.
 */
export interface KnownExtension {
  readonly name: string;
  readonly types?: readonly string[];
  readonly routines?: readonly string[];
  /** Schemas that it makes, or in which it puts its objects. */
  readonly schemas?: readonly string[];
  readonly operatorClasses?: readonly string[];
  readonly accessMethods?: readonly string[];
  readonly relations?: readonly string[];
  /** Those that nothing but an extension has, whatever stands beside them. */
  readonly operators?: readonly string[];
  /** Foreign-data wrappers. */
  readonly wrappers?: readonly string[];
  readonly languages?: readonly string[];
  /** It has more routines, operators and operator classes than are listed. */
  readonly isPartial?: true;
}

/** From the extensions' manuals and scripts. The first that fits is named. */
export const knownExtensions: readonly KnownExtension[] = [
  {
    name: "postgis",
    isPartial: true,
    types: ["geometry", "geography", "box2d", "box3d", "raster", "topogeometry", "geometry_dump"],
    routines: [
      "st_*",
      "postgis_*",
      "addgeometrycolumn",
      "updategeometrysrid",
      "dropgeometrycolumn",
      "populate_geometry_columns",
    ],
    schemas: ["postgis", "topology", "tiger"],
    operatorClasses: ["gist_geometry_ops_*", "gist_geography_ops", "spgist_geometry_ops_*"],
    relations: ["spatial_ref_sys", "geometry_columns", "geography_columns"],
  },
  {
    name: "postgis_raster",
    isPartial: true,
    types: ["raster"],
    routines: ["st_*"],
    relations: ["raster_columns"],
  },
  { name: "postgis_sfcgal", isPartial: true, routines: ["st_*", "cg_*"] },
  { name: "postgis_topology", isPartial: true, schemas: ["topology"], types: ["topogeometry"] },
  { name: "postgis_tiger_geocoder", isPartial: true, schemas: ["tiger", "tiger_data"] },
  {
    name: "address_standardizer",
    types: ["stdaddr"],
    routines: ["standardize_address", "parse_address"],
  },
  {
    name: "vector",
    types: ["vector", "halfvec", "sparsevec"],
    routines: [
      ...["cosine_distance", "l2_distance", "l1_distance", "hamming_distance", "jaccard_distance"],
      ...["inner_product", "l2_norm", "l2_normalize", "binary_quantize", "subvector"],
      ...["vector_*", "halfvec_*", "sparsevec_*", "array_to_*", "hnsw_*", "ivfflat_*"],
    ],
    operatorClasses: ["vector_*", "halfvec_*", "sparsevec_*", "bit_hamming_ops", "bit_jaccard_ops"],
    accessMethods: ["hnsw", "ivfflat"],
    operators: ["<->", "<#>", "<=>", "<+>", "<~>", "<%>"],
  },
  {
    name: "pg_trgm",
    routines: [
      "similarity",
      "word_similarity",
      "strict_word_similarity",
      "show_trgm",
      "show_limit",
      "set_limit",
    ],
    operatorClasses: ["gin_trgm_ops", "gist_trgm_ops"],
  },
  { name: "uuid-ossp", routines: ["uuid_generate_*", "uuid_nil", "uuid_ns_*"] },
  {
    name: "pgcrypto",
    routines: [
      "crypt",
      "gen_salt",
      "digest",
      "hmac",
      "pgp_*",
      "armor",
      "dearmor",
      "gen_random_bytes",
      // The server has one in pg_catalog too, which dumps do not mean that name the extension's schema.
      "gen_random_uuid",
      "encrypt*",
      "decrypt*",
    ],
  },
  { name: "citext", types: ["citext"], routines: ["citext*"], operatorClasses: ["citext_*"] },
  {
    name: "hstore",
    types: ["hstore"],
    routines: ["hstore*", "akeys", "avals", "skeys", "svals"],
    operatorClasses: ["*_hstore_ops"],
  },
  {
    name: "ltree",
    types: ["ltree", "lquery", "ltxtquery"],
    routines: ["subltree", "subpath", "nlevel", "lca", "text2ltree", "ltree2text"],
    operatorClasses: ["*_ltree_ops", "ltree_ops"],
  },
  { name: "cube", types: ["cube"], routines: ["cube*"] },
  { name: "isn", types: ["isbn", "isbn13", "issn", "issn13", "ean13", "upc", "ismn", "ismn13"] },
  { name: "seg", types: ["seg"] },
  {
    name: "intarray",
    types: ["query_int"],
    operatorClasses: ["gist__int_ops", "gist__intbig_ops", "gin__int_ops"],
  },
  { name: "unaccent", routines: ["unaccent", "unaccent_*"] },
  { name: "tablefunc", routines: ["crosstab*", "connectby", "normal_rand"] },
  {
    name: "fuzzystrmatch",
    routines: ["levenshtein*", "soundex", "metaphone", "dmetaphone*", "difference", "daitch_mokotoff"],
  },
  { name: "earthdistance", types: ["earth"], routines: ["ll_to_earth", "earth_distance", "earth_box"] },
  { name: "moddatetime", routines: ["moddatetime"] },
  {
    name: "btree_gist",
    operatorClasses: [
      "gist_int4_ops",
      "gist_int8_ops",
      "gist_text_ops",
      "gist_timestamptz_ops",
      "gist_date_ops",
      "gist_uuid_ops",
    ],
  },
  {
    name: "timescaledb",
    isPartial: true,
    routines: [
      "create_hypertable",
      "add_retention_policy",
      "add_compression_policy",
      "add_continuous_aggregate_policy",
      "time_bucket*",
      "set_chunk_time_interval",
      "add_dimension",
      "drop_chunks",
      "by_range",
      "by_hash",
    ],
    schemas: ["timescaledb_information", "_timescaledb_*"],
  },
  {
    name: "pg_partman",
    isPartial: true,
    schemas: ["partman"],
    routines: ["create_parent", "run_maintenance*", "create_partition"],
  },
  { name: "pg_cron", schemas: ["cron"] },
  { name: "pg_net", schemas: ["net"] },
  {
    name: "http",
    isPartial: true,
    routines: ["http_get", "http_post", "http", "urlencode"],
    types: ["http_request", "http_response", "http_header"],
  },
  { name: "pg_graphql", isPartial: true, schemas: ["graphql"] },
  { name: "supabase_vault", schemas: ["vault"] },
  { name: "pgsodium", isPartial: true, schemas: ["pgsodium", "pgsodium_masks"] },
  { name: "pgjwt", isPartial: true, routines: ["sign", "verify", "url_encode", "url_decode"] },
  { name: "pgmq", schemas: ["pgmq", "pgmq_public"] },
  {
    name: "pg_stat_statements",
    relations: ["pg_stat_statements", "pg_stat_statements_info"],
    routines: ["pg_stat_statements*"],
  },
  {
    name: "pgroonga",
    isPartial: true,
    accessMethods: ["pgroonga"],
    operatorClasses: ["pgroonga_*"],
    routines: ["pgroonga_*"],
    operators: ["&@", "&@~", "&@*", "&~@", "&^", "&~", "&@|", "&^|"],
  },
  {
    name: "rum",
    accessMethods: ["rum"],
    operatorClasses: ["rum_*"],
    routines: ["rum*", "tsquery_to_distance_query"],
    types: ["rum_distance_query"],
    operators: ["<=>", "<=|", "|=>"],
  },
  { name: "bloom", accessMethods: ["bloom"] },
  {
    name: "age",
    isPartial: true,
    types: ["agtype", "graphid"],
    schemas: ["ag_catalog"],
    routines: ["cypher", "create_graph"],
  },
  { name: "h3", isPartial: true, types: ["h3index"], routines: ["h3_*"] },
  {
    name: "semver",
    types: ["semver", "semverrange"],
    routines: ["semver*", "to_semver", "is_semver", "get_semver_*", "hash_semver"],
    operatorClasses: ["semver_ops"],
  },
  { name: "postgres_fdw", routines: ["postgres_fdw_*"], wrappers: ["postgres_fdw"] },
  { name: "dblink", routines: ["dblink*"], wrappers: ["dblink_fdw"] },
  {
    name: "pgtap",
    isPartial: true,
    routines: [
      ...[
        "plan",
        "no_plan",
        "finish",
        "ok",
        "is",
        "isnt",
        "matches",
        "pass",
        "fail",
        "diag",
        "skip",
        "todo*",
      ],
      ...["has_*", "hasnt_*", "col_*", "is_*", "isnt_*", "isa_ok", "lives_ok", "throws_*", "performs_*"],
      ...[
        "results_*",
        "set_*",
        "bag_*",
        "fk_ok",
        "index_is_*",
        "table_*",
        "function_*",
        "trigger_*",
        "rule_*",
      ],
      ...["policy_*", "schema*", "*_are", "alike", "unalike", "cmp_ok", "row_eq", "runtests", "do_tap"],
    ],
  },
  { name: "pg_uuidv7", routines: ["uuid_generate_v7", "uuid_v7_*"] },
  { name: "pgx_ulid", isPartial: true, types: ["ulid"], routines: ["gen_ulid"] },
  { name: "zombodb", isPartial: true, accessMethods: ["zombodb"], types: ["zdbquery"], operators: ["==>"] },
  { name: "pg_search", isPartial: true, accessMethods: ["bm25"], schemas: ["paradedb"], operators: ["@@@"] },
  { name: "pg_textsearch", accessMethods: ["bm25"] },
  {
    name: "pg_bigm",
    isPartial: true,
    operatorClasses: ["gin_bigm_ops"],
    routines: ["show_bigm", "bigm_similarity", "likequery"],
  },
  { name: "hll", types: ["hll", "hll_hashval"], routines: ["hll", "hll_*"] },
  { name: "tdigest", types: ["tdigest"], routines: ["tdigest*"] },
  { name: "topn", routines: ["topn*"] },
  {
    name: "ip4r",
    isPartial: true,
    types: ["ip4", "ip4r", "ip6", "ip6r", "ipaddress", "iprange"],
    routines: ["ip4*", "ip6*", "ipaddress*", "iprange*", "is_cidr", "cidr_split"],
  },
  {
    name: "prefix",
    isPartial: true,
    types: ["prefix_range"],
    routines: ["prefix_*"],
    operatorClasses: ["*_prefix_range_ops"],
  },
  {
    name: "rdkit",
    isPartial: true,
    types: ["mol", "qmol", "reaction", "bfp", "sfp"],
    routines: ["mol_*", "qmol_*", "reaction_*", "is_valid_*", "tanimoto_*", "morgan*", "*_fp"],
  },
  {
    name: "unit",
    isPartial: true,
    types: ["unit", "unitrange"],
    routines: ["unit_*"],
    relations: ["unit_prefixes", "unit_units"],
  },
  {
    name: "pg_rational",
    isPartial: true,
    types: ["rational", "ratt"],
    routines: ["rational_*", "tuple_to_rational"],
  },
  { name: "numeral", isPartial: true, types: ["numeral", "roman", "zahl"] },
  { name: "debversion", isPartial: true, types: ["debversion"], routines: ["debversion*"] },
  {
    name: "jsquery",
    isPartial: true,
    types: ["jsquery"],
    operatorClasses: ["jsonb_path_value_ops", "jsonb_value_path_ops"],
  },
  { name: "asn1oid", isPartial: true, types: ["asn1oid"], operatorClasses: ["asn1oid_ops"] },
  {
    name: "pg_sphere",
    isPartial: true,
    types: ["spoint", "scircle", "spoly", "sline", "sellipse", "spath", "sbox", "strans", "smoc"],
  },
  { name: "q3c", types: ["q3c_type"], routines: ["q3c_*"] },
  {
    name: "pointcloud",
    isPartial: true,
    types: ["pcpatch", "pcpoint"],
    routines: ["pc_*", "pcpatch*", "pcpoint*"],
    relations: ["pointcloud_columns", "pointcloud_formats"],
  },
  { name: "pgrouting", routines: ["pgr_*", "_pgr_*", "_trsp", "_v4trsp"] },
  {
    name: "pg_similarity",
    isPartial: true,
    routines: ["jaro*", "lev", "levslow", "cosine", "dice", "euclidean", "jaccard", "hamming*", "qgram"],
    operatorClasses: ["gin_similarity_ops"],
    operators: ["~!!", "~##", "~%%", "~++", "~-~", "~==", "~??", "~@@", "~^^", "~||"],
  },
  {
    name: "orafce",
    isPartial: true,
    types: ["varchar2", "nvarchar2"],
    schemas: ["oracle", "dbms_*", "utl_file", "plunit", "plvchr", "plvdate", "plvlex", "plvstr", "plvsubst"],
    routines: [
      ...["add_months", "last_day", "next_day", "months_between", "nvl", "nvl2", "decode", "dump", "median"],
      ...["lnnvl", "instr", "listagg", "to_multi_byte", "to_single_byte", "nlssort", "nanvl", "bitand"],
    ],
    relations: ["dual", "user_*"],
  },
  { name: "periods", schemas: ["periods"] },
  { name: "temporal_tables", routines: ["versioning", "set_system_time"] },
  { name: "table_log", routines: ["table_log*"] },
  { name: "pgaudit", routines: ["pgaudit_*"] },
  { name: "set_user", routines: ["set_user*", "reset_user", "set_session_auth"] },
  { name: "pg_repack", schemas: ["repack"] },
  { name: "pg_ivm", routines: ["create_immv", "refresh_immv", "get_immv_def"], schemas: ["pgivm"] },
  { name: "pg_jsonschema", routines: ["json_matches_*", "jsonb_matches_*", "jsonschema_*"] },
  { name: "pglogical", schemas: ["pglogical"] },
  { name: "pgq", schemas: ["pgq", "pgq_*"] },
  { name: "pgagent", schemas: ["pgagent"] },
  {
    name: "citus",
    isPartial: true,
    schemas: ["citus", "citus_internal"],
    routines: [
      ...["create_distributed_*", "create_reference_table", "undistribute_table", "citus_*", "master_*"],
      ...["run_command_on_*", "alter_distributed_table", "truncate_local_data_after_distributing_table"],
      ...["rebalance_table_shards", "get_shard_id_for_distribution_column"],
    ],
    relations: ["pg_dist_*", "citus_*"],
  },
  { name: "hypopg", routines: ["hypopg*"], relations: ["hypopg*"] },
  ...["pg_qualstats", "pg_stat_kcache", "pg_stat_monitor", "pg_wait_sampling", "pg_track_settings"].map(
    (name) => ({ name, routines: [`${name}*`], relations: [`${name}*`] }),
  ),
  {
    name: "plpgsql_check",
    isPartial: true,
    routines: ["plpgsql_check_*", "plpgsql_profiler_*", "plpgsql_coverage_*"],
  },
  { name: "icu_ext", routines: ["icu_*"] },
  { name: "first_last_agg", routines: ["first*", "last*"] },
  { name: "intagg", routines: ["int_*"] },
  { name: "xml2", routines: ["xml_*", "xpath_*", "xslt_process"] },
  { name: "sslinfo", routines: ["ssl_*"] },
  { name: "adminpack", routines: ["pg_file_*", "pg_logdir_ls"] },
  { name: "pg_prewarm", routines: ["pg_prewarm", "autoprewarm_*"] },
  { name: "pgrowlocks", routines: ["pgrowlocks"] },
  {
    name: "pgstattuple",
    routines: ["pgstattuple*", "pgstatindex", "pgstatginindex", "pgstathashindex", "pg_relpages"],
  },
  ...["mysql", "tds", "ogr", "oracle", "sqlite", "mongo", "redis", "clickhouse", "jdbc", "duckdb"].map(
    (source) => ({ name: `${source}_fdw`, routines: [`${source}_fdw_*`], wrappers: [`${source}_fdw`] }),
  ),
  ...["plperl", "plperlu", "pltcl", "pltclu", "plpython3u", "plv8", "plsh", "pllua", "plr"].map(
    (language) => ({ name: language, languages: [language], routines: [`${language}_*`] }),
  ),
  ...["pg_hint_plan", "wal2json", "index_advisor", "pgfincore", "pg_squeeze"].map((name) => ({ name })),
];

/** Extensions of PostgreSQL's contrib and others that people write into schemas, besides those in the table. */
export const otherExtensions =
  "amcheck autoinc btree_gin dict_int dict_xsyn file_fdw insert_username lo pageinspect pg_buffercache pg_freespacemap pg_surgery pg_visibility pg_walinspect plpgsql refint tcn tsm_system_rows tsm_system_time pgvector vectorscale wrappers".split(
    " ",
  );
