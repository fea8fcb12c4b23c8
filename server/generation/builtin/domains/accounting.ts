import type { Domain } from "./domain";

export const accounting: Domain = {
  name: "accounting",
  titles: ["accounting", "bookkeeping", "finance", "expense tracker", "general ledger", "invoices"],
  tables: `
    customers = clients: name, email, phone, tax_number, address # Who is billed.
    suppliers = vendors: name, email, tax_number # Who sends bills.
    accounts = ledger accounts: code!, name, type{asset liability equity income expense} # An account of the ledger.
    journal_entries = transactions: entry_date, description # Something that is booked.
    journal_lines = ledger entries: journal_entry>>journal_entries, account>, debit, credit # One side of what is booked.
    products = items, services: name, unit_price, tax_rate # What is sold.
    invoices: customer>, invoice_number, issue_date, due_date, status{draft sent paid overdue cancelled}, total_amount # A bill to a customer.
    invoice_items = invoice lines, line items: invoice>>, product>?, description, quantity, unit_price, tax_rate # A line of a bill.
    payments: invoice>, amount, method{transfer card cash}, paid_on # Money for a bill.
    expenses = bills: supplier>?, account>, amount, spent_on, description # Money that was spent.
  `,
};
