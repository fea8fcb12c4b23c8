import type { Domain } from "./domain";

export const fleet: Domain = {
  name: "a vehicle fleet",
  titles: [
    "vehicle fleet",
    "fleet management",
    "fleet",
    "fleet tracking",
    "vehicle tracking",
    "vehicle maintenance",
    "truck fleet",
  ],
  tables: `
    vehicles = cars, trucks, vans, buses: registration_number!, make, model, year:int, mileage:int, status{active in_repair retired} # What is driven.
    drivers: first_name, last_name, license_number!, phone # Who drives.
    assignments = vehicle assignments: vehicle>, driver>, starts_on, ends_on? # Who has which vehicle.
    trips = journeys, rides: vehicle>, driver>, origin, destination, started_at, ended_at?, distance_km:num # A drive.
    fuel_logs = fuel records, refuelings, fuel purchases, fuel: vehicle>, driver>?, filled_at, litres:num, cost:money, odometer:int # A filling.
    maintenance_records = maintenances, services, repairs, service records, maintenance logs: vehicle>, workshop>?, description, performed_on, cost:money # A repair.
    workshops = garages, service centers: name, address, phone # Who repairs.
    inspections: vehicle>, inspected_on, result{passed failed}, notes? # A check.
    accidents = incidents: vehicle>, driver>?, occurred_at, description, cost:money? # A mishap.
    insurance_policies = insurances: vehicle>, insurer, policy_number!, starts_on, ends_on # A cover.
  `,
};
