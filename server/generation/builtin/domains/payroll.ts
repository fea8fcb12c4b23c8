import type { Domain } from "./domain";

export const payroll: Domain = {
  name: "human resources",
  titles: [
    "payroll",
    "hr",
    "human resources",
    "hr management",
    "employee management",
    "human resource management",
    "hrms",
    "personnel",
    "staff management",
  ],
  tables: `
    departments: name!, manager>employees? # A part of the company.
    positions = job titles, jobs: title!, minimum_salary?, maximum_salary? # A kind of job.
    employees = staff, workers: department>, position>, manager>employees?, first_name, last_name, email, phone, birth_date?, hired_on, terminated_on? # Somebody who works here.
    salaries: employee>>, amount, valid_from, valid_until? # What an employee earns, and since when.
    attendances = time sheets, timesheets: employee>>, date, check_in:time, check_out:time? ; unique employee date # A day at work.
    leave_requests = leaves, vacations: employee>>, type{vacation sick unpaid parental}, start_date, end_date, status{requested approved rejected} # Days off.
    payslips = payrolls: employee>, period_start, period_end, gross_amount, deductions:money, net_amount, paid_on? # What was paid for a period.
    performance_reviews = appraisals: employee>>, reviewer>employees, rating, comment, reviewed_on # What is thought of an employee's work.
  `,
};
