import type { Domain } from "./domain";

export const energy: Domain = {
  name: "energy metering",
  titles: [
    "energy metering",
    "smart meter",
    "electricity billing",
    "utility billing",
    "energy management",
    "meter reading",
    "electricity",
    "water billing",
    "utility company",
  ],
  tables: `
    customers = consumers, households, subscribers: name, email!, phone?, address # Whoever uses it.
    premises = properties, sites, locations, buildings: customer>, address, city # Where it is used.
    tariffs = rates, price plans: name!, price_per_unit:money, valid_from:date # A price.
    contracts: customer>, tariff>, starts_on, ends_on? # What a customer has signed.
    meters = smart meters: premise>premises, serial_number!, type{electricity gas water}, installed_on # What measures.
    readings = meter readings, measurements, consumptions: meter>>, value:num, read_at; unique meter read_at # What was measured.
    invoices = bills: contract>, period_start:date, period_end:date, consumption:num, amount, status{open paid overdue} # A bill.
    payments: invoice>, amount, method{card cash transfer}, paid_at # Money for a bill.
    technicians: name, phone # Whoever mends.
    outages = faults, complaints, service requests: premise>premises, technician>?, reported_at, resolved_at?, description # A failure.
  `,
};
