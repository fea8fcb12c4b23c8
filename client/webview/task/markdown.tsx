import { useMemo } from "react";
import { htmlOf } from "./markdown-html";

/** Text of people as they meant it to look. */
export function Markdown({ text }: { readonly text: string }) {
  const html = useMemo(() => htmlOf(text), [text]);
  return <div className="markdown" dangerouslySetInnerHTML={{ __html: html }} />;
}
