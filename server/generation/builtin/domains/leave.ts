import type { Domain } from "./domain";

export const leave: Domain = {
  name: "leave management",
  titles: [
    "leave management",
    "leave management system",
    "leave request",
    "time off",
    "vacation management",
    "absence management",
    "attendance",
    "attendance tracking",
  ],
  tables: `
    departments: name! # A part of the company.
    positions = job titles, jobs: title!:text # What somebody does.
    employees = staff, workers, managers, supervisors: department>, position>?, manager>employees?, first_name, last_name, email!, hired_on # Whoever works.
    leave_types: name!, days_per_year:int, paid:bool # A kind of leave.
    leave_balances = leave entitlements: employee>>, leave_type>, year:int, days_left:num; unique employee leave_type year # What is left.
    leave_requests = leaves, requests, time off requests, vacation requests, absences, vacations: employee>, leave_type>, approver>employees?, starts_on, ends_on, reason?, status{pending approved rejected cancelled}, requested_at # A wish to be away.
    attendances = attendance records, time entries, timesheets: employee>>, worked_on, clock_in:time, clock_out:time? # When somebody was there.
    holidays = public holidays: name, observed_on!:date # A day on which nobody works.
    performance_reviews = appraisals, reviews: employee>, reviewer>employees, rating 1..5, comments, reviewed_on # How well somebody works.
    salaries = payrolls: employee>, amount, valid_from:date # What somebody earns.
  `,
};
