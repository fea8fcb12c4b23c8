import type { Domain } from "./domain";

export const lawFirm: Domain = {
  name: "a law firm",
  titles: [
    "law firm",
    "legal",
    "case management",
    "lawyer",
    "court",
    "attorney",
    "legal case management",
    "court management",
  ],
  tables: `
    clients = customers: name, email, phone, address? # Who is helped.
    lawyers = attorneys: first_name, last_name, email, bar_number!:text, hourly_rate # Who helps.
    courts: name!, city # Who decides.
    cases = matters: client>, court>?, case_number!:text, title, description, status{open closed suspended}, opened_on, closed_on? # A matter.
    case_lawyers [case lawyer]: case>>, lawyer>, role{lead assistant} # Who works on a matter.
    hearings: case>>, scheduled_at, courtroom?, result? # A date in court.
    documents: case>>, title, file_path, uploaded_at # A paper.
    time_entries = timesheets: case>, lawyer>, worked_on, hours, description # Work that is billed.
    invoices: client>, case>, amount, issued_on, paid_on? # A bill.
  `,
};
