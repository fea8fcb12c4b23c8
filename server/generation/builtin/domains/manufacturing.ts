import type { Domain } from "./domain";

export const manufacturing: Domain = {
  name: "manufacturing",
  titles: [
    "manufacturing",
    "factory",
    "bill of materials",
    "bom",
    "production planning",
    "mrp",
    "production",
    "erp",
    "assembly line",
  ],
  tables: `
    products = parts, items, components, materials: part_number!:text, name, unit, unit_cost, type{raw component finished} # A part or what is made of parts.
    bom_items [product component] = bill of materials items, bills of materials: product>>, component>products, quantity # How much of a part goes into another.
    suppliers = vendors: name!, email, phone # Who delivers parts.
    supplier_products [supplier product]: supplier>>, product>>, price, lead_time_days # Who delivers what.
    work_centers = machines, workstations: name!, location?, hourly_cost # Where work is done.
    operations = routings, steps: product>>, work_center>, position, name, duration_minutes ; unique product position # A step of the making.
    work_orders = production orders: product>, quantity 1.., due_date, status{planned released in_progress finished cancelled} # What is to be made.
    work_order_operations [work_order operation]: work_order>>, operation>, started_at?, finished_at? # A step that is done.
    inventory_levels [product location] = stock: product>>, location, quantity # What is there.
    purchase_orders: supplier>, ordered_on, status{open received cancelled} # An order to a supplier.
    purchase_order_items [purchase_order product]: purchase_order>>, product>, quantity 1.., unit_price # A part that is ordered.
    quality_checks = inspections: work_order>>, inspector_name, passed:bool, notes, checked_at # A test.
    customers: name, email # Who buys.
  `,
};
