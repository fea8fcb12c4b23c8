import type { Domain } from "./domain";

export const dating: Domain = {
  name: "a dating app",
  titles: ["dating", "dating app", "tinder", "matchmaking", "dating site"],
  tables: `
    users = profiles, members: email, password_hash, display_name, birth_date, gender{female male other}, bio, latitude?, longitude?, created_at # Somebody who looks for somebody.
    photos: user>>, url, position # A picture of a user.
    interests: name! # Something one likes.
    user_interests [user interest]: user>>, interest>> # What a user likes.
    preferences: user>>!, minimum_age:int, maximum_age:int, gender{female male other any}, maximum_distance_km:int # Whom a user looks for.
    swipes [swiper swiped] = likes: swiper>>users, swiped>>users, liked:bool, swiped_at # What one thinks of another.
    matches: first_user>>users, second_user>>users, matched_at ; unique first_user second_user # Two who like each other.
    messages: match>>, sender>users, body, sent_at, read_at? # What one writes to the other.
    blocks [blocker blocked]: blocker>>users, blocked>>users, blocked_at # Who wants nothing of whom.
    reports: reporter>users, reported>users, reason, created_at # Who breaks the rules.
  `,
};
