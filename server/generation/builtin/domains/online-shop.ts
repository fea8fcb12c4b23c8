import type { Domain } from "./domain";

export const onlineShop: Domain = {
  name: "an online shop",
  titles: [
    "online shop",
    "e-commerce",
    "ecommerce",
    "web shop",
    "webshop",
    "online store",
    "shop",
    "store",
    "retail",
    "shopping",
    "shopping cart",
    "e-shop",
    "fashion store",
    "bookstore",
    "bookshop",
  ],
  tables: `
    customers = clients, buyers, shoppers: name, email, phone, created_at # A person who buys in the shop.
    addresses: customer>>, line1, line2?, city, postal_code, country # A place to deliver to.
    categories: name!, parent>categories? # A group of products, which may belong to a larger one.
    products = articles, goods: category>?, name, sku, description, price, stock_quantity, active, created_at # Something that is sold.
    carts = shopping carts, baskets: customer>>!, created_at # What a customer means to buy.
    cart_items [cart product]: cart>>, product>>, quantity 1.. # A product in a cart.
    orders = purchases: customer>, shipping_address>addresses?, status{pending paid shipped delivered cancelled}, total_amount, ordered_at # What a customer has bought at once.
    order_items [order product] = order lines, order details, line items: order>>, product>, quantity 1.., unit_price # A product in an order, at the price of that day.
    payments: order>>, amount, method{card paypal bank_transfer cash}, status{pending completed failed refunded}, paid_at? # Money received for an order.
    reviews: product>>, customer>>, rating, comment, created_at ; unique product customer # What a customer thinks of a product.
  `,
};
