import type { Domain } from "./domain";

export const auction: Domain = {
  name: "an auction",
  titles: ["auction", "online auction", "ebay", "bidding", "auction house", "second-hand"],
  tables: `
    users = bidders, sellers, buyers: username, email, phone, created_at # Somebody who buys or sells.
    categories: name!, parent>categories? # A kind of things.
    items = lots, listings, products: seller>users, category>, title, description, condition{new used}, created_at # Something for sale.
    item_images = photos: item>>, url, position? # A picture.
    auctions: item>>, starting_price, reserve_price?, starts_at, ends_at, status{scheduled open closed cancelled}, winner>users? # A sale by bids.
    bids: auction>>, bidder>users, amount, placed_at # What somebody would pay.
    payments: auction>, payer>users, amount, status{pending paid refunded}, paid_at? # Money for a thing.
    shipments: auction>, address, tracking_number?, shipped_at? # A thing on its way.
    feedback = reviews, ratings: auction>>, author>users, recipient>users, rating, comment, created_at ; unique auction author # What one thinks of the other.
    watchlist_items [user auction] = watchlists: user>>, auction>>, added_at # What a user watches.
  `,
};
