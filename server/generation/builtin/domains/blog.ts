import type { Domain } from "./domain";

export const blog: Domain = {
  name: "a blog",
  titles: ["blog", "blogging platform", "blogging", "weblog", "personal blog", "magazine site"],
  tables: `
    users = authors, bloggers: username, email, password_hash, display_name?, bio, created_at # Somebody who writes or comments.
    categories: name!, slug # A topic.
    posts = articles, blog posts: author>users, category>?, title, slug, body, status{draft published archived}, published_at?, created_at # An article.
    comments: post>>, user>users, parent>comments?, body, created_at # An answer to an article.
    tags: name! # A word that describes articles.
    post_tags [post tag]: post>>, tag>> # Which words describe an article.
  `,
};
