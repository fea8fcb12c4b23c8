/** What a built-in type is for; `page` is the page of the PostgreSQL manual. */
export interface BuiltinType {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly note: string;
  readonly page: string;
}

const numeric = "datatype-numeric";
const datetime = "datatype-datetime";
const character = "datatype-character";

/** The types that a schema commonly uses, the advisable one of a family first. */
export const builtinTypes: readonly BuiltinType[] = [
  {
    name: "bigint",
    aliases: ["int8"],
    note: "Whole number of 8 bytes; the prudent choice for keys.",
    page: numeric,
  },
  {
    name: "integer",
    aliases: ["int", "int4"],
    note: "Whole number of 4 bytes, up to 2,147,483,647.",
    page: numeric,
  },
  { name: "smallint", aliases: ["int2"], note: "Whole number of 2 bytes, up to 32,767.", page: numeric },
  { name: "text", aliases: [], note: "Text of any length; as fast as varchar(n).", page: character },
  {
    name: "varchar",
    aliases: ["character varying"],
    note: "Text with a limit in characters.",
    page: character,
  },
  {
    name: "char",
    aliases: ["bpchar"],
    note: "Text padded with blanks to its length; rarely what is wanted.",
    page: character,
  },
  { name: "boolean", aliases: ["bool"], note: "True, false, or null.", page: "datatype-boolean" },
  {
    name: "numeric",
    aliases: ["decimal"],
    note: "Exact number with precision and scale; the choice for money.",
    page: numeric,
  },
  { name: "real", aliases: ["float4"], note: "Inexact number of 4 bytes, about 6 digits.", page: numeric },
  {
    name: "double precision",
    aliases: ["float8", "float"],
    note: "Inexact number of 8 bytes, about 15 digits.",
    page: numeric,
  },
  {
    name: "money",
    aliases: [],
    note: "Amount in the locale's currency; numeric is the better choice.",
    page: "datatype-money",
  },
  {
    name: "timestamptz",
    aliases: [],
    note: "A moment in time, kept in UTC and shown in the session's time zone.",
    page: datetime,
  },
  {
    name: "timestamp",
    aliases: [],
    note: "Date and time without a time zone; timestamptz is usually meant.",
    page: datetime,
  },
  { name: "date", aliases: [], note: "A day of the calendar.", page: datetime },
  { name: "time", aliases: ["timetz"], note: "A time of day.", page: datetime },
  { name: "interval", aliases: [], note: "A span of time.", page: datetime },
  { name: "uuid", aliases: [], note: "Universally unique identifier of 16 bytes.", page: "datatype-uuid" },
  { name: "jsonb", aliases: [], note: "JSON in binary form; can be indexed.", page: "datatype-json" },
  {
    name: "json",
    aliases: [],
    note: "JSON as it was written; jsonb is usually meant.",
    page: "datatype-json",
  },
  { name: "bytea", aliases: [], note: "Binary data.", page: "datatype-binary" },
  {
    name: "inet",
    aliases: [],
    note: "An IPv4 or IPv6 address, with a netmask if wanted.",
    page: "datatype-net-types",
  },
  { name: "cidr", aliases: [], note: "An IPv4 or IPv6 network.", page: "datatype-net-types" },
  { name: "macaddr", aliases: ["macaddr8"], note: "A MAC address.", page: "datatype-net-types" },
  {
    name: "tsvector",
    aliases: [],
    note: "A document in the form that full text search wants.",
    page: "datatype-textsearch",
  },
  { name: "tsquery", aliases: [], note: "A full text search query.", page: "datatype-textsearch" },
  { name: "point", aliases: [], note: "A point on a plane.", page: "datatype-geometric" },
  { name: "int4range", aliases: ["int8range", "numrange"], note: "A range of numbers.", page: "rangetypes" },
  {
    name: "tstzrange",
    aliases: ["tsrange", "daterange"],
    note: "A range of time; an EXCLUDE constraint keeps ranges apart.",
    page: "rangetypes",
  },
  { name: "xml", aliases: [], note: "An XML document.", page: "datatype-xml" },
  { name: "bit", aliases: ["varbit"], note: "A string of bits.", page: "datatype-bit" },
  {
    name: "smallserial",
    aliases: ["serial2"],
    note: "A smallint filled from a sequence; an identity column is the modern form.",
    page: numeric,
  },
  {
    name: "serial",
    aliases: ["serial4"],
    note: "An integer filled from a sequence; an identity column is the modern form.",
    page: numeric,
  },
  {
    name: "bigserial",
    aliases: ["serial8"],
    note: "A bigint filled from a sequence; an identity column is the modern form.",
    page: numeric,
  },
];
