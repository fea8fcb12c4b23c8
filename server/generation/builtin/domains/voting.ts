import type { Domain } from "./domain";

export const voting: Domain = {
  name: "an election",
  titles: ["voting", "election", "vote", "online voting", "e-voting", "ballot", "voting system"],
  tables: `
    elections = polls: title, description, starts_at, ends_at, status{draft open closed} # A vote.
    districts = constituencies, precincts: name! # Where people vote.
    parties: name!, abbreviation? # A group of candidates.
    positions = offices, races: election>>, district>?, title # What is decided.
    candidates: position>>, party>?, first_name, last_name # Who can be elected.
    voters = citizens, users: district>, national_id, first_name, last_name, birth_date, registered_at # Who may vote.
    polling_stations: district>, name, address # Where one votes.
    voter_participations [election voter]: election>>, voter>, polling_station>?, voted_at # Who has voted, and not for whom.
    ballots = votes: position>, candidate>, cast_at # A vote, without the voter.
  `,
};
