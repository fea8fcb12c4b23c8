import type { Domain } from "./domain";

export const travelAgency: Domain = {
  name: "a travel agency",
  titles: [
    "travel agency",
    "travel",
    "tour operator",
    "tours",
    "trip planner",
    "tourism",
    "travel booking",
    "vacation rental",
    "airbnb",
    "trip planning",
    "holiday booking",
  ],
  tables: `
    customers = travelers, clients, tourists: first_name, last_name, email, phone, passport_number? # Somebody who travels.
    destinations: name, country # Where to go.
    hotels = accommodations: destination>, name, address, stars 1..5 # Where to sleep.
    packages = tours, trips, travel packages: destination>, title, description, duration_days, price # A journey that can be booked.
    departures = tour dates: package>>, start_date, end_date, capacity # A journey on a date.
    guides = tour guides: name, phone, languages # Who leads.
    departure_guides [departure guide]: departure>>, guide>> # Who leads which journey.
    bookings = reservations: customer>, departure>, hotel>?, number_of_people:int, total_amount, status{booked paid cancelled}, booked_at # A journey that is booked.
    booking_travelers = participants: booking>>, first_name, last_name, birth_date # Who comes along.
    payments: booking>>, amount, method{card transfer}, paid_at # Money.
    reviews: booking>>!, rating, comment, created_at # What a customer thinks.
  `,
};
