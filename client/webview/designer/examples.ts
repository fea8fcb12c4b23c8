/** Briefs for the first time, from one line to what people really write. */
export const examples = [
  {
    title: "Library",
    text: "A library lends copies of books to members. A book has an ISBN, a title and one or more authors. A member may have five copies at a time, each for three weeks; an overdue copy costs a fine.",
  },
  {
    title: "Shop",
    text: "An online shop sells products in variants of size and colour. Customers put variants into a cart, order them, pay by card and get one or more shipments. Prices change over time and an order keeps the price of its day.",
  },
  {
    title: "Clinic",
    text: "Patients book appointments with doctors at a clinic. A doctor has specialities and working hours. After an appointment the doctor writes a diagnosis and prescribes medication with a dose and a duration.",
  },
  {
    title: "Projects",
    text: "Teams work on projects. A project has tasks with a status, a priority, a due date and one assignee; tasks may depend on other tasks. People comment on tasks and attach files, and every change of status is recorded.",
  },
] as const;
