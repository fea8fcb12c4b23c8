import type { Term } from "./terms";

/** Words that the tagger takes for something else too often in briefs. */
export const nouns = new Set(
  "staff reason reasons volunteer volunteers age exit entry contact account accounts abstract order orders book books rent loan loans rental rentals lease stay stays record records name names date dates rating ratings price prices cost costs status states state address addresses phone email title titles review reviews comment comments post posts report visit visits exam exams test tests grade grades score scores ward wards track tracks contract contracts salary stock bid bids offer offers vote votes rank ticket tickets invoice invoices shift shifts match matches plot plots plant plants feed feeds film films number room rooms seat seats pet pets label labels style styles role roles play plays project projects process result results permit permits sample samples deposit deposits transfer transfers charge charges fine fines fee fees schedule schedules booking bookings building buildings listing listings meeting meetings training trainings greeting reading readings setting settings recording recordings parking clothing password passwords username budget guest guests position positions benefit document documents plan plans likes shares sale sales supply target model models design survey surveys remark remarks harvest harvests change changes answer answers question questions license licence licenses message messages chat chats call calls issue issues cast crew catch deal deals lead leads".split(
    " ",
  ),
);

/** Forms of verbs of which briefs are full. */
export const verbForms =
  /^(?:places?|placed|borrows?|lends?|writes?|teach(?:es)?|takes?|attends?|enrol?ls?|works?|manages?|supervises?|owns?|belongs?|contains?|consists?|includes?|comprises?|has|have|holds?|makes?|sells?|buys?|purchases?|supplies|supply|produces?|treats?|prescribes?|performs?|provides?|offers?|employs?|assigns?|uses?|requires?|needs?|stores?|submits?|creates?|publishes|publish|reads?|sends?|receives?|pays?|reserves?|serves?|participates?|plays?|leads?|heads?|lives?|studies|study|stars?|appears?|directs?|drives?|operates?|flies|fly|departs?|arrives?|hosts?|organi[sz]es?|sponsors?|joins?|follows?|likes?|posts?|uploads?|rates?|votes?|applies|apply|interviews?|refers?|happens|tends?|speciali[sz]es?|carries|carry|specify|specifies|violates?|acknowledges?|references?|exits|enters|appears|talks?|stays|checks|adds|undergoes|conducts?|administers?|executes?|comprises|constitutes?|hires?|rents?|leases?|books|orders|reviews|comments|visits|tracks|records|reports|keeps?|maintains?|represents?|covers?|handles?|delivers?|ships?|processes|issues|issued|tags?|categori[sz]es|supports?|earns?|gets?|gives?|grows?|raises?|trains?|competes?|wins?|scores?|donates?|subscribes?|registers?|opens?|closes?|links?|connects?|relates?|depends?|covers|generates?|monitors?|measures?|installs?|adopts?|cares?|diagnoses|examines?|admits?|occupies|occupy|runs?|starts?|ends?|consumes?|contributes?|collects?|completes?|evaluates?|grades?|advises?|mentors?|coaches|coach|referees?|sits?|parks?|charges?|bids?|backs?|pledges?|funds?|invests?|lists?|views?|watch(?:es)?|streams?|listens?|accepts?|rejects?|approves?|signs?|insures?|files?|claims?|services?|repairs?|judges?|sponsors?|stands?|masters?|hangs?)$/;

/** What is said of things that are kept. */
export const kept =
  /^(?:recorded|stored|saved|kept|logged|tracked|noted|captured|registered|known|documented|created|maintained|needed|required|collected|generated|issued|assigned|paid|written|given|specified|entered|raised|performed|conducted|executed|played|shown|sent|sold|rented|booked|ordered|held|made)$/;

/** A term among those around it. */
export interface Place {
  readonly terms: Term[];
  readonly index: number;
  readonly each: Term;
  readonly before: Term | undefined;
  /** The one before that. */
  readonly early: Term | undefined;
  readonly next: Term | undefined;
  /** What kind of term is next, before anything was set right there. */
  readonly follows: Term["kind"] | "none";
  readonly nextWord: string;
  /** Nothing stands between it and the term before. */
  readonly glued: boolean;
  /** It begins a sentence or what stands behind a comma or a conjunction. */
  readonly starts: boolean;
  readonly ends: boolean;
  /** What follows opens a new phrase. */
  readonly opens: boolean;
}

export function placeOf(terms: Term[], index: number, each: Term): Place {
  const before = terms[index - 1];
  const next = terms[index + 1];
  const follows = next?.kind ?? "none";
  return {
    terms,
    index,
    each,
    before,
    early: terms[index - 2],
    next,
    follows,
    nextWord: next?.lower ?? "",
    glued: before !== undefined && !/[,;:]/.test(before.after),
    starts: !before || /[,;:]/.test(before.after) || before.kind === "conjunction",
    opens: /^(determiner|preposition|number|pronoun|adverb|not|none)$/.test(follows),
    ends: each.after !== "" || follows === "none",
  };
}
