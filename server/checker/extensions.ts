import { nearName } from "../rules";
import type { ObjectId } from "./objects";

/** What an extension brings, as far as people name it in a schema. Names are folded to lower case. */
interface KnownExtension {
  readonly name: string;
  readonly types?: readonly string[];
  /** Functions: whole names, or a prefix that ends in `*`. */
  readonly routines?: readonly string[];
  /** Schemas that it makes, or in which it puts its objects. */
  readonly schemas?: readonly string[];
  /** Operator classes, with `*` as above. */
  readonly operatorClasses?: readonly string[];
  readonly accessMethods?: readonly string[];
  readonly relations?: readonly string[];
}

/** From the extensions' manuals. The first that fits is named. */
const knownExtensions: readonly KnownExtension[] = [
  {
    name: "postgis",
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
    name: "vector",
    types: ["vector", "halfvec", "sparsevec"],
    routines: ["cosine_distance", "l2_distance", "inner_product", "l1_distance", "vector_*", "halfvec_*"],
    operatorClasses: ["vector_*", "halfvec_*", "sparsevec_*"],
    accessMethods: ["hnsw", "ivfflat"],
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
    schemas: ["partman"],
    routines: ["create_parent", "run_maintenance*", "create_partition"],
  },
  { name: "pg_cron", schemas: ["cron"] },
  { name: "pg_net", schemas: ["net"] },
  {
    name: "http",
    routines: ["http_get", "http_post", "http", "urlencode"],
    types: ["http_request", "http_response", "http_header"],
  },
  { name: "pg_graphql", schemas: ["graphql"] },
  { name: "supabase_vault", schemas: ["vault"] },
  { name: "pgsodium", schemas: ["pgsodium", "pgsodium_masks"] },
  { name: "pgjwt", routines: ["sign", "verify", "url_encode", "url_decode"] },
  { name: "pgmq", schemas: ["pgmq", "pgmq_public"] },
  {
    name: "pg_stat_statements",
    relations: ["pg_stat_statements", "pg_stat_statements_info"],
    routines: ["pg_stat_statements*"],
  },
  { name: "pgroonga", accessMethods: ["pgroonga"], operatorClasses: ["pgroonga_*"] },
  { name: "rum", accessMethods: ["rum"], operatorClasses: ["rum_*"] },
  { name: "bloom", accessMethods: ["bloom"] },
  {
    name: "age",
    types: ["agtype", "graphid"],
    schemas: ["ag_catalog"],
    routines: ["cypher", "create_graph"],
  },
  { name: "h3", types: ["h3index"], routines: ["h3_*"] },
  { name: "semver", types: ["semver"] },
  { name: "postgres_fdw" },
  { name: "dblink", routines: ["dblink*"] },
  { name: "pgtap", routines: ["plan", "finish", "has_table", "has_column", "lives_ok", "throws_ok"] },
  { name: "pg_uuidv7", routines: ["uuid_generate_v7", "uuid_v7_*"] },
  { name: "pgx_ulid", types: ["ulid"], routines: ["gen_ulid"] },
  { name: "zombodb", accessMethods: ["zombodb"], types: ["zdbquery"] },
  { name: "pg_search", accessMethods: ["bm25"], schemas: ["paradedb"] },
];

const byName = new Map(knownExtensions.map((extension) => [extension.name, extension]));
/** pgvector is asked for as `vector`, and some write its project's name. */
byName.set("pgvector", byName.get("vector") ?? { name: "vector" });

/** Extensions of PostgreSQL's contrib and others that people write into schemas, besides those in the table. */
const otherExtensions =
  "adminpack amcheck autoinc bloom btree_gin btree_gist citext cube dblink dict_int dict_xsyn earthdistance file_fdw fuzzystrmatch hstore insert_username intagg intarray isn lo ltree moddatetime pageinspect pg_buffercache pg_freespacemap pg_prewarm pg_stat_statements pg_surgery pg_trgm pg_visibility pg_walinspect pgcrypto pgrowlocks pgstattuple plpgsql plperl plperlu plpython3u pltcl pltclu postgres_fdw refint seg sslinfo tablefunc tcn tsm_system_rows tsm_system_time unaccent uuid-ossp xml2 age citus hll hypopg ip4r pg_cron pg_hint_plan pg_jsonschema pg_net pg_partman pg_repack pg_stat_kcache pg_stat_monitor pgaudit pgroonga pgrouting pgsodium pgtap pgvector pgmq pgjwt plv8 rum semver temporal_tables timescaledb topn vectorscale wal2json wrappers zombodb supabase_vault http index_advisor".split(
    " ",
  );

/** The extension that a name is a slip of: it is near exactly one known name and is none itself. */
export function extensionMeant(name: string): string | undefined {
  const known = [...byName.keys(), ...otherExtensions];
  return known.includes(name) ? undefined : nearName(name, known);
}

/** The extensions that bring an object of this name. */
export function extensionsWith(object: ObjectId): readonly string[] {
  return knownExtensions.filter((extension) => brings(extension, object)).map(({ name }) => name);
}

/**
 * Whether an extension may bring the object. Of one that is not in the table everything is believed that only
 * an extension tends to bring: types, functions, operators, operator classes.
 */
export function mayBring(extension: string, object: ObjectId, schema?: string): boolean {
  if (object.kind === "extension") return object.name === extension;
  if (schema !== undefined && object.schema === schema && schema !== "public") return true;
  const known = byName.get(extension);
  if (!known)
    return (
      /^(?:type|routine|operator|operator class|access method)$/.test(object.kind) ||
      object.schema === extension
    );
  return brings(known, object) || object.kind === "operator";
}

function brings(extension: KnownExtension, object: ObjectId): boolean {
  const schema = object.kind === "schema" ? object.name : object.schema;
  if (schema !== undefined && includes(extension.schemas, schema)) return true;
  switch (object.kind) {
    case "type":
      return includes(extension.types, object.name);
    case "routine":
      return includes(extension.routines, object.name);
    case "operator class":
      return includes(extension.operatorClasses, object.name);
    case "access method":
      return includes(extension.accessMethods, object.name);
    case "relation":
      return includes(extension.relations, object.name);
    default:
      return false;
  }
}

function includes(patterns: readonly string[] | undefined, name: string): boolean {
  const folded = name.toLowerCase();
  return (patterns ?? []).some((pattern) => {
    if (pattern.endsWith("*")) return folded.startsWith(pattern.slice(0, -1));
    if (pattern.startsWith("*")) return folded.endsWith(pattern.slice(1));
    return pattern === folded;
  });
}
