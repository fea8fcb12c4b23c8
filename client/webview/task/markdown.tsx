import MarkdownIt from "markdown-it";
import { useMemo } from "react";

// HTML in the text stays text, and the library itself lets no `javascript:` into a link.
const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true });
// A picture would be asked for from wherever its writer says; its description does.
markdown.disable("image");

/** Text of people as they meant it to look. */
export function Markdown({ text }: { readonly text: string }) {
  const html = useMemo(() => markdown.render(text), [text]);
  return <div className="markdown" dangerouslySetInnerHTML={{ __html: html }} />;
}
