import type { Domain } from "./domain";

export const music: Domain = {
  name: "music streaming",
  titles: [
    "music streaming",
    "music",
    "spotify",
    "music library",
    "music app",
    "record label",
    "songs",
    "music store",
    "playlist",
  ],
  tables: `
    users = listeners: username, email, password_hash, created_at # Somebody who listens.
    artists = musicians, bands: name, bio # Who makes music.
    albums = records: artist>, title, released_on # A record.
    genres: name! # A kind of music.
    tracks = songs: album>>, genre>?, title, duration_seconds, track_number:int # A song.
    playlists: user>>, name, public, created_at # Songs that a user has put together.
    playlist_tracks [playlist track]: playlist>>, track>>, position, added_at # A song in a playlist.
    plays = listening history: user>>, track>, played_at # A song that was heard.
    follows [user artist]: user>>, artist>>, followed_at # Whom a user follows.
    likes [user track] = favorites: user>>, track>>, liked_at # What a user likes.
    subscriptions: user>>, plan{free premium family}, starts_on, ends_on? # What a user pays for.
  `,
};
