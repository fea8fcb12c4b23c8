import type { Domain } from "./domain";

export const insurance: Domain = {
  name: "an insurance company",
  titles: [
    "insurance",
    "insurance company",
    "insurance management",
    "claims management",
    "car insurance",
    "health insurance",
  ],
  tables: `
    customers = policyholders, clients: first_name, last_name, birth_date, email, phone, address # Somebody who is insured.
    agents = brokers: name, email, phone # Somebody who sells policies.
    products = insurance types, policy types: name!, description # A kind of insurance.
    policies = contracts: customer>, agent>?, product>, policy_number, start_date, end_date, premium, coverage_amount, status{active lapsed cancelled} # A contract.
    beneficiaries: policy>>, name, relationship, share_percent # Who is paid.
    claims: policy>, claim_number!, incident_date, filed_on, description, amount, status{submitted in_review approved rejected paid} # Damage that is reported.
    claim_documents = documents: claim>>, file_name, uploaded_at # A paper of a claim.
    payments = premium payments: policy>, amount, due_date, paid_on? # A premium.
    payouts: claim>, amount, paid_on # Money for a claim.
  `,
};
