import type { Domain } from "./domain";

export const eventTicketing: Domain = {
  name: "event ticketing",
  titles: [
    "event ticketing",
    "event management",
    "events",
    "ticket sales",
    "ticket booking",
    "concert tickets",
    "event booking",
    "conference",
    "theater tickets",
    "event registration",
    "cinema booking",
    "movie ticket booking",
    "movie tickets",
  ],
  tables: `
    organizers: name, email, phone # Who holds events.
    venues = locations, halls: name, address, city, capacity # Where events are held.
    events = concerts, shows: organizer>, venue>, title, description, starts_at, ends_at, status{draft published cancelled} # Something to go to.
    ticket_types: event>>, name, price, quantity # A kind of ticket.
    customers = attendees, users: first_name, last_name, email, phone, created_at # Somebody who goes.
    orders = bookings: customer>, status{pending paid cancelled refunded}, total_amount, ordered_at # What somebody has bought at once.
    tickets: order>>, ticket_type>, code!, seat?:text, checked_in_at? # A ticket.
    payments: order>>, amount, method{card paypal}, paid_at # Money for an order.
    speakers = performers, artists: name, bio # Who is on stage.
    event_speakers [event speaker]: event>>, speaker>> # Who is on stage at an event.
  `,
};
