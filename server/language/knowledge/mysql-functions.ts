import { parseFunctions } from "./builtin-function";

/** Functions of MySQL and MariaDB that schemas and queries commonly call; the pages are those of MySQL's manual. */
const both = parseFunctions({
  "date-and-time-functions": `
now([digits]) → datetime|The start of the statement, in the session's time zone.
current_timestamp[(digits)] → datetime|The same as now(); the usual default of a column.
current_date → date|Today, in the session's time zone.
curdate() → date|Today, in the session's time zone.
curtime([digits]) → time|The present time of day.
sysdate([digits]) → datetime|The moment of the call, which advances within a statement.
utc_timestamp([digits]) → datetime|The present moment in UTC.
date(value) → date|The day of a moment.
time(value) → time|The time of day of a moment.
year(date) → int|The year.
month(date) → int|The month, 1 to 12.
day(date) → int|The day of the month.
hour(time) → int|The hour.
minute(time) → int|The minute.
second(time) → int|The second.
dayofweek(date) → int|The day of the week, 1 for Sunday.
weekday(date) → int|The day of the week, 0 for Monday.
week(date [, mode]) → int|The week of the year.
quarter(date) → int|The quarter, 1 to 4.
last_day(date) → date|The last day of its month.
date_add(date, INTERVAL n unit) → date|A time later by an interval.
date_sub(date, INTERVAL n unit) → date|A time earlier by an interval.
datediff(a, b) → int|The days from b to a.
timestampdiff(unit, from, to) → bigint|The whole units between two moments.
date_format(date, format) → varchar|A moment in a format such as '%Y-%m-%d'.
str_to_date(text, format) → datetime|A moment from a text in a format.
from_unixtime(seconds [, format]) → datetime|A moment from seconds since 1970.
unix_timestamp([date]) → bigint|Seconds since 1970.
convert_tz(datetime, from, to) → datetime|The moment in another time zone.
makedate(year, day) → date|A date from the day of its year.
extract(unit FROM date) → int|One field of a time.
`,
  "string-functions": `
concat(value, …) → varchar|All values joined; null where one of them is.
concat_ws(separator, value, …) → varchar|All values joined with a separator; nulls are passed over.
lower(text) → varchar|In lower case.
upper(text) → varchar|In upper case.
length(text) → int|The number of bytes.
char_length(text) → int|The number of characters.
substring(text, start [, length]) → varchar|A part, from 1; a negative start counts from the end.
substr(text, start [, length]) → varchar|The same as substring.
substring_index(text, delimiter, n) → varchar|What stands before the n-th delimiter.
left(text, n) → varchar|The first characters.
right(text, n) → varchar|The last characters.
trim([BOTH | LEADING | TRAILING] [part FROM] text) → varchar|Without the part, or blanks, at its ends.
ltrim(text) → varchar|Without blanks at its beginning.
rtrim(text) → varchar|Without blanks at its end.
replace(text, from, to) → varchar|With every occurrence replaced; case counts.
locate(part, text [, start]) → int|Where the part begins, from 1; 0 where it does not occur.
instr(text, part) → int|Where the part begins, from 1; 0 where it does not occur.
lpad(text, length, filling) → varchar|Filled up, or cut, to a length at its beginning.
rpad(text, length, filling) → varchar|Filled up, or cut, to a length at its end.
repeat(text, n) → varchar|The text n times.
reverse(text) → varchar|From its end to its beginning.
find_in_set(value, list) → int|Where the value stands in a list with commas; 0 where it does not.
field(value, a, b, …) → int|Which of the others equals the value, from 1.
format(number, digits) → varchar|With commas between thousands.
hex(value) → varchar|In hexadecimal.
unhex(text) → varbinary|The bytes of a text in hexadecimal.
`,
  regexp: `
regexp_replace(text, pattern, replacement) → varchar|Matches of a pattern replaced.
regexp_substr(text, pattern) → varchar|The part that matches a pattern.
regexp_instr(text, pattern) → int|Where a match begins; 0 where there is none.
`,
  "flow-control-functions": `
if(condition, then, else) → value|One of two values.
ifnull(value, other) → value|The other where the value is null.
nullif(a, b) → value|Null where both are equal, else the first.
`,
  "comparison-operators": `
coalesce(value, …) → value|The first value that is not null.
greatest(value, value, …) → value|The largest; null where one is null.
least(value, value, …) → value|The smallest; null where one is null.
`,
  "mathematical-functions": `
abs(number) → number|The absolute value.
ceil(number) → bigint|The next whole number up.
floor(number) → bigint|The next whole number down.
round(number [, digits]) → number|Rounded to the digits.
truncate(number, digits) → number|Cut to the digits.
mod(a, b) → number|What is left of a division.
pow(a, b) → double|a to the power of b.
sqrt(number) → double|The square root.
sign(number) → int|-1, 0 or 1.
rand([seed]) → double|At least 0 and below 1; not for secrets.
crc32(text) → int unsigned|A checksum of 32 bits.
`,
  "aggregate-functions": `
count(* | [DISTINCT] value) → bigint|How many rows, or how many values that are not null.
sum([DISTINCT] number) → number|The sum; null for no rows.
avg([DISTINCT] number) → number|The mean.
min(value) → value|The smallest.
max(value) → value|The largest.
group_concat([DISTINCT] value [ORDER BY …] [SEPARATOR text]) → text|All values joined, cut at group_concat_max_len.
json_arrayagg(value) → json|All values as a JSON array.
json_objectagg(key, value) → json|All pairs as a JSON object.
std(number) → double|The standard deviation of the population.
`,
  "json-functions": `
json_valid(value) → int|1 where the value is JSON, for a CHECK.
json_array(value, …) → json|A JSON array.
json_object(key, value, …) → json|A JSON object from pairs.
json_extract(json, path, …) → json|What stands at a path such as '$.a[0]'.
json_unquote(json) → text|A JSON string without its quotes.
json_value(json, path) → value|The plain value at a path.
json_contains(json, candidate [, path]) → int|1 where the candidate is within.
json_set(json, path, value, …) → json|With values put in or replaced.
json_insert(json, path, value, …) → json|With values where there was nothing.
json_replace(json, path, value, …) → json|With values in place of those that were there.
json_remove(json, path, …) → json|Without what stands at the paths.
json_length(json [, path]) → int|How many elements it has.
json_keys(json [, path]) → json|The keys of an object.
json_type(json) → varchar|OBJECT, ARRAY, STRING, INTEGER and the like.
json_merge_patch(json, json, …) → json|Merged as RFC 7396 says.
json_overlaps(json, json) → int|1 where both have something in common; MariaDB since 10.9.
json_schema_valid(schema, json) → int|1 where the JSON is as a JSON schema says, for a CHECK; MariaDB since 11.1.
`,
  "cast-functions": `
cast(value AS type) → type|A value in another type, such as CHAR, SIGNED, DECIMAL(10,2) or DATE.
convert(value, type) → type|The same as CAST; with USING into another character set.
`,
  "miscellaneous-functions": `
uuid() → char(36)|A UUID (version 1 in MySQL).
uuid_short() → bigint unsigned|A number that no other call gives.
values(column) → value|In ON DUPLICATE KEY UPDATE: what would have been inserted.
sleep(seconds) → int|Waits.
`,
  "information-functions": `
last_insert_id([value]) → bigint|The AUTO_INCREMENT value that the last INSERT of this session gave.
row_count() → bigint|How many rows the last statement changed.
database() → varchar|The database in use.
user() → varchar|Who is signed in, and from where.
version() → varchar|The version of the server.
`,
  "encryption-functions": `
md5(text) → varchar(32)|A hash; not for passwords.
sha2(text, bits) → varchar|A hash of 224, 256, 384 or 512 bits; for passwords there are better ones.
random_bytes(n) → varbinary|Random bytes that nobody can foretell.
`,
  "window-function-descriptions": `
row_number() over (…) → bigint|The number of the row in its window.
rank() over (…) → bigint|The rank with gaps.
dense_rank() over (…) → bigint|The rank without gaps.
ntile(n) over (…) → bigint|Which of n equal parts the row is in.
lag(value [, offset [, default]]) over (…) → value|The value of an earlier row.
lead(value [, offset [, default]]) over (…) → value|The value of a later row.
first_value(value) over (…) → value|The value of the first row of the frame.
last_value(value) over (…) → value|The value of the last row of the frame.
`,
});

/** What MariaDB does not have. */
const mysqlOnly = parseFunctions({
  "miscellaneous-functions": `
uuid_to_bin(uuid [, swap]) → binary(16)|A UUID in 16 bytes; swapped it sorts by time.
bin_to_uuid(binary [, swap]) → char(36)|A UUID from its 16 bytes.
any_value(value) → value|The value of any row of the group.
`,
  regexp: `
regexp_like(text, pattern [, flags]) → int|1 where the text matches a pattern.
`,
});

/** What MySQL does not have. */
const mariadbOnly = parseFunctions({
  "sequence-functions": `
nextval(sequence) → bigint|Advances a sequence and gives its new value.
lastval(sequence) → bigint|The value that nextval gave last in this session.
setval(sequence, value) → bigint|Sets a sequence.
`,
  "json-functions": `
json_query(json, path) → json|The object or array at a path.
json_exists(json, path) → int|1 where something stands at the path.
`,
  sys_guid: `
sys_guid() → varchar(32)|A UUID without dashes.
`,
});

export const mysqlFunctions = [...both, ...mysqlOnly];
export const mariadbFunctions = [...both, ...mariadbOnly];
