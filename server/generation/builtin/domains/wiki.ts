import type { Domain } from "./domain";

export const wiki: Domain = {
  name: "a wiki",
  titles: ["wiki", "knowledge base", "documentation", "knowledge management", "wikipedia"],
  tables: `
    users = editors, contributors: username, email, password_hash, created_at # Somebody who writes.
    spaces = categories: name!, description # A group of pages.
    pages = articles: space>>, parent>pages?, title, slug:text, created_at ; unique space slug # A page.
    revisions = versions: page>>, author>users, body, comment, created_at # A text of a page.
    page_links [source target] = links: source>>pages, target>>pages # A page links to another.
    tags: name! # A word for pages.
    page_tags [page tag]: page>>, tag>> # The words of a page.
    attachments: page>>, uploader>users, file_name, url, uploaded_at # A file.
    comments: page>>, author>users, body, created_at # What is said of a page.
    watches [user page]: user>>, page>> # Who wants to know of changes.
  `,
};
