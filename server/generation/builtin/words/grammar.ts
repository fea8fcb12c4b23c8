// Words of English grammar that decide how a sentence is read. All are data; the patterns that use them are in
// `read/` and `understand/`.

const set = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

export const determiners = set(
  "a an the each every any some this that these those all both no another its their his her our my your said such other either neither whatever which",
);
export const universal = set("each every any all");
export const prepositions = set(
  "of in on at by for from to with without within into onto under over about per between among through during before after since until via against as upon across along toward towards around regarding concerning including like inside outside near behind besides despite except",
);
export const relatives = set(
  "that which who whom whose where when while whereas if unless because although though whether",
);
export const conjunctions = set("and or but nor plus");
export const auxiliaries = set(
  "is are was were be been being am do does did can could may might must shall should will would has have had having having's cannot can't",
);
export const modals = set("can could may might must shall should will would");
export const pronouns = set(
  "it they he she we i you them us him who someone everyone one ones others this these those that there itself themselves",
);

/** Words in front of a noun that say nothing about what it is called. */
export const emptyAdjectives = set(
  "unique own new given particular specific certain individual fixed respective following corresponding relevant related associated different various distinct several many multiple numerous single only exactly specified different additional further other existing registered optional mandatory required basic separate appropriate necessary important interesting typical common possible available different same whole entire overall proper valid simple detailed main actual uniquely globally current accurate personal concrete personalized assorted respective multiple-valued multivalued composite derived shared finished damaged cancelled canceled overdue unpaid expired pending monthly annual yearly weekly daily approved completed requested purchased large small big regular local",
);

/** Nouns that stand for what follows them ("information about", "a list of"). */
export const transparent = set(
  "information info detail details data record records list lists set sets number collection collections history type types kind kinds variety range group copy instance part piece series track account profile entry entries overview log description amount majority total pair catalog catalogue directory database register registry inventory account",
);

/** Those of whom a brief says that they keep things, and that are no things to keep themselves. */
export const organisations = set(
  "bookshop boutique florist company organization organisation university college school hospital clinic library shop store system application app platform website database business firm bank restaurant hotel agency institution museum airline gym club theater theatre factory enterprise software tool solution service program portal client owner startup municipality city zoo garage farm product marketplace webshop bookstore pharmacy association ngo charity foundation federation league government ministry schema model backend api management franchise chain workshop studio cinema festival conference airport insurer office network supermarket market mall dealership dealer centre center hostel caterer brewery winery bakery orchestra theatre-group publisher publishing-house house station studio gallery nursery council academy",
);

/** What the system is for rather than what it keeps. */
export const systemWords = set(
  "saas personnel spreadsheet spreadsheets excel hello hi dear thanks thank regards sincerely morning evening afternoon today tomorrow week month day hour minute second moment truth people everyone anyone nobody word words kind sort lot couple bit half rest others problem solution idea plan-of-action thing matter question-mark paper-work system application app platform website database software tool solution portal program schema model backend api interface module feature functionality requirement requirements user-interface we i you it report reports dashboard web page pages screen ui button form forms user-friendly goal purpose aim way ability need needs time end example addition fact result basis behalf process thing things something anything everything table tables column columns field fields attribute attributes entity entities relationship relationships key keys primary foreign row rows value values constraint constraints integrity index indexes query queries people person's access security performance design erd diagram scope overview introduction summary note notes rule rules backup backups search searches operation operations crud list",
);

/** Verbs after which stands what a thing has. */
export const haveVerbs = set(
  "have include store hold carry possess comprise record keep feature display show specify track capture bear save provide contain require need",
);
/** Verbs by which a person or the system keeps data about something. */
export const storeVerbs = set(
  "store record keep track maintain manage register save log capture know collect hold handle monitor document hold administer catalogue catalog organise organize list want wish need require allow let enable help support build design create develop model represent be include cover involve describe display deal concern contain use",
);
/** What users do with a system that leaves nothing behind. */
export const screenVerbs = set(
  "query aggregate summarize summarise view see search browse manage access edit update delete remove generate print export import filter sort monitor log login logout check receive notify find look retrieve query display download show visit read open click navigate track analyze analyse compare calculate compute report administer maintain change modify cancel configure want need wish like allow enable let know ensure support help provide handle identify use reset select enter input validate verify be become do go come give take remain exist depend start begin end vary",
);

/** Verbs by which many of one meet many of the other, unless the brief says otherwise. */
export const manyVerbs = set(
  "specialize specialise sell take enroll enrol attend study participate use supply write author teach speak like follow join require play star act appear know tag favorite favourite bookmark collaborate contribute relate associate work visit learn cast treat subscribe practice practise support compose perform compete apply friend invite prerequisite review rate buy purchase order borrow rent book reserve lend watch see meet serve interview train sponsor rehearse ingest combine mix feature speak stream share depend involve befriend like register evaluate investigate pass cite quote vote react block duplicate report",
);

/** Verbs whose object is a part of the subject. */
export const partVerbs = set("contain consist comprise compose include make own divide split");

/** Passive verbs that say that something is kept, not what happens to it. */
export const recordVerbs = set(
  "store record keep track save log capture know note document enter collect maintain remember need want require register write specify provide include give",
);

/** Modifiers that name a part which something plays, rather than another thing: "start depot". */
export const roleModifiers = set(
  "start end starting ending home host guest visiting away main primary secondary contact shipping billing delivery pickup origin destination departure arrival source target previous next parent child current former new old direct first second third lead head senior chief assistant responsible assigned initial final sending receiving return drop-off dropoff original default corresponding principal",
);

/** Things of which several others share one: whoever has them shares them with others. */
export const sharedThings = set(
  "author actor actress writer director artist genre category tag skill topic language keyword ingredient allergen amenity label speaker owner teacher instructor editor performer producer musician interest hobby feature symptom disease sponsor specialization certification qualification color material organizer permission role technology service facility",
);

/** Whether things of that name are labels that many others bear: categories, skills, symptoms. */
export function isLabel(name: string): boolean {
  return /(?:genre|category|tag|skill|topic|language|keyword|ingredient|allergen|amenity|label|interest|hobby|symptom|disease|specialization|specialisation|certification|qualification|facility|subject)$/.test(
    name,
  );
}

/** Words that are no property either. */
export const noProperties = set(
  "information info data detail details record records thing following system attribute attributes property properties field fields entity table database it one way number-of set list",
);
