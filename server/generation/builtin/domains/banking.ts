import type { Domain } from "./domain";

export const banking: Domain = {
  name: "a bank",
  titles: [
    "banking",
    "bank",
    "bank management",
    "online banking",
    "banking system",
    "retail bank",
    "mobile banking",
  ],
  tables: `
    branches: name!, address, city # An office of the bank.
    employees = tellers: branch>, first_name, last_name, email, position # Somebody who works for the bank.
    customers = clients, account holders: first_name, last_name, birth_date, email, phone, address # Somebody with an account.
    accounts = bank accounts: branch>, account_number, type{checking savings}, balance, status{active frozen closed}, opened_on # An account.
    account_holders [account customer]: account>>, customer> # Whose an account is.
    transactions: account>, type{deposit withdrawal transfer fee}, amount:money, description, occurred_at # A change of a balance.
    transfers: from_account>accounts, to_account>accounts, amount, transferred_at # Money from one account to another.
    cards: account>>, card_number, type{debit credit}, expires_on, status{active blocked expired} # A card of an account.
    loans: customer>, branch>, amount, interest_rate, start_date, end_date, status{active paid defaulted} # Money lent.
    loan_payments: loan>>, amount, paid_on # Money paid back.
  `,
};
