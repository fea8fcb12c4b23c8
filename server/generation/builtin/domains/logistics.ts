import type { Domain } from "./domain";

export const logistics: Domain = {
  name: "logistics",
  titles: ["logistics", "shipping", "shipment tracking", "freight", "transport", "supply chain", "trucking"],
  tables: `
    customers = senders, clients: name, email, phone, address # Who ships.
    warehouses = depots, hubs: name!, address, city # Where shipments wait.
    drivers = couriers: name, phone, license_number # Somebody who drives.
    vehicles = trucks: license_plate, type{van truck bike}, capacity_kg:num # A van or a truck.
    shipments = orders, deliveries: customer>, recipient_name, recipient_address, tracking_number, status{created picked_up in_transit delivered returned}, weight, created_at, delivered_at? # Goods on their way.
    packages = parcels: shipment>>, weight, length?, width?, height? # A box.
    routes = trips, tours: driver>, vehicle>, warehouse>, starts_at, ends_at? # A tour.
    route_stops [route shipment] = stops: route>>, shipment>, position, arrived_at? # A stop of a tour.
    tracking_events = status updates: shipment>>, warehouse>?, status, occurred_at # What happened to a shipment.
    invoices: customer>, shipment>, amount, issued_on, paid_on? # What a customer owes.
  `,
};
