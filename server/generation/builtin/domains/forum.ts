import type { Domain } from "./domain";

export const forum: Domain = {
  name: "a forum",
  titles: [
    "forum",
    "discussion board",
    "message board",
    "discussion forum",
    "community",
    "reddit",
    "question and answer",
    "q&a",
    "stack overflow",
  ],
  tables: `
    users = members: username, email, password_hash, role{member moderator admin}, created_at # Somebody who writes.
    categories = boards, subforums: name!, description, position? # A field of discussion.
    topics = threads, questions: category>, author>users, title, pinned, locked, created_at # A discussion.
    posts = replies, answers: topic>>, author>users, parent>posts?, body, created_at, edited_at? # A contribution.
    votes [post user] = likes: post>>, user>>, value:int, voted_at # What a user thinks of a post.
    tags: name! # A word for topics.
    topic_tags [topic tag]: topic>>, tag>> # The words of a topic.
    reports: post>>, reporter>users, reason, created_at # A post that breaks the rules.
  `,
};
