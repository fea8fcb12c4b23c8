import type { Domain } from "./domain";

export const carWorkshop: Domain = {
  name: "a car workshop",
  titles: [
    "car workshop",
    "auto repair",
    "repair shop",
    "car repair",
    "garage",
    "car service",
    "bike shop",
    "mechanic shop",
    "auto repair shop",
    "phone repair",
  ],
  tables: `
    customers = clients, owners: first_name, last_name, phone, email? # Whose car it is.
    vehicles = cars, bikes, devices: customer>, registration_number!, make, model, year:int # What is mended.
    mechanics = technicians, employees: first_name, last_name, specialty? # Who mends.
    appointments = bookings: customer>, vehicle>, starts_at, notes? # When it comes.
    repair_orders = repairs, work orders, jobs, service orders: vehicle>, mechanic>?, description, received_on, completed_on?, status{open in_progress done} # What is done.
    services = service types: name!, price, duration_minutes? # What can be done.
    repair_services [repair_order service]: repair_order>>, service>, price # What was done.
    suppliers: name!, phone? # Who sells parts.
    parts = spare parts: supplier>?, part_number!, name, price, stock # What is built in.
    repair_parts [repair_order part] = used parts: repair_order>>, part>, quantity 1.., unit_price # What was built in.
    invoices = bills: repair_order>, amount, issued_on, status{open paid} # A bill.
    payments: invoice>, amount, method{card cash transfer}, paid_at # Money for a bill.
  `,
};
