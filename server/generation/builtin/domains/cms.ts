import type { Domain } from "./domain";

export const cms: Domain = {
  name: "a content management system",
  titles: [
    "cms",
    "content management",
    "content management system",
    "website content",
    "publishing platform",
  ],
  tables: `
    users = editors, authors: name, email, password_hash, role{admin editor author}, created_at # Somebody who writes.
    sites: name, domain!:text # A website.
    content_types: name!, fields:json # A kind of content.
    pages = articles, entries, content: site>>, author>users, parent>pages?, content_type>?, title, slug:text, body, status{draft published archived}, published_at?, created_at ; unique site slug # A page.
    page_revisions = revisions, versions: page>>, editor>users, body, created_at # An older text.
    categories: name!, parent>categories? # A topic.
    page_categories [page category]: page>>, category>> # The topics of a page.
    tags: name! # A word for pages.
    page_tags [page tag]: page>>, tag>> # The words of a page.
    media_files = media, images, assets: uploader>users, file_name, url, mime_type, file_size, uploaded_at # A picture or a file.
    menus: site>>, name # A menu.
    menu_items: menu>>, page>?, parent>menu_items?, label, position # A line of a menu.
  `,
};
