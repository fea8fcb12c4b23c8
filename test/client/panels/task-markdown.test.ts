import { expect, it } from "vitest";
import { htmlOf } from "../../../client/webview/task/markdown-html";

it.each([
  ["[x](https://example.com/a)", '<p><a href="https://example.com/a">x</a></p>\n'],
  ["https://example.com/a", '<p><a href="https://example.com/a">https://example.com/a</a></p>\n'],
  ["[x](mailto:ada@example.com)", '<p><a href="mailto:ada@example.com">x</a></p>\n'],
  ["[x](command:workbench.action.quit)", "<p>[x](command:workbench.action.quit)</p>\n"],
  ["[x](vscode://a.b/c)", "<p>[x](vscode://a.b/c)</p>\n"],
  ["[x](javascript:alert)", "<p>[x](javascript:alert)</p>\n"],
  ["<img src=x onerror=alert(1)>", "<p>&lt;img src=x onerror=alert(1)&gt;</p>\n"],
])("a text of people leads nowhere but to pages and mail: %s", (text, html) => {
  expect(htmlOf(text)).toBe(html);
});
