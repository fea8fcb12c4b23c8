import type { Domain } from "./domain";

export const socialNetwork: Domain = {
  name: "a social network",
  titles: [
    "social network",
    "social media",
    "social app",
    "social networking",
    "facebook",
    "twitter clone",
    "instagram clone",
    "microblogging",
  ],
  tables: `
    users = members, profiles: username, email, password_hash, display_name?, bio, avatar_url, created_at # A person.
    posts: user>>, body, image_url, created_at # Something that a user says.
    comments: post>>, user>>, parent>comments?, body, created_at # An answer to a post.
    likes [post user]: post>>, user>>, created_at # A user likes a post.
    follows [follower followed] = followers: follower>>users, followed>>users, created_at # A user follows another.
    messages: sender>users, recipient>users, body, sent_at, read_at? # A private message.
    notifications: user>>, type, body, read, created_at # Something a user is told.
    hashtags = tags: name! # A topic of posts.
    post_hashtags [post hashtag]: post>>, hashtag>> # The topics of a post.
  `,
};
