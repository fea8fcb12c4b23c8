import type { Domain } from "./domain";

export const carRental: Domain = {
  name: "car rental",
  titles: ["car rental", "vehicle rental", "rent a car", "car hire", "bike rental", "equipment rental"],
  tables: `
    branches = locations, offices: name!, address, city, phone # Where cars are.
    categories = car classes, vehicle types: name!, daily_rate # A class of cars with its price.
    vehicles = cars, bikes: branch>, category>categories, license_plate, make, model, year, mileage, status{available rented maintenance} # A car.
    customers = renters, clients: first_name, last_name, email, phone, license_number # Somebody who rents.
    reservations = bookings: customer>, category>, pickup_branch>branches, return_branch>branches, pickup_at:at, return_at:at, status{booked picked_up cancelled} # A car that is wanted.
    rentals = rental agreements: customer>, vehicle>, reservation>?, started_at, due_at:at, returned_at?:at, total_amount? # A car that is out.
    payments: rental>>, amount, method{card cash}, paid_at # Money for a rental.
    maintenances = maintenance records, services: vehicle>>, performed_on, description, cost # A repair.
    employees = staff: branch>, first_name, last_name, email # Somebody who works here.
  `,
};
