import type { Domain } from "./domain";

export const eventPlanning: Domain = {
  name: "event planning",
  titles: [
    "event planning",
    "event organizer",
    "event planner",
    "wedding planning",
    "wedding planner",
    "party planning",
  ],
  tables: `
    clients = customers, hosts: name, email!, phone # For whom it is done.
    planners = organizers, staff, event planners: name, email! # Who plans.
    venues = locations: name, address, capacity, price:money? # Where it is.
    events = weddings, parties: client>, planner>?, venue>?, name, starts_at, ends_at?, budget:money, status{planned confirmed done cancelled} # What is planned.
    guests = attendees, participants, invitees: event>>, name, email?, rsvp{pending yes no} # Who is asked.
    vendors = suppliers, caterers: name, service_type, phone # Who delivers.
    event_vendors [event vendor] = bookings: event>>, vendor>, price, status{requested booked paid} # Who delivers to which event.
    tasks = checklists: event>>, planner>?, title, due_on, status{open done} # What is to do.
    budget_items = expenses: event>>, vendor>?, description, amount # What it costs.
    payments: event>, amount, method{card cash transfer}, paid_at # Money from the client.
  `,
};
