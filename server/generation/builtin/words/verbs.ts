import { isPlural } from "./inflect";

/** Base forms of what people and things do in briefs; many of them are nouns too. */
const bases = new Set(
  `accept access acknowledge add address administer adopt advertise advise agree allocate announce answer appeal
  apply appoint approve arrange archive ask assess assign attach attend audit award back ban bake bid bill block
  book borrow brew bring broadcast build buy cancel catalogue charge charter chat check choose claim clean close coach
  collect comment commission complete compose conduct confirm connect consume contact contain contribute cook
  cover create credit crew date debit decide declare decline deliver deposit describe design develop
  direct discuss dispatch display donate download draft draw drive earn edit employ endorse enrol enroll enter
  escalate estimate evaluate examine exchange exhibit expect export feature feed file fill finance fix flag follow
  forward fund gather generate give govern grade grant greet group grow guarantee guard handle harvest head hire hold
  host identify import inspect install insure interview introduce inventory invest invite invoice issue join judge
  keep label launch lead learn lease lend license like link list load loan lock log maintain make manage mark market
  master match measure meet mentor merge message monitor move name nominate note notify observe offer open operate
  order organise organize oversee own pack pair park pass pay perform pick pin place plan plant play pledge post
  prepare prescribe present price print process produce program promote propose provide publish purchase quote raise
  rank rate read receive recommend record recruit redeem refer refuel refund register reject release remove rent repair
  replace reply report represent request require reschedule research reserve return review reward ride run sail sample
  save scan schedule score screen search sell send serve service set share ship sign specify sponsor staff stage stock
  store stream study submit subscribe supervise supply support survey tag take teach test tour track trade train transfer
  transport travel treat tutor update upload upvote use validate verify view visit volunteer vote watch wear weigh win
  work write favourite favorite bookmark participate compete perform rehearse`
    .trim()
    .split(/\s+/),
);

/** Whether a word may say what several do: "shops order beer". */
export function isBaseForm(word: string): boolean {
  return bases.has(word);
}

/** Whether a word may say what one does: "a brewery brews beer". */
export function isThirdForm(word: string): boolean {
  if (!isPlural(word) && !/[^s]s$/.test(word)) return false;
  return [word.slice(0, -1), word.slice(0, -2), `${word.slice(0, -3)}y`].some(
    (base, index) =>
      bases.has(base) &&
      (index !== 1 || /(?:s|x|z|ch|sh|o)$/.test(base)) &&
      (index !== 2 || word.endsWith("ies")),
  );
}
