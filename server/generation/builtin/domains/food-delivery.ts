import type { Domain } from "./domain";

export const foodDelivery: Domain = {
  name: "a food delivery service",
  titles: [
    "food delivery",
    "restaurant delivery",
    "food ordering",
    "meal delivery",
    "online food",
    "uber eats",
    "takeaway",
    "delivery app",
  ],
  tables: `
    customers = users: name, email, phone, created_at # Somebody who orders.
    addresses: customer>>, street, city, postal_code? # Where to deliver.
    restaurants: name, phone, address, cuisine?, active # A place that cooks.
    menu_categories: restaurant>>, name, position? # A part of a menu.
    menu_items = dishes, meals: restaurant>>, menu_category>menu_categories?, name, description, price, available # A dish.
    couriers = drivers, riders, delivery drivers: name, phone, vehicle_type{bike scooter car}, active # Somebody who delivers.
    orders: customer>, restaurant>, address>addresses, courier>?, status{placed accepted cooking on_the_way delivered cancelled}, total_amount, placed_at # What a customer wants to eat.
    order_items [order menu_item]: order>>, menu_item>, quantity 1.., unit_price # A dish of an order.
    payments: order>>, amount, method{card cash wallet}, paid_at? # Money for an order.
    reviews: order>>!, rating, comment, created_at # What a customer thinks.
  `,
};
