import type { Domain } from "./domain";

export const crm: Domain = {
  name: "a CRM",
  titles: [
    "crm",
    "customer relationship management",
    "sales pipeline",
    "sales team",
    "sales management",
    "lead management",
  ],
  tables: `
    users = sales representatives, sales reps, employees: name, email, role{admin manager sales} # Somebody of the own team.
    companies = accounts, organizations: owner>users?, name, industry?, website, phone, created_at # A company that one sells to.
    contacts = people: company>?, first_name, last_name, email, phone, job_title? # A person at a company.
    leads = prospects: owner>users?, name, email, source?, status{new contacted qualified lost}, created_at # Somebody who may become a customer.
    deals = opportunities: company>, contact>?, owner>users, title, amount, stage{prospecting proposal negotiation won lost}, expected_close_date?, created_at # A sale that may happen.
    activities = interactions: contact>?, deal>?, user>users, type{call email meeting task}, subject, due_at?, completed # Something done, or to do.
    notes: contact>?, deal>?, user>users, body:text, created_at # Something to remember.
  `,
};
