import { plural, singular } from "../words/inflect";
import { isPersonLike } from "../words/things";
import { withLimits } from "./limits";

/** Phrases that count as one word, put in place before the words are tagged. */
const quantities: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:one or more|one or many|one or several|1 or more|one to many|at least one|at least 1|a minimum of one|1\s?\.\.\s?[*nm]|one-or-more|(?:at least )?(?:two|2|three|3) or more|one or two|one to (?:two|three|four)|two or three|at least (?:two|2|three|3)|(?:one|1) (?:or|to|and) (?:many|multiple|several|more))\b\*?/gi,
    "several",
  ],
  [
    /\b(?:(?:between )?(?:zero|0|none|no|many) (?:or|to|and) (?:more|many|multiple|several|none|no)|(?:zero|one|0|1) to any number of|any number of|zero, one or (?:more|many)|zero, one, or (?:more|many)|as many [a-z]+ as [a-z]+ (?:want|wish|like|need)s?|0\s?\.\.\s?[*nm]|an unlimited number of|unlimited|a variety of|(?<!, |and )a number of|a lot of|lots of|a (?:list|set|collection|series|group|range|variety) of|more than one|not only one|numerous|multiple|various|several different|many different|plenty of|a couple of|dozens of|hundreds of|thousands of|(?<!\b(?:an?|the|its|their) )different)(?=\s)/gi,
    "many",
  ],
  [
    /\b(?:at most one|(?:zero|0) (?:or|to) (?:only |at most |exactly )?(?:one|1)|no more than one|not more than one|up to one|none or one|0\s?\.\.\s?1|maximum one|a maximum of one|at maximum one|one or no|one or none)\b/gi,
    "atmostone",
  ],
  [
    /\b(?:exactly one|only one|one and only one|precisely one|just one|exactly 1|only 1|a single|one single|1\s?\.\.\s?1|one specific|one particular|exactly a)\b/gi,
    "one",
  ],
  [
    /\b(?:up to|at most|a maximum of|no more than|maximum) (?:\d+|two|three|four|five|six|seven|eight|nine|ten)\b/gi,
    "many",
  ],
  [/\b(?:between|from)? ?\d+ (?:and|to) \d+ (?=[a-z]+s\b)/gi, "many "],
];

const texts: readonly (readonly [RegExp, string | ((...found: string[]) => string)])[] = [
  [
    /\beach of (?:the|our|their|its|these|those) ([a-z]+(?: [a-z]+)?s)\b/gi,
    (_whole: string, many: string) => `each ${singular(many)}`,
  ],
  // "A user is a person that creates an account": a user creates it.
  [
    /\b(?:is|are) (?:an? |the )?(?:person|people|persons|individuals?|human beings?|someone|somebody|anyone) (?:who|that|which) (?=[a-z]+)/gi,
    "",
  ],
  // "the instructors can each teach many lessons".
  [/\b(can|may|must|will|should|could|might) each (?=[a-z]+ )/gi, "$1 "],
  [/\b(its|their|the|one|each) (?:own )?(?:respective|corresponding) (?=[a-z]+)/gi, "$1 "],
  // "one (or no) bill", "one (and only one) of the offices".
  [/\b(zero|no|one|many|several|0|1) \(((?:or|and|to) (?:[a-z]+ )?[a-z]+)\)(?= )/gi, "$1 $2"],
  [/\b(?:him|her)\/(?:him|her)self\b/gi, "itself"],
  [/\b(?:he or she|he\/she|she or he|\(s\)he)\b/gi, "he"],
  [/\b(?:his or her|his\/her|her or his|his or hers|him\/her|him or her)\b/gi, "his"],
  [/\b(member)(s?) of (?:the |our |its )?staff\b/gi, "staff $1$2"],
  [/^(?:two|2) (?:different )?([a-z]+)s (can|may) become friends\b.*$/i, "$1s $2 befriend other $1s"],
  // "can only be produced by one studio".
  [/\b(?:can|may) only be (\w+) (by|in|at|on|to|from) (one|a single)\b/gi, "is $1 $2 exactly one"],
  // "represents the single showing of a film at a screen".
  [
    /\brepresents? (?:the |an? |one )(?:single |individual |specific |particular )?[a-z]+ing of (?=an? |one |the )/gi,
    "is for ",
  ],
  [/\b(is|are) on at (?=an? |the )/gi, "$1 at "],
  [/\b(we|they|you|i|it|he|she)['’]ll\b/gi, "$1 will"],
  [/\b(we|they|you|i)['’](?:ve|d)\b/gi, "$1"],
  // "no statue can stand on more than one plinth": each on one at most.
  [
    /\bno (\w+(?: \w+)?) ((?:may|can|could|will|should|must|is|are)(?: \w+){1,3}?|\w+s(?: \w+)?) more than one\b/gi,
    "each $1 $2 at most one",
  ],
  [
    /\b(?:cannot|can not|can['’]t|may not|must not|should not|will not) ((?:\w+ ){1,4}?)(?:more than one|many|several|multiple)\b/gi,
    "can $1at most one",
  ],
  // "has associated with it several policies", "has payments associated with it".
  [/\b(has|have) associated with (?:it|them|him|her) /gi, "$1 "],
  [/\b((?:has|have) [^,;]{3,60}?) (?:associated|connected|linked) (?:with|to) (?:it|them|him|her)\b/gi, "$1"],
  [/\b(and|or)\/(and|or)\b/gi, "and"],
  [/\s\/\s/g, " or "],
  [/["]/g, ""],
  [/(^|\s)'([^']+)'(?=[\s,.;:)]|$)/g, "$1$2"],
  // "the students' grades": each student's.
  [/\bthe ([a-z]{3,}s)['’](?= [a-z])/gi, (_whole: string, many: string) => `the ${singular(many)}'s`],
  [/,? ?\bso that\b.*$/gi, ""],
  // "the clerk who made it", "the shop where it took place": only whom and where.
  [
    /(?<=[a-z]) (?:who|that|which) (?:has |have |had |will |can )?(?!(?:is|are|has|have|was|were|contains?|includes?)\b)[a-z]+(?: out)? (?:it|them)(?=[,.;]| and (?:the|an?|its|their) |$)/gi,
    "",
  ],
  [
    /(?<=[a-z]) (?:where|at which|in which) (?:it|they) (?:takes? place|took place|happens?|happened|occurs?|occurred|(?:is|are|was|were) (?:held|made|done|sold|bought|performed|given))(?=[,.;]| and (?:the|an?|its|their) |$)/gi,
    "",
  ],
  [
    /^as an? ([\w -]+?),? i (?:want|would like|need|wish|like|am able|can|may|should be able)\b(?: to)?(?: be able to)?/i,
    "A $1 can",
  ],
  [
    /\b(?:as well as|along with|together with|in addition to|and also|and then|and optionally|and possibly)\b/gi,
    "and",
  ],
  [/,? ?\b(?:etc\.?|and so on|and so forth|among others|and more)(?=[\s,.;)]|$)/gi, ""],
  [/\bin order to\b/gi, "to"],
  [/\be-mail\b/gi, "email"],
  [
    /,? ?\b(?:such as|for example|for instance|e\.g\.,?|i\.e\.,?|namely|that is,|like(?= (?:the|a|name|title|id))|including but not limited to|consisting of|which (?:include|are|is)(?= (?:the|a|an|name|title|id)\b))/gi,
    " including",
  ],
  [/\b(?:either|both)\b /gi, ""],
  [
    /\b(\w+) per (hour|day|night|week|month|year|minute|second|quarter|season|person|head|unit|kilo|kilogram|kg|km|kilometer|kilometre|mile|liter|litre|page|piece|item|square|cubic|gram|meter|metre)\b/gi,
    "$1-per-$2",
  ],
  [/\bper (?=[a-z])/gi, "for each "],
  [/\b(?:is|are) of (?:a |one )?(?:certain|particular|specific|given) /gi, "has a "],
  [/,? that is (?=(?:an?|the|its|their) )/gi, " including "],
  [/\bof a certain\b/gi, "of a"],
  // "for which the range is recorded", "whose name is held".
  [
    /,? (?:for|of|about) (?:which|whom) (?:we (?:\w+ )?(?:store|keep|record|know|need|hold|note)|(?=.*\b(?:is|are) (?:also )?(?:recorded|stored|kept|known|noted|held|saved|needed|registered)\b)) ?(.*?)(?: (?:is|are) (?:also )?(?:recorded|stored|kept|known|noted|held|saved|needed|registered))?$/gi,
    ", which has $1",
  ],
  [
    /,? whose (.*?) (?:is|are) (?:also )?(?:recorded|stored|kept|known|noted|held|saved|needed|registered)\b/gi,
    ", which has $1",
  ],
  [
    /\bin (?:different|various) (?=(?:shares|roles|amounts|quantities|positions|proportions|ways|sizes)\b)/gi,
    "with ",
  ],
  [/\bat (?:different|various) (?=[a-z]+s\b)/gi, "at "],
  [/\b(?:one|1|zero|0) to (?:five|ten|5|10) (?:stars|points)\b/gi, "a rating"],
  // "A match is played between two teams".
  [
    /^(?:two|2) (teams|players|clubs) (?:play|compete|meet|face|take part|participate)[a-z ]*? (?:in|at) (?:each|every|an?|one) (match|game|fixture)\b/i,
    "Each $2 is played between two $1",
  ],
  [
    /\b(?:in|for) (?:each|every|an?) (match|game|fixture),? (?:two|2) (teams|players|clubs) (?:play|compete|meet|face)\b(?: against)?/gi,
    "Each $1 is played between two $2",
  ],
  [
    /\b((?:match|game|fixture)(?:es|s)? (?:\w+ ){0,2}?(?:has|have|involves?|with|of|by|between)|between|connects?|links?) (?:exactly )?(?:two|2) (?:different )?(team|club|airport|station|cit(?:y|ie)|port|stop|location|account|player)e?s\b(?!,? an? )/gi,
    (_whole: string, start: string, thing: string) => twoOf(start, thing.toLowerCase()),
  ],
  // "must let the office register pupils".
  [
    /^(?:it|the (?:system|database|application|app|software|platform)) (?:must |should |will |has to |shall )?(?:let|allow|enable|help|permit)s? ((?:the |our |its )?[a-z]+)(?: to)? (?=(?:register|record|book|order|report|rent|track|plan|schedule|search|request|buy|rate|review|enter|keep|store|manage)\b)/i,
    "$1 can ",
  ],
  [/\bwhat (?:was|is|has been) (?:done|said)\b/gi, "a description"],
  [/^((?:the |all )?)([a-z]+s)\b(.*\b(?:to|with|for|at)) (?:each other|one another)\b/i, "$1$2$3 other $2"],
  [
    /^((?:the |all )?)([a-z]+s) ((?:can |may )?(?:follow|befriend|message|block|rate|invite|like|review|mentor)) (?:each other|one another)\b/i,
    "$1$2 $3 other $2",
  ],
  [/\bfrom an? ([a-z]+) date (?:to|until|till) an? ([a-z]+) date\b/gi, "with a $1 date and a $2 date"],
  // "dropped off by": the particle says nothing more.
  [
    /\b(\w+ed|taken|given|sent|driven|drawn|paid|put|set|made|handed|brought) (?:off|up|out|down|over|back|in)(?= (?:by|to|at|in|from|for|on|into|onto|between)\b)/gi,
    "$1",
  ],
  [
    /\bfrom one (user|person|member|customer|player|employee|client|participant|friend) to (?:another|the other)(?: (?:one|user|person|member|customer|player|employee|client|participant|friend))?\b/gi,
    "from one sending $1 to one receiving $1",
  ],
  [/\bfrom one ([a-z]+) to (?:another|the next)(?: one)?\b/gi, "from one origin $1 to one destination $1"],
  // "flights between airports": each between two.
  [
    /\b((?:flight|route|connection|train|ferry|bus|journey|transfer|line)s? between) (?:different |various |two )?(airport|cit(?:y|ie)|station|port|stop|location|warehouse|account)e?s\b(?! and\b)/gi,
    (_whole: string, start: string, thing: string) => twoOf(start, thing.toLowerCase()),
  ],
  [
    /\bby an? (?:crew|team|group) of ([a-z]+(?: [a-z]+)?s) and ([a-z]+(?: [a-z]+)?s)\b/gi,
    "by several $1 and several $2",
  ],
  [/,? (?:at (?:a|the same|one) time|at once)\b/gi, ""],
  // "the skills they have, with a level for each skill": one for the two.
  [/\b(with an? [a-z]+) (?:for|of|in) each(?: (?:one|of them|[a-z]+))?$/gi, "$1"],
  [
    /\b(requests?|requested|takes?|apply for|applies for) (?:leave|vacation|time off|holidays?|annual leave)\b/gi,
    "submit leave requests",
  ],
  [
    /,? which (?:the|an?|their) ([a-z]+) (approves?)(?: or (?:rejects?|denies|deny|declines?))?\b/gi,
    ", which are approved by a $1",
  ],
  // "write a review for it", "comment on cards" leave something behind.
  [/\b(can|may|could|to|and|[a-z]{3,}s) comment on\b/gi, "$1 write comments on"],
  [
    /\b(?:can|may) (?:be|become) friends with\b|\b(?:are|become) friends with\b|\b(?:can|may) add(?= other [a-z]+ as friends)/gi,
    "can befriend",
  ],
  [/\b(?:therefore|thus|hence|however|furthermore|moreover|typically|normally|usually)\b,? ?/gi, ""],
  // "Clients are companies with a name": the name is the client's.
  [
    /^((?:an?|the|our|each|every) )?([a-z]+) (?:are|is an?) (?:companies|company|persons?|people|individuals?|organi[sz]ations?|business(?:es)?|institutions?|firms?) (?:with|that have|who have|which have|that has|who has|which has) /i,
    "$1$2 has ",
  ],
  [
    /\bbetween (?:an?|the|its) (opening|start|starting|beginning) (?:date )?and (?:an?|the|its) (closing|end|ending) date\b/gi,
    "with an $1 date and a $2 date",
  ],
  [
    /\b(?:leaves?|gives?|writes?|submits?|posts?|adds?) (?:an? |their )?ratings? (?:for|to|on|of) /gi,
    "rate ",
  ],
  [/,? in (?:any|a certain|a given|some|a specific)(?: [a-z]+)? order\b/gi, " with position"],
  [/\bby means of\b/gi, "with"],
  // "one keeper is the supervisor of others" tells of two keepers.
  [
    /\b(?:one|an?|some|each) (\w+) (?:is|are|can be|may be) (?:an?|the) (\w+) of (?:other|another|others|several other)(?: \w+)?$/gi,
    "a $1 may have another $1 as $2",
  ],
  [/^one of them /i, "it "],
  [/\brents? out\b/gi, "rents"],
  [/\b(?:is|are|be) carried out\b/gi, "is performed"],
  [/\btakes? out\b/gi, "receives"],
  [/\bbased on\b/gi, "assigned to"],
  [
    /\b(?:one|some|any|many|each) of (?:our|their|its|the|his|her) (?=[a-z]+ies\b|[a-z]+s\b)/gi,
    "one of the ",
  ],
  [/\b(?:for each and every|for every|for all|for any)\b/gi, "for each"],
  [/\b(?:has|have) (?:got )?to be\b/gi, "must be"],
  [/\bdate and time\b/gi, "datetime"],
  [/\bcheck[- ](in|out)\b/gi, "check$1"],
  [/\bpick[- ]up\b/gi, "pickup"],
  [/\b(?:from|between) (\d+) (?:to|and|-) (\d+)(?: stars| points)?\b/gi, "($1-$2)"],
  [
    /,? (?:which|that|and) (?:can be|may be|must be|is|are|could be|can have(?: the)? values?(?: of)?|is one of|can take(?: the)? values?)(?: (?:one of|any of))?:? ((?:[\w-]+(?: [\w-]+)?, )+(?:and |or )?[\w-]+(?: [\w-]+)?|[\w-]+(?: [\w-]+)? or [\w-]+(?: [\w-]+)?)(?=$|,? and (?:has|is|an?)\b)/gi,
    " ($1)",
  ],
  [
    /\b(?:is|are) of (?=(?:an?|one|exactly one) (?!type|kind|size|age|gender|quality|certain|given|particular|specific|colou?r))/gi,
    "belongs to ",
  ],
  [/\b(?:is|are) of (?=an? |one |exactly )/gi, "has "],
  [/,? if (?:known|available|any|applicable|present)\b/gi, " (optional)"],
  [
    / in ((?:square |cubic )?(?:meters?|metres?|kilograms?|kilomet(?:er|re)s?|centimet(?:er|re)s?|hours?|minutes?|seconds?|days?|weeks?|months?|years?|percent|hectares?|lit(?:er|re)s?|cm|mm|kg|km|m2|euros?|dollars?|usd|eur|cents?|grams?|celsius|degrees|pixels|bytes|mb|gb|inches|feet|miles|pounds|tons|tonnes|units))\b/gi,
    " (in $1)",
  ],
  [/\bpick(s|ed)? up\b/gi, "collect$1"],
  [
    /\b(?:create|creates|register|registers|register for|sign up for|set up|have) (?:an?|their|their own|his or her) (?:user |personal |own )?(?:account|profile)s? (?:with|using|by providing) /gi,
    "have ",
  ],
  [
    /\b(?:create|creates|register for|sign up for|set up) (?:an?|their|their own) (?:user |personal |own )?(?:account|profile)s?(?=$|[,.]| and )/gi,
    "register",
  ],
  [/^(?:after|before|when|while|by|upon|once) \w+ing [^,]+, /i, ""],
  [
    /\b(?:several|many|multiple|two|three|a few|\d+) times (?:a|per|each|every)[ -](?:day|week|month|year)\b/gi,
    "",
  ],
  [/\b(?:several|many|multiple) times\b/gi, ""],
  [/\btakes? place\b/gi, "happens"],
  [/\btook part\b/gi, "participated"],
  [/\btakes? part\b/gi, "participates"],
  [/\bmakes? use of\b/gi, "uses"],
  [/\b(?:is|are|be) (?:made up|composed|comprised|built up|put together) (?:of|from)\b/gi, "consists of"],
  [
    /\b(?:is|are|be) (?:a |an )?(?:members?|part|parts|element|elements|one(?! of (?:the|its|their|our|these|those)\b)) of\b(?! the following)/gi,
    "belongs to",
  ],
  [/\b(?:is|are|be) (?:a |an )?(?:sub-?\w+|child|children) of\b/gi, "belongs to"],
  [
    /\b(?:is|are|be) (?:an? )?(?:expert|specialist|specialists|experts)s? (?:on|in|for)\b/gi,
    "specializes in",
  ],
  [/\b(?:is|are|be) (?:responsible for|in charge of)\b/gi, "manages"],
  [/\bmajors? in\b/gi, "studies in"],
  [/\b(?:is|are|may be|can be) by (?=one |several |many |more |at least |an? )/gi, "is created by "],
  [/\bto look after\b/gi, "to tend"],
  [/\blooks? after\b/gi, "tends"],
  // "is under the supervision of one nurse".
  [
    /\b(is|are|be) under (?:the )?(supervision|direction|management|leadership|command|guidance|control) of\b/gi,
    (_whole: string, be: string, noun: string) => `${be} ${underWhom(noun.toLowerCase())} by`,
  ],
  [
    /\b(?:turns? into|results? in|leads? to|becomes?|is (?:turned|converted) into|gives rise to) (?=an? )/gi,
    "yields ",
  ],
  [/\b(?:is|are) going to (?=an? |one |the )/gi, "goes to "],
  [/(?<!\b(?:is|are|be|was|were)),? (?:made up|composed) of\b/gi, " which consist of"],
  // "each workout they complete", "the subjects I teach": whose they are the sentence says already.
  [
    /\b((?:each|every|the|an?|any|all|and) [a-z]+) (?:that |which )?(?:they|i|he|she) (?!are\b|is\b|was\b|have\b|has\b|can\b|may\b|must\b|will\b|should\b|need\b|want\b|do\b|did\b)[a-z]+(?: (?:it|them))?(?: (?:in|at|on|for|to))?(?=[\s,.;]|$)/gi,
    "$1",
  ],
  // "to store which crews took part in which races": crews and races.
  [
    /\b(store|know|record|track|see|document|note) which ([a-z]+s(?: of which [a-z]+)?) (?=[a-z]+)(.*)$/i,
    (_whole: string, verb: string, who: string, rest: string) =>
      `${verb} ${who.replace(/ which /i, " a ")} ${rest.replace(/\b(in|with|on|at|to|for|by|from) which ([a-z]+)\b/gi, (_all, preposition: string, thing: string) => `${preposition} several ${plural(thing)}`)}`,
  ],
  [/\bsigns up\b/gi, "registers"],
  [/\bsign up\b/gi, "register"],
  [/\bmultiple[- ]choice\b/gi, ""],
  // "the same dish can be on the menus of several restaurants, at different prices".
  [
    /^the same ([a-z]+) (?:can|may|could|might) (?:also )?(?:be (?:used |found |part )?|appear |occur |go |belong )(?:in|on|of|into|to|for) (?:the [a-z]+ of )?(?:several|many|more than one|different|various|multiple) (?:different |other )?([a-z]+s)(?:,? (?:at|with) (?:different|various|its own|their own|a different) ([a-z]+?)s?)?$/i,
    (_whole: string, one: string, many: string, own: string | undefined) =>
      `Each ${one} belongs to several ${many}${own === undefined ? "" : ` with a ${own}`}`,
  ],
  [
    /(^|, and |, )one ([a-z]+) (?:of|in|at) (?:an?|each|every) ([a-z]+) is (?:its|the|an?) ([a-z]+(?: [a-z]+)?)$/i,
    "$1each $3 has one $4, who is a $2",
  ],
  [
    /^one of the ([a-z]+?)s (?:of|in|at) (?:an?|each|the|every) ([a-z]+) is (?:its|the|an?) ([a-z]+)/i,
    "Each $2 has one $3, who is a $1",
  ],
  [/\bbelongs? together with\b/gi, "relates to"],
  [
    /\bto (?:keep track of|keep (?:a )?(?:records?|history|lists?) of|keep information (?:about|on)|write down|note down)\b/gi,
    "to store",
  ],
  [
    /\b(?:keeps? track of|keeps? (?:a )?(?:records?|history|lists?) of|keeps? information (?:about|on)|writes? down|notes? down)\b/gi,
    "stores",
  ],
  [/\b(?:is|are) kept track of\b/gi, "are stored"],
  // "one nurse who acts as its supervisor": one supervisor.
  [
    /\b(one|an?|several|many|the) (?:[a-z]+ )?[a-z]+,? (?:who|that|which) (?:acts?|serves?|works?|functions?) as (?:its|the|their|an?|his|her) ([a-z]+)(?=[\s.,;]|$)/gi,
    (whole: string, number: string, part: string) =>
      isPersonLike(part.toLowerCase()) ? `${number} ${part}` : whole,
  ],
  [/\bone of wh(?:om|ich)\b/gi, "one of them"],
];

/** Says the same in fewer forms, so that the grammar has less to know. */
export function rewrite(sentence: string): string {
  let text = withLimits(sentence);
  for (const [pattern, value] of texts)
    text = typeof value === "string" ? text.replace(pattern, value) : text.replace(pattern, value);
  text = text.replace(
    /\b(one) of (?:its|the|their|these|those|our) ((?:sales |goods |sports |(?!following )[a-z-]+(?<!s) )?)([a-z-]+s)\b/gi,
    (_whole, one: string, kind: string, noun: string) => `${one} ${kind}${singular(noun)}`,
  );
  for (const [pattern, value] of quantities) text = text.replace(pattern, value);
  return text;
}

/** "between two teams" with the parts that the two play. */
function twoOf(start: string, thing: string): string {
  const name = thing.replace(/ie$/, "y");
  const [first, second] = /^(?:team|club)$/.test(name)
    ? ["home", "away"]
    : name === "account"
      ? ["source", "target"]
      : name === "player"
        ? ["first", "second"]
        : ["origin", "destination"];
  return `${start} one ${first} ${name} and one ${second} ${name}`;
}

/** What is done by those under whose supervision, direction or guidance something is. */
function underWhom(noun: string): string {
  const done: Readonly<Record<string, string>> = {
    supervision: "supervised",
    direction: "directed",
    management: "managed",
    leadership: "led",
    command: "commanded",
    guidance: "guided",
    control: "controlled",
  };
  return done[noun] ?? noun;
}
