import type { Domain } from "./domain";

export const realEstate: Domain = {
  name: "real estate",
  titles: [
    "real estate",
    "real estate agency",
    "rental properties",
    "property listing",
    "housing",
    "apartment rental",
    "realtor",
  ],
  tables: `
    owners = landlords: name, email, phone # Whose a property is.
    agents = realtors, brokers: name, email, phone, license_number # Somebody who sells or lets.
    properties = apartments, houses, units: owner>, agent>?, title, type{apartment house office land}, address, city, bedrooms?, bathrooms?, area, price, status{available rented sold} # A flat or a house.
    property_images = photos: property>>, url, position? # A picture of a property.
    clients = tenants, buyers, customers: name, email, phone # Somebody who looks for a home.
    viewings = visits: property>>, client>, agent>, scheduled_at, feedback? # A visit of a property.
    offers: property>, client>, amount, status{pending accepted rejected}, offered_on # What a client would pay.
    leases = contracts, rental agreements: property>, client>, start_date, end_date?, monthly_rent, deposit # A property that is let.
    payments = rent payments: lease>>, amount, due_date, paid_on? # Rent.
    maintenance_requests: property>, client>?, title, description, status{open in_progress done}, created_at # Something to repair.
  `,
};
