import type { Domain } from "./domain";

export const restaurant: Domain = {
  name: "a restaurant",
  titles: [
    "restaurant",
    "restaurant management",
    "cafe",
    "restaurant reservation",
    "table reservation",
    "bar",
    "bistro",
    "coffee shop",
    "pizzeria",
  ],
  tables: `
    tables = dining tables: table_number!, seats # A table.
    customers = guests: name, phone, email? # A guest.
    reservations = bookings: customer>, table>, reserved_for:at, party_size:int, status{booked seated cancelled} # A table kept for a guest.
    employees = waiters, staff: name, role{waiter cook manager}, phone, hired_on # Somebody who works here.
    menu_categories = categories: name! # A part of the menu.
    menu_items = dishes, meals: menu_category>menu_categories, name, description, price, available # Something on the menu.
    ingredients: name!, unit, stock_quantity # What dishes are made of.
    menu_item_ingredients [menu_item ingredient]: menu_item>>, ingredient>, quantity # How much goes into a dish.
    orders: table>, employee>, status{open served paid cancelled}, ordered_at # What a table has ordered.
    order_items [order menu_item]: order>>, menu_item>, quantity 1.., unit_price # A dish of an order.
    payments = bills: order>>, amount, method{cash card}, paid_at # Money for an order.
  `,
};
