import type { Domain } from "./domain";

export const laboratory: Domain = {
  name: "a laboratory",
  titles: [
    "laboratory",
    "lab",
    "research",
    "lab management",
    "clinical laboratory",
    "experiments",
    "clinical trial",
    "scientific experiments",
  ],
  tables: `
    researchers = scientists, technicians: first_name, last_name, email # Who works there.
    projects = studies, trials: leader>researchers, title, description, start_date, end_date? # What is found out.
    experiments: project>>, researcher>, title, performed_on, protocol? # A try.
    samples = specimens: experiment>?, barcode, type, collected_on, location? # What is looked at.
    instruments = devices, equipment: name, serial_number, calibrated_on? # A device.
    tests: name!, unit?, reference_minimum:num?, reference_maximum:num? # What can be measured.
    results = measurements: sample>>, test>, instrument>?, researcher>, value, measured_at # What was measured.
    publications: project>, title, journal?, published_on # What was written.
    publication_authors [publication researcher]: publication>>, researcher>, position # Who wrote it.
  `,
};
