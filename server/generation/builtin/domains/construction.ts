import type { Domain } from "./domain";

export const construction: Domain = {
  name: "construction",
  titles: [
    "construction",
    "construction management",
    "building projects",
    "contractor",
    "construction company",
    "renovation",
  ],
  tables: `
    clients = customers: name, email, phone # Who builds.
    projects = construction projects: client>, name, address, budget, start_date, end_date?, status{planned active completed} # A building.
    phases = stages: project>>, name, start_date, end_date? # A part of the work.
    subcontractors = contractors: name!, trade, phone # A company that helps.
    contracts: project>, subcontractor>, amount, signed_on # Work given away.
    employees = workers: name, trade, hourly_rate # Who builds.
    assignments [project employee]: project>>, employee>>, assigned_on # Who works where.
    materials: name!, unit, unit_cost # What is built with.
    project_materials [project material]: project>>, material>, quantity # How much is used.
    equipment = machines: name, serial_number, status{available in_use maintenance} # A machine.
    inspections: project>>, inspector_name, inspected_on, passed:bool, notes # A check.
    invoices: project>, invoice_number, amount, issued_on, paid_on? # A bill.
  `,
};
