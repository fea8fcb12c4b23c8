import type { Domain } from "./domain";

export const loyalty: Domain = {
  name: "a loyalty programme",
  titles: [
    "loyalty programme",
    "loyalty program",
    "loyalty",
    "loyalty card",
    "rewards program",
    "rewards programme",
    "points program",
    "customer rewards",
  ],
  tables: `
    members = customers, users: first_name, last_name, email!, tier>?, joined_on # Whoever collects.
    tiers = levels, membership levels: name!, minimum_points:int # How much somebody has collected.
    cards = loyalty cards: member>, card_number!, issued_on, active:bool # What somebody shows.
    stores = partners, shops, merchants: name, address? # Where it holds.
    purchases = orders, sales: member>, store>, amount, purchased_at # What was bought.
    point_transactions = points, transactions: member>>, purchase>?, points:int, type{earned redeemed expired}, created_at # Points that came or went.
    rewards = gifts: name!, description, points_cost:int, active:bool # What points buy.
    redemptions: member>, reward>, store>?, points_spent:int, redeemed_at # A reward that was taken.
    promotions = campaigns, offers: store>?, name, multiplier:num, starts_on, ends_on # More points for a time.
  `,
};
