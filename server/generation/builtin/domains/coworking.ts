import type { Domain } from "./domain";

export const coworking: Domain = {
  name: "a coworking space",
  titles: [
    "coworking",
    "coworking space",
    "office space booking",
    "desk booking",
    "shared office",
    "meeting room booking",
  ],
  tables: `
    locations = branches, spaces, buildings: name, address, city # Where rooms are.
    members = customers, clients, users: name, email!, phone?, joined_on # Whoever works there.
    plans = membership plans: name!, price, duration_months # A kind of membership.
    memberships = subscriptions: member>, plan>, starts_on, ends_on?, status{active paused ended} # What a member has.
    rooms = meeting rooms: location>, name, capacity, hourly_rate # A room that is booked.
    desks = workstations: location>, desk_number, status{free taken broken}; unique location desk_number # A place to work.
    bookings = reservations: member>, room>?, desk>?, starts_at, ends_at, status{confirmed cancelled} # A time at a desk or in a room.
    amenities = facilities: name! # What a room has.
    room_amenities [room amenity]: room>>, amenity>> # The amenities of a room.
    invoices: member>, invoice_number!, amount, issued_on, due_on, status{open paid overdue} # What a member is to pay.
    payments: invoice>, amount, method{card cash transfer}, paid_at # Money for an invoice.
  `,
};
