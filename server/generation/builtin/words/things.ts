const set = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Things that happen to others: whoever meets one does so many times, and each belongs to one of them. */
const events =
  set(`order booking reservation appointment payment loan rental invoice review comment post message ticket
  transaction enrollment enrolment registration visit claim application purchase bid donation sale shipment delivery
  prescription refund rating complaint request submission subscription trip ride stay admission treatment inspection
  reading measurement log entry notification report attempt vote ballot offer contract lease pledge return fine
  penalty appraisal assessment test result answer response transfer deposit withdrawal feedback inquiry quote session
  checkout borrowing hold interview shift attendance absence reply upload download photo address account card
  document receipt bill record procedure surgery operation examination diagnosis repair job task certificate award alert event mark grade adoption message hearing exam lesson
  question proposal charter damage fault scan ban reaction payout opinion objection verdict appeal viewing sitting screening friendship membership instalment installment commission expense check-in checkin vaccination consultation update citation burial`);

/** Whether a thing is something that happens or is made by one of those it meets. */
export function isEvent(noun: string): boolean {
  return events.has(noun.split(" ").at(-1) ?? noun);
}

/** Whether a noun says what somebody is or does for a living. */
export function isPersonLike(noun: string): boolean {
  const last = noun.split(" ").at(-1) ?? noun;
  return (
    /(?:[a-z]{2}er|[^o]or|ist|ician|arian|rian|tary|man|woman|person|ee|ant|pilot|nurse|chef|cook|clerk|guide|guest|coach|judge|patient|student|agent|client|expert|boss|plaintiff|witness|victim|heir|captain|notary|attorney|friend|parent|child)$/.test(
      last,
    ) &&
    !/(?:ment|order|number|letter|computer|folder|paper|water|offer|center|semester|quarter|chapter|container|sensor|monitor|floor|door|counter|meter|register|server|cluster|parameter|charter|matter|power|tower|banner|poster|newsletter|trailer|border|corner|summer|winter|filter|timer|calendar|color|error|factor|motor|vector|sector|restaurant|plant|grant|variant|instant|fee|committee|coffee|tree|degree|guarantee|chamber|header|footer|buffer|router|printer|scanner|freezer|locker|drawer|manner|transfer|trigger|member number|voucher|feather|weather|leather|other|another|layer|user interface)$/.test(
      last,
    )
  );
}

/** What doing it leaves behind: `enroll` an enrollment. Only verbs whose traces people keep. */
const nominals: Readonly<Record<string, readonly string[]>> = {
  admit: ["admission"],
  enroll: ["enrollment", "enrolment", "registration"],
  enrol: ["enrolment", "enrollment", "registration"],
  register: ["registration", "enrollment", "enrolment"],
  borrow: ["loan", "borrowing", "checkout", "lending"],
  lend: ["loan", "lending", "borrowing"],
  loan: ["loan"],
  checkout: ["loan", "checkout"],
  rent: ["rental", "rent", "lease", "booking", "rental agreement", "rental contract"],
  hire: ["rental", "hire"],
  lease: ["lease", "rental"],
  book: ["booking", "reservation", "appointment"],
  reserve: ["reservation", "booking"],
  buy: ["purchase", "order", "sale"],
  purchase: ["purchase", "order", "sale"],
  order: ["order"],
  sell: ["sale", "order"],
  rate: ["rating", "review"],
  review: ["review", "rating"],
  subscribe: ["subscription"],
  donate: ["donation"],
  vote: ["vote"],
  bid: ["bid"],
  apply: ["application"],
  prescribe: ["prescription"],
  assign: ["assignment"],
  attend: ["attendance", "enrollment", "registration"],
  pay: ["payment"],
  visit: ["visit", "appointment"],
  treat: ["treatment", "appointment"],
  take: ["enrollment", "exam result", "attempt"],
  adopt: ["adoption"],
  appoint: ["appointment"],
  employ: ["employment"],
  play: ["performance", "appearance"],
  participate: ["participation", "registration"],
  supply: ["supply", "shipment", "supply order"],
  follow: ["follow"],
  like: ["like"],
  befriend: ["friendship"],
  evaluate: ["evaluation", "review"],
  service: ["service"],
  pledge: ["pledge"],
  join: ["membership"],
  insure: ["policy", "insurance"],
  claim: ["claim"],
  inspect: ["inspection"],
  schedule: ["appointment", "schedule"],
  transfer: ["transfer"],
  interview: ["interview"],
  save: ["saved item"],
  cast: ["role", "casting"],
  star: ["role", "casting"],
  act: ["role", "casting"],
  study: ["enrollment"],
  test: ["test"],
  examine: ["examination"],
  submit: ["submission"],
  answer: ["answer"],
  invite: ["invitation"],
  react: ["reaction"],
  complete: ["completion"],
  acknowledge: ["acknowledgement"],
  ban: ["ban"],
  favorite: ["favorite"],
  favourite: ["favourite"],
  bookmark: ["bookmark"],
  install: ["installation"],
  maintain: ["maintenance"],
  repair: ["repair"],
  consult: ["consultation"],
  nominate: ["nomination"],
  accept: ["acceptance"],
  compete: ["competition entry"],
  contribute: ["contribution"],
  report: ["report"],
  vaccinate: ["vaccination"],
  travel: ["trip"],
};

/** Nouns for what a verb leaves behind, the usual one first. */
export function nominalsOf(verb: string): readonly string[] {
  return nominals[verb] ?? [];
}

/** Nouns that look as if a verb had made them, and that stand for places and things. */
const unmade =
  /^(?:station|nation|section|question|location|solution|position|portion|option|auction|region|mission|version|session|apartment|department|document|equipment|garment|instrument|moment|segment|animal|hospital|journal|terminal|material|village|ship|battery|category|country|gallery|library|factory|story|history|inventory|territory)$/;

/** Whether a noun is what a verb leaves behind: by the list, or since it is made from the verb. */
export function isNominalOf(noun: string, verb: string): boolean {
  if (nominalsOf(verb).includes(noun)) return true;
  const last = noun.split(" ").at(-1) ?? noun;
  if (nominalsOf(verb).includes(last) && noun !== last) return true;
  // "a borrow record", "an attendance log".
  const [, what] = /^([a-z]+) (?:record|log|history|entry|transaction)$/.exec(noun) ?? [];
  if (what !== undefined) return what === verb || isNominalOf(what, verb);
  const stem = verb.replace(/(?:e|y)$/, "");
  if (unmade.test(last) && !last.startsWith(stem)) return false;
  if (stem.length < 3 || last === verb) return last === verb && verb.length > 2;
  const length = Math.max(3, Math.min(stem.length, 8) - 2);
  return (
    last.startsWith(stem.slice(0, length)) &&
    /(?:tion|sion|ment|ance|ence|al|ing|ure|age|ship|ion|ry|sal)$/.test(last)
  );
}

/** Verbs of which each doing counts by itself, so that it gets a table of its own even if the brief names none. */
const kept = set(
  "register react like favourite favorite bookmark invite befriend enroll enrol borrow lend rent reserve book subscribe donate rate review prescribe buy purchase bid apply vote order",
);

export function leavesTrace(verb: string): boolean {
  return kept.has(verb);
}

/** Whether a thing is made for one other, rather than there by itself: a quiz, a payment. */
export function isMadeFor(name: string): boolean {
  return (
    isEvent(name) ||
    /(?:quiz|profile|passport|schedule|wallet|cart|basket|contract|policy|summary|setting|preference|receipt|score|evaluation|diploma|thesis)$/.test(
      name,
    )
  );
}
