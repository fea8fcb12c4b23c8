/** Briefs for the first time, from one line to what people really write. */
export const examples = [
  {
    title: "Library",
    text: "A library lends copies of books to members. A book has an ISBN, a title and one or more authors. A member may have five copies at a time, each for three weeks; an overdue copy costs a fine.",
  },
  {
    title: "Shop",
    text: "An online shop sells products. Each product has variants with a size code, a colour and a price. Customers place orders. Each order has order items; an order item is for one variant and has a quantity and a unit price. Orders are paid by card and sent in one or more shipments. Each customer has a cart. A cart has cart items; a cart item is for one variant and has a quantity.",
  },
  {
    title: "Clinic",
    text: "Patients book appointments with doctors at a clinic. Each doctor has a name and several specialities. Each doctor has shifts; a shift has a weekday, a start time and an end time. Each appointment has a start, a diagnosis and prescriptions. A prescription is for one medication and has a dose and a duration in days.",
  },
  {
    title: "Projects",
    text: "Teams work on projects. A project has tasks with a title, a status, a priority and a due date. A task is assigned to one user, and a task can depend on other tasks. Each task has comments and attachments. Each comment is written by a user. Each attachment has a file name and a size. Each task has status changes, with the previous status, the status and the user who made it.",
  },
] as const;
