import { typeOf } from "../design/type-of";
import { snake } from "./inflect";

const set = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Last words of names that are properties of something whatever stands in front of them. */
const always =
  set(`name title id identifier code number no description text body content gender sex email phone
  telephone mobile fax street city state zip postcode zipcode postal nationality occupation url link website slug isbn
  symbol abbreviation password username nickname format edition remark note notes reason purpose summary abstract
  status date time year age price cost amount salary quantity weight height length width color colour size birth
  surname firstname lastname initials signature caption hash token colour make brand diagnosis symptom symptoms dosage
  frequency motto slogan logo biography bio hobby priority severity condition material barcode sku balance
  duration speed capacity rate percentage discount tax total stock expiration expiry deadline budget gpa score rating
  income wage temperature latitude longitude coordinates coordinate ssn passport iban bic cvv cvc pin flag instruction
  instructions weekday method mode unit currency timezone version period term word words ip value data info information
  details address headline theme experience credit credits warranty label name fee fare allergy allergies ingredients
  blood limit mileage fuel transmission engine finding findings observation month quarter aisle shelf bin`);

/** Nouns that are a property in one brief and a thing of their own in another. */
const either =
  set(`category genre publisher author location department position language specialization specialisation
  specialty speciality qualification role country keyword tag skill subject degree result comment photo image level grade
  payment type kind model manufacturer color colour class rank picture contact major region section place season shift
  interest job feature attribute reading address brand company rate remark topic venue style team
  insurance certification semester cuisine destination origin source medium
  responsible platform symptom ingredient allergy hobby facility amenity service currency
  emergency district county prerequisite treatment medication file link attachment stage phase schedule plan group unit state city
  industry sector program programme field area zone campus building floor breed species nationality`);

/** Whether a noun is a property rather than a thing, by its name. */
export function isPropertyName(noun: string): "always" | "either" | "no" {
  const name = snake(noun);
  const last = name.split("_").at(-1) ?? name;
  if (either.has(last) && name === last) return "either";
  if (always.has(last)) return "always";
  const guess = typeOf(name);
  if (guess.type.kind !== "text" || guess.nullable || guess.unique) return "always";
  if (either.has(last)) return "either";
  return "no";
}
