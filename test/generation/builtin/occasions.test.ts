import { expect, test } from "vitest";
import { keysOf, tablesOf } from "./answer";

test.each([
  [
    "what consists of several lines is a thing, and so are its lines",
    "Donors have a name. Each donation consists of several lines with a product, a quantity and an expiry date. Products belong to a category.",
    ["donations > donors", "lines > donations", "lines > products", "products > categories"],
  ],
  [
    "what each is recorded with is its own",
    "Each gym has a name. Every check-in is recorded with the gym and the time.",
    ["checkins > gyms"],
  ],
  [
    "goods are stored somewhere, rather than in the database",
    "Goods are stored in warehouses. Each warehouse has an address.",
    ["goods > warehouses"],
  ],
  [
    "what somebody adds in each household is the household's",
    "In each household, users add expenses with a description and an amount.",
    ["expenses > households", "expenses > users"],
  ],
  [
    "whoever is supervised by one or two is supervised beside others",
    "Doctoral students are supervised by one or two professors.",
    ["professor_doctoral_students > doctoral_students", "professor_doctoral_students > professors"],
  ],
  [
    "the participants are the course's, whoever gives it",
    "Coaches give courses with at most eight participants. Participants have a name.",
    ["courses > coaches", "participants > courses"],
  ],
  [
    "who is scheduled somewhere for a shift is kept, even if named once",
    "Each pool has a unique number, a name, a depth, a length and a capacity, and we also keep the year in which the pool was built and the date on which it was last cleaned. The colour and the price of each pool are known, the depth at both ends, and the number of steps. Lifeguards are scheduled to pools in shifts, where each shift has a date, a start time and an end time.",
    ["lifeguard_assignments > lifeguards", "lifeguard_assignments > pools", "lifeguard_assignments > shifts"],
  ],
  [
    "a report is a thing of what it is filed for, and its lines are its own",
    "A trip has a date. For each trip, the driver submits an expense report, which contains expense lines. Each expense line has an amount. A driver has a name.",
    ["expense_lines > expense_reports", "expense_reports > trips", "trips > drivers"],
  ],
  [
    "what is prescribed during a visit is the visit's",
    "Doctors have a name. Remedies have a name. Visits have a date. During a visit, the doctor prescribes remedies with a dosage.",
    ["prescriptions > remedies", "prescriptions > visits", "visits > doctors"],
  ],
  [
    "categories are shared by what is placed in them",
    "Lots have a title and are placed in one or more categories. A category has a name.",
    ["lot_categories > categories", "lot_categories > lots"],
  ],
  [
    "what is given to a thing belongs to it",
    "Films have a title. Awards are given to films, and each award has a name.",
    ["awards > films"],
  ],
  [
    "whoever registers a thing of his own has it",
    "Owners have a name. Owners register their boats, providing the boat's length. Each owner can register several boats.",
    ["boats > owners"],
  ],
  [
    "what is tracked has what its list names",
    "Pets have a name. Vets have a name. Vaccinations given to a pet are tracked, including the vaccine and the vet who administered it.",
    ["vaccinations > pets", "vaccinations > vets"],
  ],
  [
    "an invoice lists what it is generated for",
    "Visits have a date. Services have a price. An invoice is generated for every visit, listing the services.",
    ["invoice_services > invoices", "invoice_services > services", "invoices > visits"],
  ],
  [
    "each line after assembly lines is one of these",
    "Models have a code. Every plant has a name and several assembly lines, and each line produces one model.",
    ["assembly_lines > models", "assembly_lines > plants"],
  ],
  [
    "those who work at a place do what the sentence says of them",
    "Attendants have a name. A site has a name. Vehicles have a plate. Attendants working at a site issue fines to vehicles. A fine has an amount.",
    ["attendants > sites", "fines > attendants", "fines > vehicles"],
  ],
  [
    "they are those of whom the sentence has spoken",
    "Guests have a name. Producers have a name. Whenever guests want to attend a show, they must buy a ticket. A show has a title.",
    ["tickets > guests", "tickets > shows"],
  ],
  [
    "an order that somebody places is his",
    "When a customer places an order, it gets a number and a date. A customer has a name. When an order is shipped, it is assigned to a courier. A courier has a name.",
    ["orders > couriers", "orders > customers"],
  ],
  [
    "a hierarchy is of the same things",
    "The committees of the theater form a hierarchy. A committee has a name.",
    ["committees > committees"],
  ],
  [
    "what is recorded with an invoice is of it",
    "Invoices have a number. Clerks have a name. Payments are recorded with the invoice, the amount and the clerk who took it.",
    ["payments > clerks", "payments > invoices"],
  ],
  [
    "a session that starts is no thing of its own",
    "Vehicles have a plate. Garages have a name. When a vehicle enters the garage, a parking session starts, recording the vehicle and the entry time. Parking sessions have a fee.",
    ["parking_sessions > garages", "parking_sessions > vehicles"],
  ],
])("%s", (_name, brief, keys) => {
  expect(keysOf(brief)).toEqual(keys);
});

test("whoever keeps data about others is not kept", () => {
  expect(
    tablesOf(
      "Agencies keep data about each dancer, such as the name, the height and the age. Agencies also keep data about shows. A show has a date.",
    ),
  ).toEqual(["dancers: id, name, height, age", "shows: id, date"]);
});

test("a number may be written as no, and a type of thing has what is said of it", () => {
  expect(
    tablesOf(
      "Members have a name, a credit card no and a phone. For each type of class, we store its name and price.",
    ),
  ).toEqual(["members: id, name, credit_card_number, phone", "class_types: id, name, price"]);
});

test.each([
  [
    "each copy is where the sentence says, whatever leads it in",
    "Books have a title. Branches have a name. For each book, the library owns one or more copies, and every copy is located at a specific branch. A copy has a barcode.",
    ["copies > books", "copies > branches"],
  ],
  [
    "a fine with an amount is a thing",
    "Readers have a name. A fine is charged to the reader, with an amount and a payment status.",
    ["fines > readers"],
  ],
  [
    "the history of a state is a row for each change",
    "Parcels have a weight. Depots have a name. The status history of a parcel is recorded with a timestamp and the depot where the scan took place.",
    ["status_changes > depots", "status_changes > parcels"],
  ],
  [
    "a menu for every event is the event's",
    "Events have a date. For every event, a menu is composed of dishes, where a dish may appear in many menus. Dishes have a name.",
    ["dishes > events", "menu_dishes > dishes", "menu_dishes > menus", "menus > events"],
  ],
  [
    "what a thing has, and what may be done to it, beside another thing",
    "Each contest contains a set of problems, and a problem, which has a title and a time limit, can be used in more than one contest. A contest has a date.",
    ["contest_problems > contests", "contest_problems > problems"],
  ],
  [
    "claims for damaged parcels are claims for parcels",
    "Parcels have a weight. Customers have a name. Customers can file claims for lost or damaged parcels. A claim has a date.",
    ["claims > customers", "claims > parcels"],
  ],
  [
    "tasks that are standardized join the orders on which they are done",
    "A work order has a number and a set of tasks. A task has a name. Tasks are standardized so that the same task can be performed on many work orders. Each task on a work order has a status.",
    ["work_order_tasks > tasks", "work_order_tasks > work_orders"],
  ],
  [
    "how a player did in each match is of the two",
    "Players have a name. Matches have a date. Player performance in each match is recorded for the minutes played and the goals.",
    ["player_matches > matches", "player_matches > players"],
  ],
  [
    "contracts that somebody has with others are of both",
    "Pharmacies have a name. Makers have a name. Pharmacies may have long-term contracts with makers. Each contract has a start date and an end date.",
    ["contracts > makers", "contracts > pharmacies"],
  ],
  [
    "quantities of several things are things with a quantity",
    "Orders have a date. Parts have a name. Each order contains specified quantities of one or more parts.",
    ["order_parts > orders", "order_parts > parts"],
  ],
])("%s", (_name, brief, keys) => {
  expect(keysOf(brief)).toEqual(keys);
});
