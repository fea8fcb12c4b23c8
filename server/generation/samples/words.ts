import { faker } from "@faker-js/faker/locale/en";

/** What values are asked of: the faker of one locale. */
export type Words = typeof faker;

/** The faker, from the same start each time, so that equal questions have equal answers. */
export function wordsFrom(seed: number): Words {
  faker.seed(seed);
  faker.setDefaultRefDate(referenceDay);
  return faker;
}

/** Today, as far as sample rows know: equal seeds give equal rows on every day. */
export const referenceDay = new Date("2025-06-30T12:00:00Z");

/** A text for a column, by what its name says and, for a plain name, by its table. */
export function textFor(words: Words, column: string, table: string): string {
  const found = byName.find(([pattern]) => pattern.test(column));
  if (found) return found[1](words);
  if (/(^|_)name$/.test(column)) return nameFor(words, table);
  if (/title|subject|headline/.test(column)) return capital(words.lorem.words({ min: 2, max: 4 }));
  if (
    /descr|summary|note|comment|body|content|text|message|remark|reason|bio|about|review|instruction/.test(
      column,
    )
  )
    return words.lorem.sentence({ min: 4, max: 9 });
  return capital(words.lorem.words({ min: 1, max: 2 }));
}

const byName: readonly (readonly [RegExp, (words: Words) => string])[] = [
  [/e_?mail/, (words) => words.internet.email().toLowerCase()],
  [
    /password|secret|hash|digest|token|api_?key/,
    (words) => words.string.hexadecimal({ length: 32, casing: "lower", prefix: "" }),
  ],
  [
    /phone|mobile|fax|tel(_|$)/,
    (words) => `+1${words.string.numeric({ length: 10, allowLeadingZeros: false })}`,
  ],
  [/first_?name|given_?name/, (words) => words.person.firstName()],
  [/last_?name|surname|family_?name/, (words) => words.person.lastName()],
  [/middle_?name/, (words) => words.person.middleName()],
  [/full_?name|contact|author|recipient|sender/, (words) => words.person.fullName()],
  [
    /user_?name|login|nick|handle/,
    (words) =>
      words.internet
        .username()
        .toLowerCase()
        .replace(/[^a-z0-9_]/g, "_"),
  ],
  [/slug/, (words) => words.lorem.slug(3)],
  [
    /avatar|image|photo|picture|logo/,
    (words) => `https://example.com/images/${words.string.alphanumeric(8)}.png`,
  ],
  [/url|website|link|uri/, (words) => `https://example.com/${words.lorem.slug(2)}`],
  [/country_?code/, (words) => words.location.countryCode()],
  [/country|nationality/, (words) => words.location.country()],
  [/city|town/, (words) => words.location.city()],
  [/postal|zip|postcode/, (words) => words.location.zipCode("#####")],
  [/state_?code|province/, (words) => words.location.state({ abbreviated: true })],
  [/street|address/, (words) => words.location.streetAddress()],
  [/currency/, (words) => words.finance.currencyCode()],
  [/locale|language/, (words) => words.helpers.arrayElement(["en", "de", "fr", "es", "it", "pt"])],
  [/time_?zone/, (words) => words.location.timeZone()],
  [/isbn/, (words) => words.commerce.isbn({ variant: 13, separator: "" })],
  [/iban/, (words) => words.finance.iban()],
  [/(^|_)bic($|_)|swift/, (words) => words.finance.bic()],
  [/(^|_)vin($|_)/, (words) => words.vehicle.vin()],
  [/plate|registration_?number/, (words) => words.vehicle.vrm()],
  [/colou?r/, (words) => words.color.human()],
  [/mime|content_?type|media_?type/, (words) => words.system.mimeType()],
  [/file_?name|path/, (words) => words.system.commonFileName()],
  [/(^|_)ip(_|$)/, (words) => words.internet.ipv4()],
  [/company|employer|organi[sz]ation|brand|manufacturer|publisher/, (words) => words.company.name()],
  [/job|position|occupation/, (words) => words.person.jobTitle()],
  [/department/, (words) => words.commerce.department()],
  [/gender|(^|_)sex$/, (words) => words.person.sex()],
  [
    /sku|code|serial|reference|number|barcode|(^|_)no$|tracking/,
    (words) => words.string.alphanumeric({ length: 8, casing: "upper" }),
  ],
  [/status|state/, (words) => words.helpers.arrayElement(["active", "pending", "closed"])],
];

function nameFor(words: Words, table: string): string {
  if (
    /customer|user|member|employee|author|patient|student|person|people|guest|driver|teacher|client|owner|staff|agent|player|doctor|contact|instructor|passenger|candidate/.test(
      table,
    )
  )
    return words.person.fullName();
  if (/product|item|article|part/.test(table)) return words.commerce.productName();
  if (/compan|supplier|vendor|organi|publisher|tenant|shop|store|manufacturer|airline/.test(table))
    return words.company.name();
  if (table.includes("countr")) return words.location.country();
  if (/cit(y|ies)|branch|location|site|venue|airport|station|warehouse/.test(table))
    return words.location.city();
  if (table.includes("department")) return words.commerce.department();
  return capital(words.lorem.words({ min: 1, max: 2 }));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Whether a column tells of what happens to few things, such as deletion: it is empty, or false, in most rows. */
export function isSeldom(column: string): boolean {
  return /(^|_)(deleted|archived|removed|revoked|cancell?ed|suspended|banned|blocked|disabled|discontinued|retired)(_|$)/i.test(
    column,
  );
}
