import type { Domain } from "./domain";

export const veterinary: Domain = {
  name: "a veterinary practice",
  titles: [
    "veterinary",
    "vet",
    "vet clinic",
    "veterinary clinic",
    "animal hospital",
    "pet clinic",
    "pets",
    "animal shelter",
    "pet adoption",
  ],
  tables: `
    owners = clients, customers: first_name, last_name, phone, email, address # Whose a pet is.
    species: name! # A kind of animal.
    pets = animals, patients: owner>, species>, name, breed?, sex{female male}, birth_date?, weight? # An animal.
    veterinarians = vets, doctors: first_name, last_name, license_number, specialty? # Somebody who treats animals.
    appointments: pet>, veterinarian>, scheduled_at, reason?, status{scheduled completed cancelled} # A visit that is planned.
    visits = consultations: appointment>?!, pet>, veterinarian>, visited_at, weight?, diagnosis?, notes # What was done.
    treatments = procedures: visit>>, name, description, cost # Something that was done.
    vaccinations: pet>>, vaccine, given_on, valid_until? # A protection.
    medications: name! # A drug.
    prescriptions: visit>>, medication>, dosage, duration_days? # A drug for a pet.
    invoices: owner>, visit>?, amount, issued_on, paid_on? # What an owner owes.
  `,
};
