import type { Domain } from "./domain";

export const esports: Domain = {
  name: "e-sports",
  titles: ["esports", "e-sports", "esports tournament", "gaming tournament", "tournament management"],
  tables: `
    games: name!, genre, publisher? # What is played.
    organizations = sponsors: name!, country? # Who backs a team.
    teams = squads: organization>?, game>, name!, founded_on? # Who play together.
    players = gamers, participants: nickname!, name, country?, birth_date? # Who plays.
    team_players [team player] = rosters: team>>, player>>, joined_on, left_on?, position # Who plays for whom.
    tournaments = competitions, leagues: game>, name, starts_on, ends_on, prize_pool:money, format # A contest.
    tournament_teams [tournament team] = registrations, entries: tournament>>, team>>, seed:int?, placement:int? # Who takes part.
    matches = fixtures, games played: tournament>>, home_team>teams, away_team>teams, winner>teams?, starts_at, round # A meeting.
    match_results = scores, match stats, player stats: match>>, player>, score:int # What a player did.
    prizes: tournament>>, team>?, place:int, amount # What is won.
    streams = broadcasts: match>>, url, language # Where it is shown.
  `,
};
