import type { Domain } from "./domain";

export const publicTransport: Domain = {
  name: "public transport",
  titles: [
    "public transport",
    "bus",
    "train",
    "railway",
    "bus booking",
    "train reservation",
    "metro",
    "transit",
    "bus ticket",
    "railway reservation",
    "train ticket",
  ],
  tables: `
    stations = stops: name!, city, latitude?, longitude? # Where one gets on.
    lines = routes: name!, type{bus train metro tram} # A line.
    line_stops [line station]: line>>, station>, position # Where a line stops.
    vehicles = trains, buses: registration_number, type{bus train metro tram}, capacity # A bus or a train.
    drivers: first_name, last_name, license_number # Who drives.
    trips = schedules, journeys: line>, vehicle>, driver>, departs_at, arrives_at # A line at a time.
    passengers = customers, travelers: name, email, phone # Who travels.
    tickets = bookings, reservations: passenger>, trip>, from_station>stations, to_station>stations, seat_number:text?, price, booked_at, status{booked used cancelled} # A journey that is paid.
    payments: ticket>>, amount, method{card cash app}, paid_at # Money.
  `,
};
