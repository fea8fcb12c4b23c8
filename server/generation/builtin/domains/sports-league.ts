import type { Domain } from "./domain";

export const sportsLeague: Domain = {
  name: "a sports league",
  titles: [
    "sports league",
    "league",
    "football",
    "soccer",
    "tournament",
    "sports team",
    "basketball",
    "cricket",
    "sports management",
    "sports tournament",
    "hockey league",
  ],
  tables: `
    leagues: name!, sport? # A competition.
    seasons: league>>, name, start_date, end_date # A year of it.
    venues = stadiums: name, city, capacity # Where matches are held.
    teams = clubs: venue>?, name!, city, founded_year? # A team.
    players: team>?, first_name, last_name, birth_date, position?:text, shirt_number?:int # Somebody who plays.
    coaches = managers: team>?, first_name, last_name # Somebody who trains.
    season_teams [season team]: season>>, team> # Who takes part.
    referees: name # Who decides.
    matches = games, fixtures: season>, home_team>teams, away_team>teams, venue>?, referee>?, played_at:at, home_score?, away_score?, status{scheduled live finished postponed} # A match.
    goals: match>>, player>, team>, minute:int # A goal.
    cards = bookings: match>>, player>, color{yellow red}, minute:int # A warning.
    player_statistics [player season] = statistics: player>>, season>>, appearances:int, goals:int, assists:int # What a player did in a season.
  `,
};
