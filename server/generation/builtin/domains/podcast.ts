import type { Domain } from "./domain";

export const podcast: Domain = {
  name: "a podcast platform",
  titles: ["podcast", "podcast hosting", "podcast platform", "podcasting", "audio show"],
  tables: `
    users = listeners, hosts, creators, podcasters: name, email!, created_at # Whoever listens or speaks.
    categories = genres, topics: name! # A kind of podcast.
    podcasts = shows: owner>users, category>?, title, description, language, cover_url? # A series.
    episodes: podcast>>, title, description, audio_url, duration_seconds, episode_number, published_at? # A part of it.
    subscriptions [user podcast] = follows: user>>, podcast>>, subscribed_at # Who follows a series.
    comments: episode>>, user>>, body, created_at # What is said of an episode.
    ratings [user podcast] = reviews: user>>, podcast>>, rating 1..5, created_at # What somebody thinks of a series.
    plays = listens, downloads: episode>>, user>>?, played_at, seconds_listened:int # When an episode was heard.
    episode_guests [episode guest]: episode>>, guest>> # Who is heard in an episode.
    guests = speakers: name, bio? # Somebody who is invited.
    sponsors = advertisers: name!, email? # Whoever pays.
    sponsorships = ads: sponsor>, episode>>, amount # What is paid for an episode.
  `,
};
