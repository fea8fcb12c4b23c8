import type { Sketch } from "../design/sketch";
import { singular, snake } from "../words/inflect";

/**
 * To what things usually belong, whatever the application: of each group the first that is there. Groups are of
 * different kinds (what is reviewed, and who reviews) and looked for one by one.
 */
const usualParents = `
  payment, instalment, installment: invoice bill fee order booking reservation lease rental policy loan membership subscription sale
  invoice, bill, receipt: order booking stay visit reservation rental appointment project | customer client patient guest member tenant
  refund, return: payment order sale
  review, rating, feedback: booking stay order rental product hotel restaurant book movie film course recipe app service trip ride property | customer client guest user member student reader buyer passenger
  comment, like, reaction: post article photo video task ticket issue recipe episode | user member reader
  reply, answer: question comment message thread | user student
  question, choice: quiz exam survey test question
  option: question poll survey
  attachment, file: message ticket task email document issue
  time slot, slot, opening hour: room court pitch doctor station venue court resource desk field
  hive: apiary | beekeeper
  apiary: beekeeper
  harvest: hive field vineyard crop
  feeding: animal | keeper
  inspection: hive playground machine vehicle building property restaurant elevator bridge
  room, suite: hotel hostel building house floor hospital department
  bed: room ward
  animal, pet: kennel enclosure habitat | breed species
  adoption: animal pet dog cat | adopter
  seat, row: room hall theater theatre aircraft bus stand venue stadium section
  screen, hall, auditorium: cinema theater theatre venue
  floor, apartment, unit: building property house
  cell, block: prison
  inmate: cell prison block
  guard: prison block
  visit: inmate patient prisoner client customer
  evidence, clue, exhibit: case crime incident investigation
  suspect, witness, victim: case crime incident investigation
  hearing, verdict, appeal: case trial
  player, coach: team club
  season, standing: league competition
  round, stage: tournament competition
  goal: match game | player
  chapter, page: book
  track, song: album
  episode, season: series season show podcast
  lesson, module: course module class
  assignment, quiz, exam: course class lesson subject
  grade, mark, score: exam assignment course test subject assessment | student pupil
  attempt, submission: quiz exam assignment test | student user participant
  section, class: course
  salary, payslip, dependent: employee worker
  leave, absence, timesheet, shift: employee worker staff driver nurse
  copy: book title film movie
  fine: loan violation borrowing | member borrower
  license, certification, permit: driver pilot technician applicant
  stop: route line trip
  leg, segment: route trip flight journey shipment
  tracking event: shipment parcel package delivery
  delivery attempt: parcel package delivery shipment | driver courier
  parcel, package: shipment order delivery
  milestone, task, sprint: project
  subtask, time entry: task project
  prescription, diagnosis: patient visit appointment | doctor physician dentist vet
  test result: patient sample test
  vaccination: patient pet animal child
  variant: product
  photo, image, picture: product property listing album recipe room car
  line item: order invoice
  ingredient, step: recipe dish
  dish, menu item: menu restaurant
  bid: auction lot item | bidder user buyer
  lot: auction
  objection, opinion: application proposal plan
  violation, finding: inspection
  document: application case project employee
  meter reading: meter | sensor device
  reading, measurement: sensor meter device station
`;

interface Usual {
  readonly name: string;
  readonly groups: readonly (readonly string[])[];
}

const list: readonly Usual[] = usualParents
  .trim()
  .split("\n")
  .flatMap((line) => {
    const [names = "", groups = ""] = line.split(":");
    return names.split(",").map((name) => ({
      name: snake(name),
      groups: groups.split("|").map((group) => group.trim().split(" ")),
    }));
  });

/** Whether such a child usually belongs to such a parent. */
export function isUsualParent(child: string, parent: string): boolean {
  const [own, whole] = [snake(child), snake(parent)];
  const usual = list.find(({ name }) => own === name) ?? list.find(({ name }) => own.endsWith(`_${name}`));
  return (
    usual?.groups.some((group) => group.some((word) => whole === word || whole.endsWith(`_${word}`))) ?? false
  );
}

/** Relates what refers to nothing and what nothing refers to, to that to which such things usually belong. */
export function relateToUsualParents(sketches: readonly Sketch[], assume: (text: string) => void): void {
  const referred = new Set(sketches.flatMap(({ columns }) => columns.flatMap(({ target }) => target ?? [])));
  const isCalled = (sketch: Sketch, word: string) => {
    const name = singular(sketch.name);
    return name === word || name.endsWith(`_${word}`);
  };
  for (const sketch of sketches) {
    if (sketch.exact || sketch.kindOf !== undefined || sketch.key !== undefined) continue;
    if (referred.has(sketch.name) || sketch.columns.some(({ target }) => target !== undefined)) continue;
    const own = singular(sketch.name);
    const usual = list.find(({ name }) => own === name) ?? list.find(({ name }) => own.endsWith(`_${name}`));
    for (const group of usual?.groups ?? []) {
      const parent = group
        .map((word) => sketches.find((other) => other !== sketch && isCalled(other, word)))
        .find((other) => other !== undefined);
      if (!parent) continue;
      const name = singular(parent.name);
      if (sketch.columns.some((column) => column.name === name || column.name === `${name}_id`)) continue;
      sketch.columns.push({
        name,
        target: parent.name,
        origin: { kind: "assumption", text: "usual for such things" },
      });
      assume(
        `The brief does not say whose ${sketch.name.replaceAll("_", " ")} are; each has a ${name.replaceAll("_", " ")}.`,
      );
    }
  }
}
