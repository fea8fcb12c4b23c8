import type { Domain } from "./domain";

export const hotel: Domain = {
  name: "a hotel",
  titles: [
    "hotel",
    "hotel booking",
    "hotel reservation",
    "hotel management",
    "room booking",
    "motel",
    "hostel",
    "accommodation",
    "bed and breakfast",
  ],
  tables: `
    hotels: name, address, city, country, stars 1..5 # A hotel.
    room_types: hotel>>, name, description, capacity, price_per_night # A kind of room with its price.
    rooms: hotel>>, room_type>, room_number, floor?, status{available occupied maintenance} ; unique hotel room_number # A room.
    guests = customers: first_name, last_name, email, phone, country? # A person who stays.
    bookings = reservations: guest>, room>, check_in:date, check_out:date, status{booked checked_in checked_out cancelled}, total_amount, created_at # A stay that is booked.
    payments: booking>>, amount, method{card cash transfer}, paid_at # Money for a booking.
    services: hotel>>, name, price # An extra such as breakfast.
    booking_services [booking service]: booking>>, service>, quantity 1.. # An extra that a guest took.
    reviews: booking>>!, rating, comment, created_at # What a guest thinks.
    staff_members = employees, staff: hotel>, first_name, last_name, role, email # Somebody who works in the hotel.
  `,
};
