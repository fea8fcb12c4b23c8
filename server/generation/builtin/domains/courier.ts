import type { Domain } from "./domain";

export const courier: Domain = {
  name: "a courier service",
  titles: [
    "courier",
    "courier service",
    "delivery service",
    "parcel",
    "parcel delivery",
    "package delivery",
    "package tracking",
    "delivery management",
    "last mile delivery",
  ],
  tables: `
    customers = senders, clients: name, email!, phone # Whoever sends.
    couriers = drivers, riders: first_name, last_name, phone, vehicle_type, status{offline available busy} # Whoever brings.
    addresses: customer>>, street, city, postal_code # A place.
    packages = parcels, shipments: sender>customers, tracking_number!, weight_kg:num, size{small medium large}, recipient_name # What is sent.
    deliveries = delivery requests, orders, delivery orders: package>, courier>?, pickup_address, drop_off_address, status{pending assigned picked_up delivered failed}, requested_at, delivered_at? # A way of it.
    tracking_events = tracking updates, status updates, location updates: delivery>>, status, latitude:num, longitude:num, recorded_at # Where it is.
    payments: delivery>, amount, method{card cash wallet}, paid_at # Money for it.
    ratings = reviews: delivery>>, customer>, rating 1..5, comment? # What a customer thinks.
    vehicles: courier>?, registration_number!, type # What a courier drives.
  `,
};
