import type { Domain } from "./domain";

export const pharmacy: Domain = {
  name: "a pharmacy",
  titles: ["pharmacy", "drug store", "drugstore", "medicine", "pharmacy management", "medical store"],
  tables: `
    suppliers = manufacturers: name!, phone, email? # Who delivers drugs.
    categories: name! # A kind of drugs.
    medicines = drugs, medications, products: category>?, name, dosage_form?, strength?, price, requires_prescription # A drug.
    batches = stock: medicine>, supplier>, batch_number, expiry_date, quantity, purchase_price # Drugs of one delivery.
    customers = patients: name, phone, birth_date? # Who buys.
    doctors = prescribers: name, license_number # Who prescribes.
    prescriptions: customer>, doctor>, issued_on # What a doctor prescribes.
    prescription_items [prescription medicine]: prescription>>, medicine>, quantity 1.., instructions? # A drug on a prescription.
    pharmacists = employees, staff: name, license_number # Who sells.
    sales: customer>?, prescription>?, pharmacist>, total_amount, sold_at # What was sold at once.
    sale_items: sale>>, batch>, quantity 1.., unit_price # A drug that was sold.
  `,
};
