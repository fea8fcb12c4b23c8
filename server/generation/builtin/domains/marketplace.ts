import type { Domain } from "./domain";

export const marketplace: Domain = {
  name: "a marketplace",
  titles: [
    "marketplace",
    "online marketplace",
    "classifieds",
    "classified ads",
    "second hand",
    "c2c",
    "multi vendor",
    "multi vendor store",
    "listing site",
  ],
  tables: `
    users = customers, buyers, members: name, email!, phone?, created_at # Whoever buys.
    sellers = vendors, merchants, shops, stores: user>, name!, description?, joined_on # Whoever sells.
    categories: parent>categories?, name # A kind of thing.
    listings = products, items, ads, offers: seller>, category>, title, description, price, stock, status{active sold removed}, created_at # What is for sale.
    listing_images = photos, images, pictures: listing>>, url, position # A picture of it.
    orders = purchases: buyer>users, ordered_at, total:money, status{pending paid shipped delivered cancelled} # A purchase.
    order_items [order listing]: order>>, listing>, quantity 1.., unit_price # A line of it.
    payments: order>, amount, method{card transfer wallet}, paid_at # Money for an order.
    shipments = deliveries: order>, carrier, tracking_number?, shipped_at? # What is on the way.
    reviews = ratings: listing>>, user>, rating 1..5, comment, created_at # What a buyer thinks.
    favorites [user listing] = wishlists: user>>, listing>>, added_at # What somebody likes.
    messages: sender>users, recipient>users, listing>?, body, sent_at # What they write to each other.
  `,
};
