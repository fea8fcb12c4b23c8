import type { Domain } from "./domain";

export const newspaper: Domain = {
  name: "a newspaper",
  titles: [
    "newspaper",
    "news website",
    "news portal",
    "news site",
    "magazine",
    "online magazine",
    "newsroom",
    "news app",
  ],
  tables: `
    authors = journalists, reporters, writers, editors: name, email!, bio? # Whoever writes.
    sections = categories, topics: parent>sections?, name! # A part of the paper.
    articles = stories, news, posts: author>, section>, title, body, status{draft review published}, published_at? # A text.
    tags: name! # A word for articles.
    article_tags [article tag]: article>>, tag>> # The words of an article.
    issues = editions: number!:int, published_on # What is printed on a day.
    issue_articles [issue article]: issue>>, article>, page:int # What is in an issue.
    photos = images, media: article>>?, url, caption?, credit? # A picture.
    readers = subscribers, users: name, email!, created_at # Whoever reads.
    subscriptions: reader>, plan, starts_on, ends_on?, status{active cancelled expired} # What a reader pays for.
    comments: article>>, reader>>, parent>comments?, body, created_at # What is said of a text.
    advertisements = ads: advertiser, section>?, starts_on, ends_on, price # A notice that is paid.
  `,
};
