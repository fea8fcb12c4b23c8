import { isEvent, isPersonLike } from "./things";

/** What sort of thing a noun stands for, as far as it matters for what is kept and for what refers to what. */
export type Kind =
  | "person"
  | "organisation"
  | "place"
  | "room"
  | "vehicle"
  | "device"
  | "good"
  | "work"
  | "living"
  | "gathering"
  | "event"
  | "money"
  | "document"
  | "message"
  | "account"
  | "part"
  | "group"
  | "offer"
  | "label"
  | "period"
  | "talk"
  | "other";

/** The last words of names, by kind: general knowledge, written down once for all that decides by kinds. */
const words: Readonly<Record<Exclude<Kind, "other">, string>> = {
  person: `person lifeguard bodyguard bystander passer-by user customer client member employee staff worker student pupil teacher instructor professor
  lecturer tutor trainer coach player athlete driver pilot captain passenger traveller traveler guest visitor
  tourist guide patient doctor physician surgeon nurse dentist vet veterinarian therapist pharmacist lawyer
  attorney judge clerk manager supervisor director administrator admin moderator author writer editor reviewer
  reader subscriber follower artist actor actress performer musician singer composer conductor dancer painter
  photographer designer architect engineer technician mechanic electrician plumber contractor craftsman
  operator inspector auditor accountant cashier seller buyer vendor salesperson agent broker dealer owner
  landlord tenant resident citizen neighbour neighbor voter candidate applicant recruiter interviewer volunteer
  donor sponsor beneficiary recipient sender receiver borrower lender investor founder scientist researcher
  scholar academic advisor adviser mentor consultant expert specialist assistant secretary receptionist
  librarian curator restorer keeper zookeeper caretaker gardener farmer grower breeder rider cyclist courier
  carrier porter steward attendant chef cook waiter waitress bartender baker butcher barber hairdresser stylist
  officer soldier policeman firefighter detective suspect victim witness prisoner inmate guard referee umpire
  official opponent competitor contestant participant attendee delegate speaker presenter host organizer
  organiser child parent guardian spouse dependent relative relation friend contact family household couple man
  woman boy girl adult minor staffer colleague intern apprentice trainee graduate alumnus freelancer developer
  programmer tester analyst planner dispatcher controller collector bidder winner leader chairman chairperson
  dean head president treasurer mayor minister notary translator interpreter narrator producer screenwriter
  scriptwriter cameraman hero villain character personnel crew-member shareholder partner holder`,
  organisation: `company firm business organisation organization enterprise corporation agency institution
  institute association foundation charity club team crew squad band orchestra choir ensemble league federation
  union council committee board panel department division faculty school university college academy
  kindergarten nursery hospital clinic practice bank insurer insurance-company shop store supermarket
  restaurant cafe bar bakery hotel hostel airline publisher manufacturer supplier distributor wholesaler
  retailer provider brand studio gallery museum library theatre theater cinema court authority ministry
  municipality police-station branch subsidiary franchise chain factory brewery winery farm pharmacy laboratory
  dealership garage workshop shipyard shipping-company haulier employer newspaper church parish community
  society party group troupe household lab office`,
  place: `place location address site city town village county district province state region country continent
  area zone neighbourhood neighborhood street route line road track path trail corridor station stop airport
  port harbour harbor terminal gate dock berth platform depot warehouse yard lot parking-lot parking-space
  parcel plot field meadow vineyard orchard park playground beach pool court pitch ground stadium arena venue
  campus sector precinct constituency destination origin territory cemetery grave mine quarry well border
  crossing junction intersection bridge tunnel dam river lake sea mountain island forest planet star galaxy
  constellation slope lift resort`,
  room: `building house home flat apartment unit property estate villa cottage castle floor storey level-floor
  wing room hall classroom courtroom auditorium screen ward bed seat row box table desk locker cage enclosure
  kennel aquarium stable barn stall cell block kitchen cellar storage shelf rack aisle bin drawer cabinet
  container tank pen hangar stand booth counter checkout-point bay space suite cabin berth compartment deck
  exhibition-hall habitat apiary greenhouse bedroom bathroom`,
  vehicle: `vehicle car truck lorry van bus minibus tram train locomotive wagon carriage trailer taxi cab
  ambulance motorcycle motorbike bicycle bike scooter ship boat vessel ferry yacht aircraft airplane plane
  helicopter drone fleet tractor crane forklift ride-vehicle spacecraft rocket satellite`,
  device: `device machine machinery computer laptop server printer phone smartphone tablet camera sensor meter
  gauge thermometer telescope instrument router engine motor pump turbine boiler panel inverter battery
  generator robot tool equipment appliance gadget scanner console lift elevator escalator alarm lock key
  card-reader weapon gun apparatus component spare-part`,
  good: `product item good goods article merchandise commodity material raw-material ingredient food dish meal
  drink beverage wine beer snack cake bread fruit vegetable drug medicine medication vaccine pill fuel chemical
  substance reagent spare part accessory garment clothing shoe dress furniture chair toy gift souvenir parcel
  package pallet barrel keg bottle crate cargo freight consignment luggage baggage bag asset resource supply
  stock-item inventory-item copy specimen sample seed blood dinghy uniform coin stamp mask kit bouquet jewel
  diamond stone metal gem`,
  work: `book work film movie series season episode song track album single podcast playlist article paper
  publication journal magazine story poem play opera piece composition painting sculpture artwork art photo
  photograph picture image video clip game software website blog recipe thesis manuscript script map pattern
  dataset patent invention collection exhibit edition volume novel comic lyric`,
  living: `animal pet dog cat horse cow pig sheep goat bird fish bee hive colony herd flock plant flower tree
  crop species breed variety organism bacterium virus gene protein houseplant houseplants grape`,
  gathering: `match game race fixture competition tournament championship contest event festival concert
  performance show exhibition conference congress meeting session seminar lecture class course lesson workshop
  training webinar screening flight voyage cruise sailing trip tour journey excursion expedition election
  referendum auction campaign wedding ceremony funeral hearing trial operation surgery production rehearsal
  audition recording broadcast run round heat stage quarter half inning olympics fair press-conference
  hackathon retreat camp`,
  event: `order booking reservation appointment rental loan lease purchase sale visit stay admission checkout
  borrowing hire enrollment enrolment registration application subscription membership participation attendance
  assignment treatment therapy procedure examination diagnosis consultation vaccination test exam assessment
  evaluation appraisal inspection audit check review rating vote ballot bid offer quote proposal submission
  attempt answer complaint claim incident accident crime case investigation arrest repair maintenance delivery
  shipment transport transfer movement transaction withdrawal deposit pickup drop-off return exchange adoption
  donation pledge contribution request inquiry enquiry call interview absence leave feeding harvest measurement
  reading observation access login change update alert notification installation deployment release
  production-run batch experiment trade substitution penalty injury foul violation damage fault failure defect
  outage burial restoration appeal verdict decision objection judgment judgement ruling promotion
  position-change salary-change swap share rsvp cleaning scan dispatch handover allocation placement settlement
  refund repayment payout referral recommendation citation sponsorship friendship reaction like favourite
  favorite follow invitation collaboration representation supervision employment dismissal termination
  cancellation extension renewal activity workout exercise incident-report stocktake adjustment checkin
  check-in`,
  money: `payment invoice bill receipt fee fine charge expense instalment installment salary wage payslip
  paycheck payroll commission dividend interest-payment tax-payment tip budget-item price-list premium
  scholarship grant fund debt cheque voucher coupon discount-code royalty bonus deduction stipend mortgage
  tariff`,
  document: `document contract agreement policy licence license permit certificate diploma degree-certificate
  passport visa ticket pass membership-card card report statement application-form file attachment prescription
  letter transcript questionnaire survey quiz exam-paper poll warranty guarantee deed will warrant summary
  itinerary timetable catalogue brochure advertisement ad listing job-posting posting vacancy announcement
  specification blueprint drawing manual regulation law order-form delivery-note picking-list standard`,
  message: `message comment reply post thread conversation chat channel email mail feedback question discussion
  forum suggestion testimonial tweet`,
  account: `account profile wallet cart basket shopping-cart shopping-basket wishlist watchlist list board
  folder directory repository workspace mailbox calendar diary portfolio address-book inventory stock
  preference setting saved-item loyalty-card`,
  part: `line line-item order-item order-line detail detail-line leg segment step chapter section page
  paragraph phase milestone subtask assembly layer option choice answer-option answer slot time-slot entry
  version revision variant instance element module parameter`,
  group: `project program programme plan subject curriculum initiative portfolio sprint epic task job
  work-order work-package treatment-plan meal-plan workout-plan training-plan production-line process workflow
  study research-project goal objective target strategy challenge quest mission bundle deal opportunity lead
  shift roster schedule lot cohort`,
  offer: `service menu menu-item extra insurance amenity facility room-type car-type ticket-type
  membership-type product-type subscription-plan coverage benefit model make car-model aircraft-type
  vehicle-model boat-model reward achievement badge award prize medal trophy certification sensor-type`,
  label: `category subcategory type kind genre style tag keyword hashtag label topic theme skill qualification
  specialization specialisation specialty speciality language nationality role job-title rank level interest
  hobby allergy allergen symptom disease illness cuisine currency material-type feature attribute discipline
  sport permission technology industry taxonomy group-type mood flavour flavor`,
  period: `semester term season year month week day quarter-period shift period academic-year school-year
  date-period time-slot timeslot slot hour weekday night night-period term-period fiscal-year billing-period
  opening-hour holiday`,
  talk: `way manner basis purpose need requirement requirements ability capability opportunity detail details
  information info data fact thing something anything everything one other another it its they them their you
  your we us our he she him her his who what which this that these those there here time example sort lot
  number amount majority total variety range pair couple rest half aspect point matter problem solution idea
  reason outcome effect consequence system database application app platform website software schema design
  diagram erd entity relationship cardinality constraint assumption specifics scenario description overview
  outline scope deliverable exercise column value record row report query view page screen form button
  interface dashboard user-interface function functionality operation operations management administration use
  usage access login signup sign-up logout password security authentication backup performance statistics
  analysis increment above following first second third last best worst most least more less same different new
  old current past upcoming late early good bad possible necessary important specific particular world market
  environment context situation circumstance occasion behalf addition end beginning start truth word name title
  text meaning hand fun mind attention care progress status growth quality quantity size weight length height
  colour color price cost availability capacity limit rule experience knowledge responsibility effort help
  support communication interaction relation connection combination`,
};

const byWord = new Map<string, Kind>();
for (const [kind, text] of Object.entries(words))
  for (const word of text.split(/\s+/)) {
    const name = word.replaceAll("-", " ");
    // A word of two kinds is of the first that names it.
    if (!byWord.has(name)) byWord.set(name, kind as Kind);
  }

/** The kind of thing that a name stands for, by its last words. */
export function kindOf(name: string): Kind {
  const parts = name.split(" ");
  const last = parts.at(-1) ?? name;
  const known = byWord.get(name) ?? byWord.get(parts.slice(-2).join(" ")) ?? byWord.get(last);
  if (known !== undefined) return known;
  if (isEvent(last)) return "event";
  return isPersonLike(last) ? "person" : "other";
}
