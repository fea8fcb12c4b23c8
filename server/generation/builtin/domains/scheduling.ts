import type { Domain } from "./domain";

export const scheduling: Domain = {
  name: "scheduling",
  titles: [
    "scheduling",
    "calendar",
    "appointment scheduling",
    "appointments",
    "appointment booking",
    "booking system",
    "event calendar",
    "calendar app",
  ],
  tables: `
    users = customers, clients: name, email, phone, time_zone? # Somebody who has appointments.
    staff_members = providers, employees, stylists, staff: name, email, phone, active # Somebody with whom one has them.
    services: name!, duration_minutes, price, active # What is done.
    staff_services [staff_member service]: staff_member>>, service>> # Who does what.
    working_hours = availabilities: staff_member>>, weekday 0..6:int, start_time, end_time # When somebody works.
    calendars: owner>users, name, color? # A calendar.
    events = meetings: calendar>>, title, description, location?, starts_at, ends_at, all_day # Something that happens.
    event_attendees [event user] = attendees: event>>, user>>, status{invited accepted declined} # Who comes.
    appointments = bookings, reservations: user>, staff_member>, service>, starts_at, ends_at, status{booked confirmed completed cancelled} # An appointment.
    reminders: appointment>>, remind_at, sent_at? # A message before it.
  `,
};
