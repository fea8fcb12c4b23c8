import type { Domain } from "./domain";

export const airline: Domain = {
  name: "an airline",
  titles: [
    "airline",
    "flight booking",
    "airline reservation",
    "flight reservation",
    "flight management",
    "air travel",
    "flights",
    "airport",
  ],
  tables: `
    airlines: name!, iata_code # A company that flies.
    airports: name, city, country, iata_code # Where flights start and end.
    aircraft = airplanes, planes: airline>, registration_number, model, capacity # A plane.
    flights: airline>, aircraft>?, origin_airport>airports, destination_airport>airports, flight_number:text, departs_at, arrives_at, status{scheduled delayed departed arrived cancelled} # A flight on a day.
    passengers = customers: first_name, last_name, email?, passport_number, birth_date # A person who flies.
    bookings = reservations: passenger>, booking_reference, booked_at, status{confirmed cancelled}, total_amount # What a passenger has bought.
    tickets: booking>>, flight>, passenger>, seat_number?:text, class{economy business first}, price ; unique flight seat_number # A seat on a flight.
    payments: booking>>, amount, method{card paypal transfer}, paid_at # Money for a booking.
    crew_members = pilots: airline>, first_name, last_name, role{captain first_officer cabin} # Somebody who works on board.
    flight_crew [flight crew_member]: flight>>, crew_member> # Who works on a flight.
  `,
};
