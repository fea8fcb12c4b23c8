const irregular: Readonly<Record<string, string>> = {
  has: "have",
  had: "have",
  written: "write",
  wrote: "write",
  taught: "teach",
  held: "hold",
  kept: "keep",
  sent: "send",
  paid: "pay",
  sold: "sell",
  led: "lead",
  lent: "lend",
  made: "make",
  taken: "take",
  took: "take",
  given: "give",
  gave: "give",
  bought: "buy",
  built: "build",
  known: "know",
  met: "meet",
  driven: "drive",
  drove: "drive",
  flown: "fly",
  flies: "fly",
  studies: "study",
  supplies: "supply",
  supplied: "supply",
  studied: "study",
  applied: "apply",
  applies: "apply",
  belongs: "belong",
  consists: "consist",
  comprises: "comprise",
  borrowed: "borrow",
  borrows: "borrow",
  published: "publish",
  publishes: "publish",
  teaches: "teach",
  attends: "attend",
  enrolled: "enroll",
  enrolls: "enroll",
  enrols: "enrol",
  enrolled_in: "enroll",
  grown: "grow",
  won: "win",
  chosen: "choose",
  sung: "sing",
  drawn: "draw",
  shown: "show",
  worn: "wear",
  seen: "see",
  done: "do",
  begun: "begin",
  run: "run",
  ran: "run",
  submitted: "submit",
  committed: "commit",
  planned: "plan",
  shipped: "ship",
  tagged: "tag",
  booked: "book",
  booking: "book",
  referred: "refer",
  caught: "catch",
  spoken: "speak",
  broken: "break",
  stored: "store",
  put: "put",
  found: "find",
  left: "leave",
  lost: "lose",
  brought: "bring",
  thought: "think",
  bids: "bid",
  bid: "bid",
  occupied: "occupy",
  occupies: "occupy",
  carried: "carry",
  carries: "carry",
  classified: "classify",
  identified: "identify",
  specified: "specify",
  notified: "notify",
  certified: "certify",
  qualified: "qualify",
  undergone: "undergo",
  undergoes: "undergo",
  goes: "go",
  does: "do",
  focuses: "focus",
  processes: "process",
  accesses: "access",
  discusses: "discuss",
  diagnoses: "diagnose",
  overseen: "oversee",
  used: "use",
  repaid: "repay",
  guided: "guide",
  acknowledged: "acknowledge",
  served: "serve",
  agreed: "agree",
  completed: "complete",
  tied: "tie",
  hired: "hire",
  fed: "feed",
  bred: "breed",
  dealt: "deal",
  fought: "fight",
  heard: "hear",
  laid: "lay",
  lies: "lie",
  hung: "hang",
  stood: "stand",
  told: "tell",
  understood: "understand",
  withdrawn: "withdraw",
  worked: "work",
  oversees: "oversee",
};

/** The base form of a verb. */
export function lemma(form: string): string {
  const word = form.split(" ").at(-1) ?? form;
  const known = irregular[word];
  if (known !== undefined) return known;
  if (/[^f]eed$/.test(word)) return word;
  if (/(ch|sh|ss|x|zz)es$/.test(word)) return word.slice(0, -2);
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (/[^s]s$/.test(word)) return word.slice(0, -1);
  for (const ending of ["ed", "ing"]) {
    if (!word.endsWith(ending) || word.length < 5) continue;
    const stem = word.slice(0, -ending.length);
    // "bring" is no form of "br".
    if (!/[aeiouy]/.test(stem)) continue;
    if (word.endsWith("ied")) return `${word.slice(0, -3)}y`;
    if (/([bdgmnprt])\1$/.test(stem) && stem !== "add") return stem.slice(0, -1);
    if (
      /(at|iz|is|ir|ur|eas|ens|ov|iv|uc|ag|rg|ng|ut|ang|os|ok|ar|yp|in(?<=(def|comb|determ|comb)in)|as|rs|ibl|bl|it(?<=cit)|id(?<=(prov|dec|div)id)|ad(?<=trad)|ed(?<=(sched)ed)|ul|ic|ot(?<=(vot|quot|not)ot)|at|il|us|am|ec|qu|c|v|z|ap|ag|ak|ik)$/.test(
        stem,
      ) &&
      !/(visit|deposit|edit|limit|credit|exhibit|join|contain|maintain|train|assign|return|order|enter|offer|deliver|register|cover|discover|administer|appear|repair|book|own|work|talk|link|park|host|bas(?!e)|air|wear|hear|stop|look|cook|speak|treat|repeat|seat|edit|await|unit|us(?=x)|focus|contact|exact|track|check|pick|stock|back|lock|attach|hous(?=x)|sail|mail|email|detail|retail|claim|rain|sign|design|begin|main|obtain|explain|attain|entertain|pass|process|access|discuss|express|address|group|recruit|suit|audit|benefit|profit)$/.test(
        stem,
      )
    )
      return `${stem}e`;
    if (
      /(bas|plac|hir|rat|us|stor|writ|provid|schedul|examin|nam|issu|describ|prescrib|subscrib|includ|own(?=x)|referenc|creat|manag|lik|shar|scor|judg|chang|decid|trad|voic|pric|not|vot|quot|rul|fil|styl|titl|handl|settl|pledg|bundl|cycl|sampl|assembl|produc|reduc|finan[c]|invoic|licens|purchas|releas|leas|clos|expos|compos|prais|rais|revis|advis|supervis|organis|organiz|categoris|categoriz)$/.test(
        stem,
      )
    )
      return `${stem}e`;
    return stem;
  }
  return word;
}
