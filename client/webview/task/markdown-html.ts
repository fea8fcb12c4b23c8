import MarkdownIt from "markdown-it";

// HTML in the text stays text.
const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true });
// A picture would be asked for from wherever its writer says; its description does.
markdown.disable("image");
// Others ask the editor or another program to do something.
markdown.validateLink = (address) => /^(https?|mailto):/i.test(address);

/** The HTML of a text of people. */
export function htmlOf(text: string): string {
  return markdown.render(text);
}
