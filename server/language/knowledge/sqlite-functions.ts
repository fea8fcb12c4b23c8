import { parseFunctions } from "./builtin-function";

/** Functions of SQLite that schemas and queries commonly call; a test asks the shipped SQLite whether each is there. */
export const sqliteFunctions = parseFunctions({
  lang_corefunc: `
abs(number) → number|The absolute value; null for null.
changes() → integer|How many rows the last INSERT, UPDATE or DELETE touched.
char(code, …) → text|The characters of the code points.
coalesce(value, value, …) → value|The first value that is not null.
concat(value, …) → text|All values joined; nulls count as empty.
concat_ws(separator, value, …) → text|All values joined with a separator; nulls are passed over.
format(template, value, …) → text|Like printf in C: %d, %s, %Q (quoted for SQL).
printf(template, value, …) → text|The older name of format.
glob(pattern, text) → integer|1 where the text matches a pattern with * and ?, case counted.
hex(blob) → text|The bytes in hexadecimal.
unhex(text [, ignored]) → blob|The bytes of a text in hexadecimal; null where it is none.
ifnull(value, other) → value|The other where the value is null.
iif(condition, then [, else]) → value|One of two values; short for CASE.
instr(text, part) → integer|Where the part begins, from 1; 0 where it does not occur.
last_insert_rowid() → integer|The rowid that the last INSERT of this connection gave.
length(value) → integer|The number of characters, of bytes for a blob.
octet_length(text) → integer|The number of bytes.
like(pattern, text [, escape]) → integer|What LIKE calls; note that the pattern comes first.
lower(text) → text|In lower case; only ASCII letters change.
upper(text) → text|In upper case; only ASCII letters change.
ltrim(text [, characters]) → text|Without the characters at its beginning.
rtrim(text [, characters]) → text|Without the characters at its end.
trim(text [, characters]) → text|Without the characters at both ends.
max(a, b, …) → value|The largest of several values; with one argument an aggregate.
min(a, b, …) → value|The smallest of several values; with one argument an aggregate.
nullif(a, b) → value|Null where both are equal, else the first.
quote(value) → text|As a literal of SQL.
random() → integer|A number of 64 bits with a sign.
randomblob(bytes) → blob|Random bytes; hex(randomblob(16)) makes a key.
zeroblob(bytes) → blob|That many zero bytes.
replace(text, from, to) → text|With every occurrence replaced.
round(number [, digits]) → real|Rounded; to whole numbers without digits.
sign(number) → integer|-1, 0 or 1.
substr(text, start [, length]) → text|A part, from 1; a negative start counts from the end.
substring(text, start [, length]) → text|The same as substr.
total_changes() → integer|How many rows this connection has changed since it was opened.
typeof(value) → text|null, integer, real, text or blob: how the value is stored.
unicode(text) → integer|The code point of the first character.
sqlite_version() → text|The version of the library.
`,
  lang_datefunc: `
date([time [, modifier, …]]) → text|A day as YYYY-MM-DD; date('now') is today in UTC.
time([time [, modifier, …]]) → text|A time of day as HH:MM:SS.
datetime([time [, modifier, …]]) → text|A moment as YYYY-MM-DD HH:MM:SS, in UTC.
julianday([time [, modifier, …]]) → real|Days since 4714 BC, for differences in days.
unixepoch([time [, modifier, …]]) → integer|Seconds since 1970.
strftime(format, [time [, modifier, …]]) → text|A moment in a format such as '%Y-%m'.
timediff(a, b) → text|The time between two moments, for people.
current_timestamp → text|The present moment in UTC, as YYYY-MM-DD HH:MM:SS.
current_date → text|Today in UTC.
current_time → text|The present time of day in UTC.
`,
  lang_aggfunc: `
avg(number) → real|The mean of what is not null.
count(* | value) → integer|How many rows, or how many values that are not null.
group_concat(value [, separator]) → text|All values joined, with commas unless told otherwise.
string_agg(value, separator) → text|The same as group_concat with a separator.
sum(number) → number|The sum; null for no rows.
total(number) → real|The sum as a real; 0.0 for no rows.
`,
  lang_mathfunc: `
ceil(number) → integer|The next whole number up.
floor(number) → integer|The next whole number down.
mod(a, b) → number|What is left of a division.
pow(a, b) → real|a to the power of b.
sqrt(number) → real|The square root.
ln(number) → real|The natural logarithm.
log(number) → real|The logarithm to base 10.
`,
  json1: `
json(text) → text|Checked and without white space; an error where it is no JSON.
json_valid(text [, flags]) → integer|1 where the text is JSON, for a CHECK.
json_array(value, …) → text|A JSON array.
json_object(name, value, …) → text|A JSON object from pairs.
json_array_length(json [, path]) → integer|How many elements an array has.
json_extract(json, path, …) → value|What stands at a path such as '$.a[0]'.
json_type(json [, path]) → text|null, true, false, integer, real, text, array or object.
json_insert(json, path, value, …) → text|With values where there was nothing.
json_replace(json, path, value, …) → text|With values in place of those that were there.
json_set(json, path, value, …) → text|With values put in or replaced.
json_remove(json, path, …) → text|Without what stands at the paths.
json_patch(json, patch) → text|Merged as RFC 7396 says.
json_quote(value) → text|A value of SQL as JSON.
json_group_array(value) → text|All values as a JSON array.
json_group_object(name, value) → text|All pairs as a JSON object.
json_each(json [, path]) → rows|A row for each element of an array or an object.
json_tree(json [, path]) → rows|A row for each element, however deep.
`,
  windowfunctions: `
row_number() over (…) → integer|The number of the row in its window.
rank() over (…) → integer|The rank with gaps.
dense_rank() over (…) → integer|The rank without gaps.
ntile(n) over (…) → integer|Which of n equal parts the row is in.
lag(value [, offset [, default]]) over (…) → value|The value of an earlier row.
lead(value [, offset [, default]]) over (…) → value|The value of a later row.
first_value(value) over (…) → value|The value of the first row of the frame.
last_value(value) over (…) → value|The value of the last row of the frame.
nth_value(value, n) over (…) → value|The value of the n-th row of the frame.
`,
});
