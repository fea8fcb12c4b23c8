import type { Domain } from "./domain";

export const crowdfunding: Domain = {
  name: "crowdfunding",
  titles: ["crowdfunding", "kickstarter", "crowd funding", "fundraising platform"],
  tables: `
    users = backers, creators: name, email, created_at # Somebody who gives or asks.
    categories: name! # A kind of projects.
    projects = campaigns: creator>users, category>, title, description, goal_amount, starts_at, ends_at, status{draft live funded failed} # What is to be paid.
    rewards = tiers: project>>, title, description, minimum_amount, quantity_limit:int?, estimated_delivery:date? # What one gets.
    pledges = contributions, backings: backer>users, project>, reward>?, amount, status{active cancelled collected}, pledged_at # What somebody gives.
    payments: pledge>>, amount, method{card paypal}, paid_at # Money received.
    updates: project>>, title, body, posted_at # News of a project.
    comments: project>>, user>>, body, created_at # What is said of a project.
  `,
};
