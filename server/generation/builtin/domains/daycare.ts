import type { Domain } from "./domain";

export const daycare: Domain = {
  name: "a kindergarten",
  titles: [
    "kindergarten",
    "daycare",
    "day care",
    "childcare",
    "nursery school",
    "nursery",
    "preschool",
    "summer camp",
  ],
  tables: `
    children = kids, pupils: group>?, first_name, last_name, birth_date, allergies? # Whoever is looked after.
    parents = guardians: first_name, last_name, phone, email! # Whose child it is.
    child_parents [child parent]: child>>children, parent>> # The parents of a child.
    teachers = educators, caregivers, staff, counselors: first_name, last_name, email! # Whoever looks after them.
    groups = classes, rooms: teacher>?, name!, capacity # Those who are together.
    attendances = check ins, attendance records: child>children, arrived_at, left_at?, picked_up_by? # When a child was there.
    activities: group>, name, starts_at # What they do.
    invoices = fees: parent>, child>children, amount, due_on, status{open paid overdue} # What is to pay.
    payments: invoice>, amount, paid_at # Money.
    incidents = reports, notes: child>children, teacher>, description, occurred_at # What happened.
  `,
};
