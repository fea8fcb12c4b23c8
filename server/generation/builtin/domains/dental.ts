import type { Domain } from "./domain";

export const dental: Domain = {
  name: "a clinic",
  titles: [
    "dental clinic",
    "dentist",
    "dental practice",
    "clinic",
    "clinic management",
    "medical practice",
    "physiotherapy",
    "doctor appointment",
    "telemedicine",
    "patient management",
  ],
  tables: `
    patients: first_name, last_name, birth_date, phone, email?, address? # Whoever is treated.
    doctors = dentists, physicians, practitioners, therapists, providers: first_name, last_name, specialty, phone? # Whoever treats.
    rooms: name! # Where it is done.
    appointments = visits, consultations: patient>, doctor>, room>?, starts_at, ends_at?, reason?, status{scheduled completed cancelled no_show} # A time with a doctor.
    services = procedures, treatment types: name!, price, duration_minutes # What can be done.
    treatments: appointment>>, service>, notes?, price # What was done.
    medical_records = records, diagnoses, diagnosis: patient>, doctor>, appointment>?, diagnosis, notes, recorded_at # What was found.
    prescriptions: patient>, doctor>, appointment>?, medication, dosage, prescribed_on # What is to be taken.
    invoices = bills: patient>, appointment>?, amount, issued_on, status{open paid} # A bill.
    payments: invoice>, amount, method{card cash insurance}, paid_at # Money for a bill.
  `,
};
