/** Databases whose SQL none of the dialects is, so that a text for one of them cannot be judged. */
export const foreignProducts = ["SQL Server", "Oracle", "ClickHouse", "Db2", "Snowflake"] as const;

export type ForeignProduct = (typeof foreignProducts)[number];

/** What a text must weigh for a product to be taken for its. */
export const certain = 12;

/**
 * What tells a product. Single types that people bring along when they move to PostgreSQL weigh too little by
 * themselves, since rules explain those.
 */
export const productSigns: readonly (readonly [product: ForeignProduct, weight: number, sign: RegExp])[] = [
  ["SQL Server", 12, /^GO[ \t]*;?[ \t]*$/im],
  // Liquibase may be told to end the statements of any database so.
  ["SQL Server", -12, /\bendDelimiter:\s*(?:\\n)?GO\b/i],
  ["SQL Server", 12, /\[dbo\]\.|\bOBJECT_ID\s*\(\s*N?'|\bEXEC(?:UTE)?\s+(?:sys\.)?sp_\w+|\bDECLARE\s+@\w/i],
  [
    "SQL Server",
    12,
    /\bSET\s+(?:ANSI_NULLS|ANSI_PADDING|QUOTED_IDENTIFIER|NOCOUNT|XACT_ABORT)\s+O(?:N|FF)\b/i,
  ],
  ["SQL Server", 12, /\b(?:NONCLUSTERED|PRIMARY\s+KEY\s+CLUSTERED)\b|\bN?VARCHAR\s*\(\s*MAX\s*\)/i],
  [
    "SQL Server",
    4,
    /\bIDENTITY\s*\(\s*\d+\s*,|\bGETDATE\s*\(|\bUNIQUEIDENTIFIER\b|\bDATETIME(?:2|OFFSET)\b/i,
  ],
  ["Oracle", 8, /\bVARCHAR2\s*\(/i],
  ["Oracle", 4, /\bNUMBER\b\s*(?:\(\s*\d|(?:NOT\s+)?NULL\b|PRIMARY\b|DEFAULT\b|,)/i],
  ["Oracle", 8, /\bCREATE\s+OR\s+REPLACE\s+PACKAGE\b|:(?:NEW|OLD)\.\w|\bPCTFREE\s+\d/i],
  ["Oracle", 4, /\bSYSTIMESTAMP\b|\bSYSDATE\b|\w\.NEXTVAL\b|^\/[ \t]*$/im],
  [
    "ClickHouse",
    20,
    /\bENGINE\s*=?\s*\w*MergeTree\b|\bENGINE\s*=\s*(?:Distributed|Kafka|Buffer|S3Queue)\s*\(/,
  ],
  [
    "ClickHouse",
    12,
    /\b(?:LowCardinality|Nullable|AggregateFunction|SimpleAggregateFunction|FixedString)\s*\(/,
  ],
  [
    "ClickHouse",
    12,
    /\bDateTime64\b|\bEnum(?:8|16)\s*\(|\b(?:UInt(?:8|16|32|64|128|256)|Int(?:16|32|64|128|256))\b/,
  ],
  [
    "ClickHouse",
    12,
    /\bON\s+CLUSTER\b|\bCREATE\s+MATERIALIZED\s+VIEW\s+(?:IF\s+NOT\s+EXISTS\s+)?\S+\s+TO\s/i,
  ],
  ["Snowflake", 12, /\bCREATE\s+(?:OR\s+REPLACE\s+)?(?:WAREHOUSE|STAGE|FILE\s+FORMAT|PIPE)\b/i],
  ["Snowflake", 4, /\bVARIANT\b|\bAUTOINCREMENT\s+START\b|\bTIMESTAMP_(?:NTZ|LTZ|TZ)\b/i],
];

/** Names of folders that stand for a product, and how much each tells. */
export const productFolders: Readonly<Record<string, readonly [product: ForeignProduct, weight: number]>> = {
  mssql: ["SQL Server", certain],
  sqlserver: ["SQL Server", certain],
  "sql-server": ["SQL Server", certain],
  // It has other meanings.
  oracle: ["Oracle", 8],
  timesten: ["Oracle", certain],
  clickhouse: ["ClickHouse", certain],
  db2: ["Db2", certain],
  ibmdb2: ["Db2", certain],
  snowflake: ["Snowflake", 8],
};
