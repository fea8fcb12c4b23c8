import type { Domain } from "./domain";

export const streaming: Domain = {
  name: "movie streaming",
  titles: [
    "movie streaming",
    "video streaming",
    "netflix",
    "movie database",
    "movies",
    "imdb",
    "tv shows",
    "film database",
    "streaming service",
    "streaming platform",
    "video platform",
    "movie rental",
    "dvd rental",
  ],
  tables: `
    users = subscribers, customers, viewers: name, email, password_hash, created_at # Somebody who pays.
    plans = subscription plans: name!, monthly_price, max_screens:int # A kind of subscription.
    subscriptions: user>>, plan>, starts_on, ends_on?, status{active cancelled expired} # What a user pays for.
    profiles: user>>, name, is_child # A person in a household.
    movies = films, titles, videos: title, description, release_year, duration_minutes, age_rating? # A film.
    genres = categories: name! # A kind of film.
    movie_genres [movie genre]: movie>>, genre>> # The kinds of a film.
    people = actors, directors: name, birth_date? # Somebody who makes films.
    movie_cast [movie person role] = roles: movie>>, person>people, role{actor director writer}, character_name? # Who made a film.
    watch_history = views: profile>>, movie>>, watched_at, progress_seconds # What a profile has seen.
    ratings [profile movie] = reviews: profile>>, movie>>, rating, rated_at # What a profile thinks.
    watchlist_items [profile movie] = watchlists: profile>>, movie>>, added_at # What a profile wants to see.
  `,
};
