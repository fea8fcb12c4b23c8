import type { Domain } from "./domain";

export const filmProduction: Domain = {
  name: "film production",
  titles: [
    "film production",
    "movie production",
    "film studio",
    "tv production",
    "video production",
    "production company",
    "film set",
  ],
  tables: `
    productions = films, movies, projects, shows: title, genre, budget:money, starts_on, status{development filming editing released} # What is made.
    people = crew members, crew, actors, cast, staff: first_name, last_name, email?, phone? # Whoever works on it.
    characters: production>>, name, description? # Whoever is played.
    castings [character actor] = roles: character>>, actor>people, fee:money? # Who plays whom.
    crew_assignments = assignments: production>>, person>, department, job_title # Who does what.
    scenes: production>>, location>?, scene_number, description; unique production scene_number # A part of it.
    locations = sets: name, address, daily_fee:money? # Where it is filmed.
    shooting_days = shoots, schedules, shooting schedules: production>>, shot_on, call_time:time # A day of filming.
    shooting_day_scenes [shooting_day scene]: shooting_day>>, scene>> # What is filmed on a day.
    equipment = props, gear, cameras: name, serial_number!, type # What is used.
    equipment_bookings = equipment rentals: equipment>, shooting_day>>, notes? # What is used on a day.
    expenses = costs: production>, description, amount, spent_on # What it costs.
  `,
};
