import { screenVerbs, storeVerbs } from "../words/grammar";
import { lemma } from "./lemma";

/** Ways in which sentences of requirements begin, and the plain sentence that each stands for. */
const openings: readonly (readonly [RegExp, string])[] = [
  // "Attributes of an employee include a number": it has them.
  [
    /^(?:the |some |other )?(?:main |basic |relevant |following |necessary )?(?:attributes|properties|fields|particulars|characteristics|details|data|information|facts)(?: (?:of|for|about|on)| (?:held|kept|stored|recorded|maintained|collected|captured)(?: (?:about|on|for|of))) (?:the |each |every |an? |our |any )?([a-z]+(?: [a-z]+){0,2}?)(?: \([^)]*\))? (?:include|includes|are|consists? of|comprises?|contains?|is)(?: the following)?:? (?!(?:also )?(?:stored|recorded|kept|needed|required|maintained|available|important)\b)/i,
    "Each $1 has ",
  ],
  // "The attributes specific to the driver include a licence".
  [
    /^(?:the )?(?:attributes|properties|fields|characteristics|details|data) (?:that are |which are )?(?:specific|common|unique|particular|relevant|shared) (?:to|by|for|of) (?:both |all |the |each |every |an? )*([a-z]+(?: [a-z]+){0,2}?) (?:include|includes|are|consists? of):? /i,
    "Each $1 has ",
  ],
  // "The customer membership information includes a name".
  [
    /^(?:the )?([a-z]+) (?:membership|account|profile|personal|contact|registration) (?:information|details|data) (?:includes?|consists? of|comprises?|contains?):? /i,
    "Each $1 has ",
  ],
  // "Maintain records of fines", "Include the librarian who …": said to whoever builds it.
  [
    /^(?:please )?(?:track|maintain|store|record|keep|save|capture|log)(?: track of| (?:a |the )?(?:records?|details|data|information|list|history) (?:of|about|on|for))? (?=(?:[a-z]+ ){0,3}[a-z]+)(?!(?:is|are|has|have|can|must)\b)/i,
    "We store ",
  ],
  // "CRUD operations for members": these are kept.
  [
    /^(?:basic |full |the )?CRUD(?: operations?| functionality| support)? (?:for|on|of|over|to) /i,
    "We store ",
  ],
  // "Each plays a role": each of those of whom the sentence before spoke.
  [
    /^each (?=(?:plays|works|belongs|holds|contains|consists|gets|receives|owns|uses|offers|includes|carries|covers|lives|serves|takes|sells|makes|requires|needs|comes|represents|refers|supervises|manages) )/i,
    "it ",
  ],
  // "The shop has a unique code to identify each actor and director": each of them has one.
  [
    /^(?:the [a-z]+|we|they|it) (?:has|have|uses?|assigns?|gives?) an? ((?:unique )?(?:code|number|id|identifier|name)) (?:to identify|that identifies|for|to) (?:each|every) ([a-z]+(?: [a-z]+)?)(?: and (?:each |every )?([a-z]+))?(?=[.;]?$)/i,
    "Each $2 has a $1",
  ],
  // "In addition to the name, the address is recorded".
  [/^in addition to [^,]+, /i, ""],
  // "Each week a report is created".
  [
    /^(?:each|every) (?:hour|day|week|month|quarter|year|morning|evening|night)s?,? (?=(?:an?|the|one|each|every|all|several) )/i,
    "",
  ],
  // "It has a single supplier for each product": each product has one.
  [
    /^(?:it|we|they|there|the (?:company|firm|business|organi[sz]ation|shop|store|agency)) (?:has|have|uses?|is|are) (?:always )?(?:exactly |only )?(one|a single|a) ([a-z]+(?: [a-z]+)?) for (?:each|every) ([a-z]+(?: [a-z]+)?)(?=[.;]?$)/i,
    "Each $3 has one $2",
  ],
];

/** Turns that say nothing that is kept. */
const turns: readonly (readonly [RegExp, string])[] = [
  [/\bthere['’]s\b/gi, "there is"],
  // "A friend of yours has opened a shop": whoever asks.
  [
    /^(?:an?|my|our|your) friends?(?: of (?:yours|mine|ours))? (?=(?:has|have|wants?|needs?|runs?|owns?|is|are) )/i,
    "we ",
  ],
  // "Trainers assigned to programs": they are.
  [
    /^([a-z]+s) (assigned|linked|connected|related|booked|registered|grouped|associated) (to|for|with|by|in|into|at|on) (?!.{0,40}\b(?:is|are|was|were|has|have|can|must|may|will|should)\b)/i,
    "$1 are $2 $3 ",
  ],
  [/\b(can|do|does|must|should|could|would)n?t\b(?!['’])/gi, "$1 not"],
  [/\bit['’]s own\b/gi, "its own"],
  // "This Harbour Master Database has the purpose": whatever it is called, it is the one that is asked for.
  [
    /^(?:this|the|our) (?:[\w'’-]+ ){1,5}?(database|app|application|platform|website|management system|information system)(?: \([A-Z]{2,8}\))?(?= (?:has|is|will|aims|wants|should|must|shall|allows|supports|provides|includes|manages|tracks|stores|keeps|helps|needs)\b)/i,
    "The $1",
  ],
  // "Persons have accounts in the system with a name": they have a name.
  [
    /\b(have|has) (?:an? )?(?:user )?accounts? (?:in|on|with|for|at) (?:the|our|this) (?:system|platform|app|application|website|site|database|service),? (?:with|including) (?=(?:(?:an?|the|their|its) )?[a-z])/gi,
    "$1 ",
  ],
  // "The player table keeps track of the players".
  [
    /\b(the|each|an?) ((?:[a-z]+ ){0,1}[a-z]+) tables? (?=(?:(?:will|should|must|shall|can|also) )*(?:keeps?|lists?|stores?|records?|tracks?|saves?|focus(?:es)?|contains?|describes?|holds? (?:the|all|data|information)) )(?!.*\b(?:columns|fields)\b)/gi,
    "$1 $2 ",
  ],
  [/\bfirst and last names?\b/gi, "first name and last name"],
  [/\bbusses\b/gi, "buses"],
  [
    /\b(each|every) ([a-z]{3,}[a-rt-z])s (?=(?:first |last |full |phone |email |home )?(?:name|address|email|phone|number|age|gender|title|date)s?\b)/gi,
    "$1 $2's ",
  ],
  // "contains specified quantities of one or more parts".
  [
    /\b(contains?|includes?|has|have|requires?|uses?|needs?) (?:certain |specified |given |specific |different |various )?(?:quantities|amounts) of (?:one or more|one or many|many|several|different|various|multiple) ([a-z]+(?: [a-z]+)?s)\b/gi,
    "$1 several $2 with a quantity",
  ],
  // "claims for lost or damaged parcels", "single rooms": how they are.
  [
    /\b(for|of|to|with|from) (?:lost|stolen|broken|[a-z]+ed) (?:or|and) (?:lost|stolen|broken|[a-z]+ed) (?=[a-z]+s\b)/gi,
    "$1 ",
  ],
  [/\bsingle (?=[a-z]+s\b)/gi, ""],
  [/\bwork(s?) of art\b/gi, "artwork$1"],
  // "a credit card no and": a number.
  [/\b((?:[a-z]+ )?(?!(?:or|and|has|have|is|are|to|by) )[a-z]+) no\.?(?=[,;)]| and |$)/gi, "$1 number"],
  [/\b(in|from|to|across) (?:different|various) (?=[a-z]+s\b)/gi, "$1 "],
  [/\b(?:wishes|hopes|desires|intends) to\b/gi, "wants to"],
  // "Each type of class has a price": each class type.
  [
    /\b(each|every) (type|kind|category) of ([a-z]+)(?=,| (?:has|have|is|can|must|may|we|the|they|it|belongs|contains|includes)\b)/gi,
    "$1 $3 $2",
  ],
  [/\b(?:s\/he|he\/she|\(s\)he)\b/gi, "he"],
  [/\b(?:often|generally|frequently|automatically|commonly|naturally|obviously)\b,? ?/gi, ""],
  [/\ban? fellow ([a-z]+)\b/gi, "another $1"],
  [
    /\b(?:is|are|be) in (?:the care|care|the charge) of(?= (?:one|an?|exactly|our|its|the|each|many)\b)/gi,
    "belongs to",
  ],
  [
    /\b(is|are) (?:referenced|referred to|distinguished|recogni[sz]ed|known|labelled|labeled) by (?=(?:an?|its|their|his|the) (?:\w+ ){0,2}(?:number|code|id|identifier|name|key)\b)/gi,
    "$1 identified by ",
  ],
  // "which members have borrowed which books".
  [
    /\b(?:(?:track|tracks|record|records|know|store|stores|see|show|log|keep track of) )?which ([a-z]+s) (have|has|had|are|can|will|may)? ?([a-z]+) which ([a-z]+s)\b/gi,
    "$1 $2 $3 $4",
  ],
  [/,? within \d+ (?:hours?|days?|weeks?|months?|years?)(?: of [a-z]+ing [a-z]+)?/gi, ""],
];

const finite =
  /\b(?:is|are|was|were|has|have|can|must|should|may|will|does|do|needs?|requires?|allows?|helps?|enables?)\b/i;

/** What somebody does with the system where an item names it by a gerund: "tracking orders" is "track orders". */
export function doneWithSystem(text: string): string | undefined {
  const [, gerund, rest] = /^([a-z]+ing) (.+)$/is.exec(text) ?? [];
  if (gerund === undefined || rest === undefined || finite.test(rest)) return undefined;
  const verb = lemma(gerund.toLowerCase());
  return screenVerbs.has(verb) || storeVerbs.has(verb) ? `${verb} ${rest}` : undefined;
}

/** Says what a sentence begins with in the plain way. */
export function withPlainOpening(sentence: string): string {
  let text = doneWithSystem(sentence) ?? sentence;
  for (const [pattern, value] of turns) text = text.replace(pattern, value);
  for (const [pattern, value] of openings) text = text.replace(pattern, value);
  return text;
}
