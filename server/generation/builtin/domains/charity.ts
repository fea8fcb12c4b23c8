import type { Domain } from "./domain";

export const charity: Domain = {
  name: "a charity",
  titles: [
    "charity",
    "donation",
    "donations",
    "ngo",
    "nonprofit",
    "non-profit",
    "fundraising",
    "volunteer management",
    "volunteers",
    "blood bank",
    "blood donation",
  ],
  tables: `
    donors: first_name, last_name, email, phone, address? # Who gives.
    campaigns = projects: title, description, goal_amount, start_date, end_date? # What for.
    donations: donor>?, campaign>, amount, currency, method{card transfer cash}, donated_at, anonymous # Money given.
    recurring_donations = pledges: donor>>, campaign>, amount, frequency{monthly quarterly yearly}, start_date, end_date? # Money that will be given.
    volunteers: first_name, last_name, email, phone # Who helps.
    events: campaign>?, title, location, starts_at, ends_at # Something that is held.
    event_volunteers [event volunteer]: event>>, volunteer>>, hours? # Who helps where.
    beneficiaries: name, description # Who is helped.
    expenses: campaign>, beneficiary>?, amount, spent_on, description # Money used.
  `,
};
