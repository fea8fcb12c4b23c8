import type { Domain } from "./domain";

export const inventory: Domain = {
  name: "an inventory",
  titles: [
    "inventory",
    "warehouse",
    "inventory management",
    "stock management",
    "warehouse management",
    "stock control",
  ],
  tables: `
    warehouses = stores, locations: name!, address # A place where goods are kept.
    suppliers = vendors: name, contact_name?, email, phone # A company that delivers goods.
    categories: name! # A group of products.
    products = items, articles: category>?, sku, name, description, unit_price, reorder_level # Something that is kept in stock.
    product_suppliers [product supplier]: product>>, supplier>>, supply_price # Who delivers what at what price.
    stock_levels [warehouse product] = inventory levels: warehouse>>, product>>, quantity # How much of a product is where.
    stock_movements = inventory transactions: product>, warehouse>, type{in out transfer adjustment}, quantity:int, moved_at # A change of stock.
    purchase_orders: supplier>, warehouse>, status{draft ordered received cancelled}, ordered_at, expected_on? # An order to a supplier.
    purchase_order_items [purchase_order product]: purchase_order>>, product>, quantity 1.., unit_price # A product of such an order.
  `,
};
