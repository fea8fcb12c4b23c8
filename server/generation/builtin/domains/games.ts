import type { Domain } from "./domain";

export const games: Domain = {
  name: "a game",
  titles: [
    "game",
    "games",
    "video game",
    "online game",
    "multiplayer game",
    "gaming",
    "mmorpg",
    "role playing game",
    "chess",
  ],
  tables: `
    players = users, gamers: username, email, password_hash, level, experience, created_at # Somebody who plays.
    characters = avatars: player>>, name, class{warrior mage rogue healer}, level, health:int # A figure of a player.
    items = weapons: name!, type{weapon armor potion}, rarity{common rare epic legendary}, price # A thing.
    inventory_items [character item] = inventories: character>>, item>, quantity 1.. # What a figure has.
    guilds = clans, teams: leader>players, name!, created_at # Players together.
    guild_members [guild player]: guild>>, player>>, role{member officer leader}, joined_at # Who belongs to a guild.
    matches = games, sessions: mode, started_at, ended_at? # A game that is played.
    match_players [match player]: match>>, player>, score, won:bool # Who played, and how well.
    achievements: name!, description, points # A goal.
    player_achievements [player achievement]: player>>, achievement>, unlocked_at # Who has reached it.
    friendships [player friend]: player>>, friend>>players, status{requested accepted}, created_at # Who is a friend of whom.
    purchases = transactions: player>, item>, amount, purchased_at # What was bought.
  `,
};
