import { plural, singular } from "../words/inflect";
import { stop } from "./rows-of";

const name = String.raw`["'“”‘’\x60]?[A-Za-z][\w-]*(?: [A-Za-z][\w-]*){0,2}?["'“”‘’\x60]?`;
const kind = String.raw`(?:entit(?:y|ies)|tables?|relations?|entity (?:types?|sets?)|class(?:es)?|models?)`;
/** A thing as descriptions of data models name it: "the 'Fight' entity", "Judges". */
const thing = String.raw`(?:(?:the|an?|each|this|our|its) )?(${name})(?: ${kind})?`;
const cardinality = String.raw`(one|many|1|n|m)[- ](?:to)[- ](one|many|1|n|m)`;
const relationship = String.raw`(?:[a-z]+[- ])?(?:relationship|relation|association|connection|link|cardinality)`;

const joins = String.raw`(?:associative|junction|join|joining|bridge|bridging|linking|link|intermediate|intersection|cross-reference|mapping|weak)`;

/** Names that are written in one word and are no names of tables. */
const brands =
  /^(?:PayPal|YouTube|LinkedIn|GitHub|GitLab|JavaScript|TypeScript|WhatsApp|FaceBook|WordPress|PostgreSQL|PowerPoint|FedEx|DoorDash|TikTok|SnapChat|MasterCard)/;

/**
 * Sentences that speak of entities and relationships, as sentences about the things that these stand for. `last` is
 * the sentence before.
 */
export function ofThings(text: string, last = ""): string[] {
  const plain = withWords(text);
  const owned =
    /\b(?:each|every|an?|one|the) ([a-z]+(?: [a-z]+)?) (?:[a-z]+ ){1,3}?(?:many|several|multiple|various) ([a-z]+(?: [a-z]+)?) \((?:an? )?(?:one|1)(?:[- ]to[- ]|:)(?:many|n|m)\)/i.exec(
      text,
    );
  if (owned?.[1] !== undefined && owned[2] !== undefined)
    return [plain, `Each ${one(owned[2])} belongs to exactly one ${one(owned[1])}`];
  if (!/(?:entit|table|relation|association|connect|cardinalit|\bto[- ](?:one|many|n|m|1)\b)/i.test(plain))
    return [plain];
  const parts = plain.split(
    new RegExp(String.raw`, (?:while|whereas|and) (?=the ${name} ${kind} [a-z]+s\b)`, "i"),
  );
  if (parts.length > 1) return parts.flatMap((part) => ofThings(part, last));
  const joined = joining(plain, last);
  if (joined) return joined;
  for (const read of [
    betweenPairs,
    betweenTwo,
    ofTwoThings,
    linkedBy,
    associative,
    referring,
    represents,
    stores,
  ]) {
    const said = read(plain);
    if (said) return said;
  }
  return [plain];
}

/** What a sentence calls an entity: "the Fight entity", "ClassLog is an associative entity". */
export function namedAsEntities(text: string): string[] {
  const plain = withWords(text);
  const named = new RegExp(
    String.raw`\b(?:the|an?|each|our|this) ([A-Za-z][\w-]*(?: [A-Za-z][\w-]*)?) entity(?! (?:type|relationship|set|diagram))\b`,
    "g",
  );
  const names = [...plain.matchAll(named)].map(([, written = ""]) => written);
  const [, joining] =
    new RegExp(String.raw`^${thing} (?:serves as|acts as|is) an? [a-z]+ entity\b`, "i").exec(plain) ?? [];
  return [...names, ...(joining === undefined ? [] : [joining])].filter((each) => !isWord(each)).map(one);
}

/** `FightJudgeScore` in several words, names without quotation marks, and without "(one-to-many)". */
function withWords(text: string): string {
  return text
    .replace(new RegExp(String.raw` ?\((?:an? )?(?:${cardinality}|[1nm]:[1nm])(?:[ /,][^()]*)?\)`, "gi"), "")
    .replace(
      /^at the (?:very )?(?:core|heart|center|centre) of [^,]+? (?:is|are|lies|stands) (the .+ entity), which (?=[a-z]+s )/i,
      "$1 ",
    )
    .replace(/^at the (?:very )?(?:core|heart|center|centre) of [^,]+? (?:is|are|lies|stands) (?=the )/i, "")
    .replace(/(?<=\bentity), (?:representing|which represents?|denoting) [^,;]+?(?=,|[.;]?$)/gi, "")
    .replace(/, (?:represented|modell?ed|captured|described) by the [^,]* entity,? (?=[a-z]+ )/gi, " ")
    .replace(/\b(?:[A-Z]?[a-z]+)(?:[A-Z][a-z]+)+\b/g, (word) =>
      brands.test(word) ? word : word.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase(),
    )
    .replace(new RegExp(String.raw`["'“‘\x60]([A-Za-z][\w -]*)["'”’\x60](?= ${kind}\b)`, "g"), "$1");
}

function bare(written: string): string {
  return written
    .replace(/["'“”‘’`]/g, "")
    .replace(/^(?:the|an?|each|both|our) /i, "")
    .replace(new RegExp(String.raw` ${kind}$`, "i"), "")
    .trim()
    .toLowerCase();
}

const one = (written: string) => singular(bare(written));
const many = (written: string) => plural(one(written));
const isMany = (word: string) => /^(?:many|n|m)$/i.test(word);

/** "one-to-many" between two as a sentence. */
function meets(a: string, b: string, from: string, to: string): string {
  if (isMany(from) && isMany(to)) return `Many ${many(a)} have many ${many(b)}`;
  if (isMany(to)) return `Each ${one(a)} has several ${many(b)}`;
  if (isMany(from)) return `Each ${one(b)} has several ${many(a)}`;
  return `Each ${one(a)} has exactly one ${one(b)}`;
}

/** What a sentence says in front of "establishing a one-to-many relationship between …". */
function before(text: string): string[] {
  const rest = text
    .replace(
      /(?:^|,? |,)(?:and )?(?:(?:thus|thereby|therefore|so|which|this|that|it|there|we|these) )*(?:establish|creat|form|mak|giv|result|represent|show|indicat|defin|mean|hav|is|are|exist|has|with|as|use|need|lead|in|to|by)[a-z]*(?: (?:also|in|by|to|be|have|has|is|are))*$/i,
      "",
    )
    .replace(/,?\s*$/, "");
  return rest.split(/\s+/).length > 3 ? [rest] : [];
}

/** "one-to-many relationships between Patient and Contact, Doctor and Prescription, as well as …". */
function betweenPairs(text: string): string[] | undefined {
  const match = new RegExp(
    String.raw`\b${cardinality} (?:[\w-]+ ){0,2}${relationship}s between (.+)$`,
    "i",
  ).exec(text.replace(stop, ""));
  const [, from = "", to = "", list = ""] = match ?? [];
  const pairs = list
    .split(/,? as well as |, (?:and )?/i)
    .map((part) => new RegExp(String.raw`^${thing} and ${thing}$`, "i").exec(part));
  if (!match || pairs.length < 2) return undefined;
  const said = pairs.flatMap((pair) => (pair?.[1] && pair[2] ? [meets(pair[1], pair[2], from, to)] : []));
  return said.length === pairs.length ? said : undefined;
}

/** "There is a one-to-many relationship between Customer and Account". */
function betweenTwo(text: string): string[] | undefined {
  const match = new RegExp(
    String.raw`^(.*?)(?:\b(?:an?|the) )?${cardinality} (?:[\w-]+ ){0,2}?${relationship} (?:exists )?between ${thing} and ${thing}(?=$|[,;.]| (?:as|since|because|where|which|so|through|via|with|to|for|in|is|are|exists?)\b)`,
    "i",
  ).exec(text.replace(stop, ""));
  const [, start = "", from = "", to = "", a = "", b = ""] = match ?? [];
  if (!match || isWord(a) || isWord(b)) return undefined;
  return [...before(start), meets(a, b, from, to)];
}

/** "Members and Trainers have a many-to-many relationship", "A has a one-to-many relationship with B". */
function ofTwoThings(text: string): string[] | undefined {
  const sentence = text.replace(stop, "");
  const both = new RegExp(
    String.raw`^${thing} and ${thing} (?:have|has|share|are in|are connected by|are related by|are linked by) (?:an? )?${cardinality}\b`,
    "i",
  ).exec(sentence);
  if (both && !/^.* with (?:the )?[a-z]/i.test(sentence.slice(both[0].length))) {
    const [, a = "", b = "", from = "", to = ""] = both;
    return [meets(a, b, from, to)];
  }
  const match = new RegExp(
    String.raw`^(.*?)(?:, which |\b)(?:has|have|shares?|is in|are in|having|creating|establishing|in) (?:both )?(?:an? )?(?:\w+ )?${cardinality} (?:[\w-]+ ){0,2}?${relationship} (?:with|to) ${thing}(?=$|[,;.]| (?:as|since|because|where|which|so|through|via|and|to|meaning)\b)`,
    "i",
  ).exec(sentence);
  const [, start = "", from = "", to = "", b = ""] = match ?? [];
  if (!match || isWord(b)) return undefined;
  const subject = new RegExp(String.raw`^${thing}(?: also)?$`, "i").exec(start.trim());
  const two = new RegExp(String.raw`^(?:both )?${thing} and ${thing}(?: each)?$`, "i").exec(start.trim());
  const whose = two ? [two[1], two[2]] : subject ? [subject[1]] : undefined;
  return whose?.flatMap((a) => (a === undefined || isWord(a) ? [] : [meets(a, b, from, to)]));
}

/** "Owner is linked to Bar through a one-to-many relationship, allowing each owner to …". */
function linkedBy(text: string): string[] | undefined {
  const match = new RegExp(
    String.raw`^${thing} (?:is|are) (?:also )?(?:linked|connected|related|tied|associated|joined) (?:to|with) ${thing} (?:through|via|by|in|with|using) (?:an? )?${cardinality}\b[^,;]*(?:[,;]? ?(.*))$`,
    "i",
  ).exec(text.replace(stop, ""));
  const [, a = "", b = "", from = "", to = ""] = match ?? [];
  if (!match || isWord(a) || isWord(b)) return undefined;
  return [meets(a, b, from, to)];
}

/** "ClassLog is an associative entity between Class and Member": each is of one of both. */
function associative(text: string): string[] | undefined {
  const match = new RegExp(
    String.raw`^(?:similarly, |finally, |also, )?${thing} (?:serves as|acts as|is|functions as|works as) (?:an? |the )?${joins} (?:entity|table)(?: [a-z]+ly)? (?:between|for|that (?:links|connects|joins)|linking|connecting|joining) (.+)$`,
    "i",
  ).exec(text.replace(stop, ""));
  const [, what = "", rest = ""] = match ?? [];
  const two = new RegExp(
    String.raw`^${thing} (?:and|with|to) ${thing}(?=$|[,;.]| (?:as|since|because|where|which|so|that|to)\b)`,
    "i",
  ).exec(rest);
  if (!match || two?.[1] === undefined || two[2] === undefined || isWord(what)) return undefined;
  return [`Each ${one(what)} belongs to one ${one(two[1])} and one ${one(two[2])}`];
}

/** "To resolve this, we created the ClassLog table as an associative entity": it joins the two before. */
function joining(text: string, last: string): string[] | undefined {
  const match = new RegExp(
    String.raw`\b(?:creat|us|introduc|add|mad|mak|have|need|includ|involv|hav|requir|implement)[a-z]* (?:an? |the )?(?:new |separate |additional )?(?:(?:${joins}|third)(?:,? (?:or )?${joins})* ${kind}(?: (?:called|named|between (?:them|the two|these),?))? ?)?(${name})(?: ${kind})?(?: as (?:an? |the )?(?:\w+ )?(?:${joins}) (?:[a-z]+ )?${kind})?(?: (?:to|that|which) (?:connects?|links?|joins?) (.+?)(?=$|[;.]|,? (?:so|which|allowing|in order)\b))?(?=$|[,;.]| (?:to|that|which|for|in|so)\b)`,
    "i",
  ).exec(text.replace(stop, ""));
  const [whole = "", what = "", listed] = match ?? [];
  if (!new RegExp(String.raw`\b(?:${joins}|third) (?:[a-z]+ )?${kind}`, "i").test(whole) || isWord(what))
    return undefined;
  const parts = (listed ?? "").split(/,? and |, /).filter((part) => part !== "");
  if (parts.length > 1 && parts.every((part) => part.split(" ").length < 4))
    return [`Each ${one(what)} belongs to ${parts.map((part) => `one ${one(part)}`).join(" and ")}`];
  const before = [...ofThings(text.slice(0, match?.index ?? 0)), ...(last === "" ? [] : ofThings(last))];
  for (const said of before) {
    const [, a, b] = /^Many (.+) have many (.+)$/.exec(said) ?? [];
    if (a !== undefined && b !== undefined)
      return [`Each ${one(what)} belongs to one ${one(a)} and one ${one(b)}`];
  }
  return undefined;
}

/** "The Fight table has two foreign keys referencing the Fighter table", "its key is a foreign key in Bill". */
function referring(text: string): string[] | undefined {
  const sentence = text.replace(stop, "");
  const [, what, count, to] =
    new RegExp(
      String.raw`(?:^|, |\band )${thing} (?:has|have|contains?|includes?|holds?|uses?) (?:(an?|one|two|2) )?(?:separate )?foreign keys? (?:referencing|referring to|to|pointing to|that references?|from|of) ${thing}(?=$|[,;.]| (?:to|so|for|which|that)\b)`,
      "i",
    ).exec(sentence) ?? [];
  if (what !== undefined && to !== undefined && !isWord(what) && !isWord(to))
    return /^(?:two|2)$/i.test(count ?? "")
      ? [`Each ${one(what)} has one first ${one(to)} and one second ${one(to)}`]
      : [`Each ${one(what)} has one ${one(to)}`];
  const [, child, parent] =
    new RegExp(
      String.raw`^${thing} (?:is|are) (?:our|the|an?) (?:most )?(?:core|main|central|key|primary|important|highest)(?: (?:important|level))? entity(?: (?:in|of) (?:our|the|this) [a-z ]+)?()(?=$|[,;.]| and\b| that\b| which\b)`,
      "i",
    ).exec(sentence) ?? [];
  return child !== undefined && parent !== undefined && !isWord(child)
    ? [`We store ${many(child)}`]
    : undefined;
}

/** "The Fight entity represents each bout that takes place within an event": each fight does. */
function represents(text: string): string[] | undefined {
  const match = new RegExp(
    String.raw`^(?:finally, |next, |(?:finally |next )?we have )?(?:the|an?|each|our|this) (${name}) ${kind} (?:represents?|describes?|refers to|models?|denotes?|corresponds to|stands for) (.+)$`,
    "i",
  ).exec(text.replace(stop, ""));
  const [, what = "", meant = ""] = match ?? [];
  if (!match || isWord(what)) return undefined;
  const [, verb, rest] =
    /^[^,]*? (?:that|who|which) (?:are |is |(?:can|may|will) )?((?:belong|take|work|happen|occur|participat|compet|play|attend|place|buy|own|teach|manag|enrol)[a-z]*) (.+)$/i.exec(
      meant,
    ) ?? [];
  if (verb !== undefined && rest !== undefined) return [`Each ${one(what)} ${verb} ${rest}`];
  const two = new RegExp(String.raw`^[^,]*\bbetween ${thing} and ${thing}(?=$|[,;.])`, "i").exec(meant);
  if (two?.[1] !== undefined && two[2] !== undefined)
    return [`Each ${one(what)} belongs to one ${one(two[1])} and one ${one(two[2])}`];
  return [`We store ${many(what)}`];
}

const keeps = String.raw`(?:(?:will|should|must|also|can) )*(?:stores?|contains?|includes?|holds?|captures?|tracks?|records?|keeps?|maintains?|saves?|has|have|consists? of|comprises?|documents?)`;
const facts = String.raw`(?:(?:all|the|basic|general|detailed|relevant|essential|important|key|core|personal|specific|necessary|biographical|and|competitive|individual|various) )*(?:information|details|data|attributes|fields|properties|facts)`;

/** "The Gym entity contains information such as a name and a location": each gym has them. */
function stores(text: string): string[] | undefined {
  const match = new RegExp(
    String.raw`^(?:(?:finally|next|similarly|lastly|further|furthermore|additionally), )?(?:the|an?|each|our|this) (${name}) ${kind}(?: itself)? ${keeps} (.+)$`,
    "i",
  ).exec(text.replace(stop, ""));
  const [, what = "", kept = ""] = match ?? [];
  if (!match || isWord(what)) return undefined;
  const listed = new RegExp(
    String.raw`^(?:${facts}|[\w ]+?)(?: (?:about|on|of|for|regarding|related to) [^,]+?)?,? ?(?:such as|like|including|which includes?|namely|:) (.+)$`,
    "i",
  ).exec(kept);
  if (listed?.[1] !== undefined)
    return [`Each ${one(what)} has ${listed[1].replace(/^(?:their|its|the) /i, "a ")}`];
  const about = new RegExp(
    String.raw`^${facts} (?:about|on|of|for|regarding) (?:the |each |all )?([a-z]+(?: [a-z]+)?) (?:who|that|which) (.+)$`,
    "i",
  ).exec(kept);
  if (about?.[1] !== undefined && about[2] !== undefined) return [`${plural(one(about[1]))} ${about[2]}`];
  if (new RegExp(String.raw`^${facts}\b`, "i").test(kept)) return [`We store ${many(what)}`];
  return [`Each ${one(what)} has ${kept}`];
}

/** A word of the sentence rather than a name. */
function isWord(written: string): boolean {
  return /^(?:it|this|that|these|those|they|them|there|which|who|we|main|most|central|core|key|same|following|entity|entities|table|tables|database|data|relationship|other|others|another|both|two|each other|one|each|single|separate|new|next|first|second|last|highest|parent|child|related|associated|weak|strong|supporting|associative|junction|joining|linking|bridge|intermediate|independent|dependent|business|legal|public|private|whole|entire)\b/i.test(
    bare(written),
  );
}
