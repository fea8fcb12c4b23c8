import type { Domain } from "./domain";

export const saas: Domain = {
  name: "a subscription service",
  titles: [
    "saas",
    "subscription",
    "multi-tenant",
    "multi tenant",
    "software as a service",
    "subscription service",
    "subscriptions",
  ],
  tables: `
    tenants = organizations, workspaces, accounts, companies: name, slug, created_at # A customer of the service.
    users: email, password_hash, name, created_at # A person.
    memberships [tenant user] = members: tenant>>, user>>, role{owner admin member}, joined_at # Who belongs to which customer.
    invitations: tenant>>, inviter>users, email:text, token_hash, expires_at, accepted_at? # Somebody who is asked to join.
    plans: name!, monthly_price, yearly_price?, seat_limit:int? # What can be bought.
    features: key:text!, description # Something that a plan allows.
    plan_features [plan feature]: plan>>, feature>> # What a plan allows.
    subscriptions: tenant>>, plan>, status{trialing active past_due cancelled}, started_at, renews_at?, cancelled_at? # What a customer pays for.
    invoices: subscription>, invoice_number, amount, status{open paid void}, issued_at, due_at?:at # A bill.
    payments: invoice>, amount, method{card transfer}, paid_at # Money for a bill.
    audit_logs: tenant>>, user>?, action, details:json?, occurred_at # What somebody did.
  `,
};
