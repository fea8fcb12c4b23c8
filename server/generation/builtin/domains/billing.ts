import type { Domain } from "./domain";

export const billing: Domain = {
  name: "subscription billing",
  titles: [
    "subscription billing",
    "billing",
    "invoicing",
    "invoicing system",
    "billing system",
    "invoice management",
    "subscription management",
    "recurring billing",
  ],
  tables: `
    customers = clients, accounts, users: name, email!, billing_address, created_at # Whoever pays.
    products = services: name!, description # What is sold.
    plans = subscription plans, prices: product>?, name, price, billing_interval{month year}, active:bool # A price for a time.
    subscriptions: customer>, plan>, started_on, ends_on?, status{trial active past_due cancelled} # What a customer has taken.
    invoices = bills: customer>, subscription>?, invoice_number!, issued_on, due_on, total:money, status{draft open paid void} # A bill.
    invoice_items = invoice lines, line items, invoice line items: invoice>>, product>?, description, quantity 1.., unit_price # A line of a bill.
    payment_methods = cards: customer>>, type{card bank wallet}, last_four, expires_on? # How a customer pays.
    payments = transactions: invoice>, payment_method>?, amount, status{pending succeeded failed}, paid_at # Money for a bill.
    refunds = credits: payment>, amount, reason, refunded_at # Money given back.
    coupons = discounts: code!, percent_off:num, valid_until? # A lower price.
    taxes = tax rates: name!, rate:num # What the state takes.
  `,
};
