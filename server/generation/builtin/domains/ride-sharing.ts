import type { Domain } from "./domain";

export const rideSharing: Domain = {
  name: "ride sharing",
  titles: [
    "ride sharing",
    "ride hailing",
    "taxi",
    "cab booking",
    "uber",
    "carpooling",
    "ride-sharing",
    "taxi booking",
  ],
  tables: `
    riders = passengers, customers, users: name, email, phone, created_at # Somebody who wants to go somewhere.
    drivers: name, email, phone, license_number, rating?, active # Somebody who drives.
    vehicles = cars: driver>>, license_plate, make, model, year, color, seats # A car.
    rides = trips: rider>, driver>?, vehicle>?, pickup_address, dropoff_address, status{requested accepted ongoing completed cancelled}, requested_at:at, started_at?, ended_at?, distance_km?, fare? # A trip.
    payments: ride>>!, amount, method{card cash wallet}, paid_at # Money for a trip.
    ratings = reviews: ride>>, rater{rider driver}, score 1..5, comment ; unique ride rater # What one thinks of the other.
    driver_locations [driver]: driver>>, latitude, longitude, recorded_at # Where a driver is.
  `,
};
