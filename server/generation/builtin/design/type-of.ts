import type { ColumnType } from "./table";

/** What a name says about the values of a column. */
export interface TypeGuess {
  readonly type: ColumnType;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: string;
  readonly unique?: boolean;
  readonly nullable?: boolean;
}

const money: TypeGuess = { type: { kind: "decimal", precision: 12, scale: 2 }, minimum: 0 };
const signedMoney: TypeGuess = { type: { kind: "decimal", precision: 12, scale: 2 } };
const measure: TypeGuess = { type: { kind: "decimal", precision: 10, scale: 2 }, minimum: 0 };
const count: TypeGuess = { type: { kind: "integer" }, minimum: 0 };
const date: TypeGuess = { type: { kind: "date" } };
const timestamp: TypeGuess = { type: { kind: "timestamp" } };
const text: TypeGuess = { type: { kind: "text" } };
const optionalText: TypeGuess = { type: { kind: "text" }, nullable: true };
const percent: TypeGuess = { type: { kind: "decimal", precision: 5, scale: 2 }, minimum: 0, maximum: 100 };

/**
 * Rules from the words of a name to a type; the first that matches counts. They match the snake-case name, and
 * the last word weighs most because English puts the noun there ("release date", "date of birth" apart).
 */
const rules: readonly (readonly [RegExp, TypeGuess])[] = [
  [/(^|_)(uuid|guid)$/, { type: { kind: "uuid" } }],
  [/(^|_)ip(_address)?$/, { type: { kind: "address" } }],
  [
    /^(settings|preferences|metadata|payload|attributes|extra|configuration|config|properties)$/,
    { type: { kind: "json" }, nullable: true },
  ],
  [
    /^(is|has|can|was|allows?|requires?|needs?|accepts?|should)_/,
    { type: { kind: "boolean" }, default: "false" },
  ],
  [/^(active|enabled|available|verified_account|is_active)$/, { type: { kind: "boolean" }, default: "true" }],
  [
    /^(verified|published|archived|deleted|completed|done|paid|confirmed|approved|featured|public|private|pinned|read|locked|blocked|banned|cancelled|refunded|returned|attended|recurring|discontinued|taxable|fragile|mandatory|required|optional|anonymous|urgent|correct|present|vaccinated|all_day|sterilized|neutered|insured|furnished|deductible|billable|hidden|flag)$/,
    { type: { kind: "boolean" }, default: "false" },
  ],
  [/^(email|email_address|e_mail|e_mail_address)$/, { type: { kind: "text" }, unique: true }],
  [
    /^(username|user_name|login|login_name|slug|sku|isbn|barcode|vin|iban|license_plate|licence_plate|plate_number|registration_number|serial_number|passport_number|social_security_number|ssn|national_id|tax_number|tax_id|vat_number|account_number|invoice_number|order_number|policy_number|ticket_number|tracking_number|student_number|employee_number|member_number|card_number|booking_reference|confirmation_number|license_number|licence_number|insurance_number|iata_code|medical_record_number|subdomain|coupon_code|promo_code|voucher_code)$/,
    { type: { kind: "text" }, unique: true },
  ],
  [/(^|_)(date_of_birth|birth_date|birthdate|birthday|dob|date_of_death)$/, date],
  [/_at$/, timestamp],
  [
    /(^|_)(timestamp|datetime|date_time|date_and_time|last_login|last_seen|time_stamp|created|modified|updated|check_in_time|check_out_time|departure|arrival)$/,
    timestamp,
  ],
  [
    /^(scheduled_|actual_|estimated_|planned_|expected_|appointment_|visit_|event_|session_|pickup_|delivery_|entry_|exit_|login_|logout_)?(departure|arrival|appointment|entry|exit|pickup|delivery|login|logout|recording|measurement|reading|order|booking|reservation|check_in|check_out|posted|post|sent|sending|comment|upload|bid|transaction|payment)_(date_)?time$/,
    timestamp,
  ],
  [/^(start|end|begin|finish|starting|ending)_(date_?time|date_and_time)$/, timestamp],
  [
    /(^|_)(opening|closing|open|close|start|end|begin|finish|daily|class|meeting)_(hour|time)s?$/,
    { type: { kind: "time" } },
  ],
  [
    /(^|_)(run|running|cook|cooking|prep|preparation|travel|waiting|flight|play|playing|lead|response|total|reading)_time$/,
    { type: { kind: "integer" }, minimum: 0 },
  ],
  [/(^|_)time$/, { type: { kind: "time" } }],
  [
    /(^|_)(date|deadline|day_of_birth|due_on|expires_on|valid_from|valid_until|valid_to|since|until|expiry|expiration|due)$|_on$|^date_|^(date|day)$/,
    date,
  ],
  [/^(start|end|started|ended)$/, timestamp],
  [/(^|_)(year)$|^(year_|model_year)/, { type: { kind: "smallint" }, minimum: 0 }],
  [/(^|_)month$/, { type: { kind: "smallint" }, minimum: 1, maximum: 12 }],
  [/(^|_)(percentage|percent|pct)$|(^|_)(discount|tax|vat|commission|interest)_rate$/, percent],
  [
    /(^|_)(exchange_rate|conversion_rate|coefficient|ratio|probability|confidence|score_weight)$/,
    { type: { kind: "decimal", precision: 12, scale: 6 } },
  ],
  [/(^|_)(latitude|lat)$/, { type: { kind: "decimal", precision: 9, scale: 6 }, minimum: -90, maximum: 90 }],
  [
    /(^|_)(longitude|lng|lon)$/,
    { type: { kind: "decimal", precision: 9, scale: 6 }, minimum: -180, maximum: 180 },
  ],
  [/(^|_)(balance|profit|loss|adjustment|net_change)$/, signedMoney],
  [
    /(^|_)(price|cost|costs|amount|salary|wage|wages|fee|fees|fare|total|subtotal|budget|revenue|tax|vat|discount|payment|deposit|income|rent|premium|deductible|coverage|worth|charge|charges|fine|tip|donation|bonus|rate|hourly_rate|price_per_[a-z]+|goal|bid|limit_amount|(?:credit|spending|withdrawal|overdraft|debt)_limit|overdraft|credit|debit|commission|funding|turnover|allowance|penalty|refund|expense|expenses)$|^(price|cost|salary|amount)_/,
    money,
  ],
  [/(^|_)(rating|stars)$/, { type: { kind: "smallint" }, minimum: 1, maximum: 5 }],
  [
    /(^|_)(gpa|grade_point_average|average|mean)$/,
    { type: { kind: "decimal", precision: 4, scale: 2 }, minimum: 0 },
  ],
  [
    /(^|_)(weight|height|length|width|depth|area|volume|distance|size_in_[a-z]+|mileage|temperature|humidity|speed|voltage|power|reading_value|dosage_amount|hours|square_meters|square_feet|surface|yield|altitude|radius|hours_worked)$|_in_(cm|mm|m|km|kg|g|miles|hours)$|_(cm|mm|km|kg|kwh)$/,
    measure,
  ],
  [/(^|_)(value)$/, { type: { kind: "decimal", precision: 14, scale: 4 } }],
  [
    /(^|_)(quantity|qty|count|stock|stock_level|number_of_[a-z_]+|num_[a-z_]+|pages|page_count|capacity|seats|age|floor|bedrooms|bathrooms|rooms|level|points|score|credits|credit_hours|duration|position|rank|order_index|sort_order|sequence|sequence_number|votes|likes|views|quantity_[a-z_]+|in_stock|units|guests|servings|population|attempts|copies|goals|minutes|seconds|laps|shares|followers|min_players|max_players|semester_number|year_of_study|experience|years_of_experience|calories|round|line_number|size|length_in_minutes|duration_[a-z]+|[a-z_]+_(count|minutes|seconds|days|points|level))$|^(total|max|min|maximum|minimum)_(number|participants|capacity|attendees|quantity|members|students|guests)/,
    count,
  ],
  [/(^|_)(file_size|bytes|size_bytes)$/, { type: { kind: "bigint" }, minimum: 0 }],
  [/(^|_)(skills|languages|interests|keywords)$/, optionalText],
  [
    /^(notes?|remarks?|comments?|description|bio|biography|summary|abstract|middle_name|avatar|avatar_url|photo|photo_url|image|image_url|picture|logo|website|website_url|fax|suffix|phone|phone_number|mobile|mobile_number|telephone|telephone_number|profile_picture|cover_image|details|additional_information|allergies|nickname|second_name|apartment|address_line_2|line_2)$/,
    optionalText,
  ],
];

/** The type that the name of a column suggests; text where it suggests nothing. */
export function typeOf(name: string): TypeGuess {
  for (const [pattern, guess] of rules) if (pattern.test(name)) return guess;
  return text;
}
