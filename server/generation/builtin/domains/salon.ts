import type { Domain } from "./domain";

export const salon: Domain = {
  name: "a salon",
  titles: [
    "salon",
    "hair salon",
    "beauty salon",
    "barber",
    "barbershop",
    "barber shop",
    "spa",
    "nail studio",
    "massage",
    "hairdresser",
  ],
  tables: `
    clients = customers: first_name, last_name, phone, email? # Whoever comes.
    stylists = employees, barbers, hairdressers, therapists, staff: first_name, last_name, phone? # Whoever works.
    services = treatments: name!, price, duration_minutes # What can be done.
    stylist_services [stylist service]: stylist>>, service>> # Who can do what.
    appointments = bookings, visits: client>, stylist>, starts_at, status{booked done cancelled no_show} # A time.
    appointment_services [appointment service]: appointment>>, service>, price # What is done.
    products: name!, price, stock # What is sold.
    sales = purchases: client>?, product>, quantity 1.., sold_at # What was sold.
    working_hours = shifts, schedules: stylist>>, weekday:int, starts_at:time, ends_at:time # When somebody works.
    payments: appointment>, amount, method{card cash}, paid_at # Money.
    reviews = ratings: appointment>, rating 1..5, comment?, created_at # What a client thinks.
  `,
};
