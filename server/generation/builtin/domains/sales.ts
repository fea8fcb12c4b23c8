import type { Domain } from "./domain";

export const sales: Domain = {
  name: "a point of sale",
  titles: [
    "point of sale",
    "pos",
    "supermarket",
    "grocery store",
    "grocery",
    "cash register",
    "sales",
    "retail store",
    "store management",
    "retail management",
  ],
  tables: `
    stores = branches, shops: name!, address # A shop.
    employees = cashiers, staff: store>, name, role{cashier manager} # Somebody who works there.
    customers: name, phone, email?, loyalty_points # Who buys.
    categories: name! # A kind of products.
    suppliers = vendors: name!, phone # Who delivers.
    products = items, goods: category>, supplier>?, barcode, name, unit_price, tax_rate # Something that is sold.
    stock_levels [store product] = inventory: store>>, product>>, quantity # What is there.
    sales = transactions, receipts: store>, employee>, customer>?, total_amount, sold_at # What somebody bought at once.
    sale_items [sale product]: sale>>, product>, quantity 1.., unit_price # A product that was bought.
    payments: sale>>, amount, method{cash card}, paid_at # Money.
    promotions = discounts: product>>, discount_percent, start_date, end_date # A lower price.
  `,
};
