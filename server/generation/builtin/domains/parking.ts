import type { Domain } from "./domain";

export const parking: Domain = {
  name: "parking",
  titles: ["parking", "parking lot", "parking management", "car park", "parking garage", "parking system"],
  tables: `
    parking_lots = garages, facilities: name!, address, capacity # Where cars are parked.
    levels = floors: parking_lot>>, name # A floor.
    spots = spaces, parking spaces, parking spots: level>>, spot_number:text, type{compact regular large handicapped electric}, occupied:bool ; unique level spot_number # A space.
    customers = drivers, users: name, email, phone # Somebody who parks.
    vehicles = cars: customer>?, license_plate, type{car motorcycle truck}, make?, color? # A car.
    tickets = parking sessions, sessions: vehicle>, spot>, entered_at, exited_at?, amount? # A car that is parked.
    rates = tariffs: parking_lot>>, vehicle_type{car motorcycle truck}, hourly_rate, daily_rate # What it costs.
    payments: ticket>>, amount, method{cash card app}, paid_at # Money.
    reservations = bookings: customer>, spot>, starts_at, ends_at, status{booked used cancelled} # A space kept for somebody.
    permits = passes, subscriptions: customer>, vehicle>, valid_from, valid_until, price # A right to park.
  `,
};
