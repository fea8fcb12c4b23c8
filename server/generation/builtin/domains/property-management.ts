import type { Domain } from "./domain";

export const propertyManagement: Domain = {
  name: "property management",
  titles: [
    "property management",
    "rental property",
    "apartment management",
    "landlord",
    "tenant management",
    "lease management",
    "housing management",
    "condominium",
  ],
  tables: `
    owners = landlords: name, email!, phone? # Whoever owns a property.
    properties = buildings, houses: owner>, name, address, city # A building.
    units = apartments, flats, rental units: property>>, unit_number, bedrooms, area:num, rent:money, status{vacant occupied maintenance}; unique property unit_number # What is let.
    tenants = renters, residents: first_name, last_name, email!, phone # Whoever rents.
    leases = rental agreements, rental contracts, contracts: unit>, tenant>, starts_on, ends_on, monthly_rent, deposit:money # What a tenant has signed.
    payments = rent payments, rents: lease>, amount, method{card cash transfer}, paid_at # Money for a lease.
    maintenance_requests = requests, repairs, repair requests: unit>, tenant>?, vendor>?, title, description, status{open in_progress done}, reported_at # What is to be mended.
    vendors = contractors: name, trade, phone # Whoever mends it.
  `,
};
