import type { Domain } from "./domain";

export const hospital: Domain = {
  name: "a hospital",
  titles: [
    "hospital",
    "hospital management",
    "medical center",
    "health care",
    "healthcare",
    "outpatient clinic",
    "electronic health records",
  ],
  tables: `
    departments: name! # A department such as cardiology.
    doctors = physicians: department>, first_name, last_name, specialty, phone, email # A doctor who treats patients.
    nurses: department>, first_name, last_name, phone # A nurse who works on a ward.
    patients: first_name, last_name, birth_date, gender{female male other}, phone, address?, blood_type? # A person who is treated.
    rooms = wards: department>, room_number!, capacity # A room with beds.
    admissions: patient>, room>, doctor>?, admitted_at, discharged_at?, reason? # A stay of a patient.
    appointments = consultations: patient>, doctor>, scheduled_at, status{scheduled completed cancelled no_show}, reason? # A visit that is planned.
    medical_records = diagnoses: patient>, doctor>, diagnosis, notes, recorded_at # What a doctor found.
    medications = drugs, medicines: name!, manufacturer? # A drug that can be prescribed.
    prescriptions: patient>, doctor>, medication>, dosage, frequency?, start_date, end_date? # A drug for a patient.
    invoices = bills: patient>, amount, issued_on, status{open paid cancelled} # What a patient owes.
  `,
};
