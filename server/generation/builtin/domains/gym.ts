import type { Domain } from "./domain";

export const gym: Domain = {
  name: "a gym",
  titles: [
    "gym",
    "fitness",
    "gym management",
    "fitness center",
    "fitness club",
    "gym membership",
    "sports club",
    "yoga studio",
    "health club",
  ],
  tables: `
    members = customers, clients: first_name, last_name, email, phone, birth_date?, joined_on # Somebody who trains.
    plans = membership plans, membership types: name!, price, duration_months # A kind of membership.
    memberships = subscriptions: member>, plan>, starts_on, ends_on, status{active paused expired cancelled} # What a member has signed.
    trainers = coaches, instructors: first_name, last_name, email, specialty? # Somebody who trains others.
    classes = courses, sessions: trainer>, name, starts_at, duration_minutes, capacity # A lesson.
    class_bookings [class member] = bookings: class>>, member>>, booked_at, attended # Who comes to a lesson.
    payments: membership>, amount, method{card cash transfer}, paid_at # Money for a membership.
    check_ins = visits, attendances: member>>, checked_in_at, checked_out_at? # A visit.
    equipment = machines: name, serial_number, purchased_on?, status{ok maintenance retired} # A machine.
    workouts = workout logs: member>>, performed_on, notes, duration_minutes? # What a member has trained.
  `,
};
