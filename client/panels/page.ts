import { randomBytes } from "node:crypto";
import * as vscode from "vscode";

/** The HTML of a page of `dist/webview`: its own script and style, no network, no inline script. */
export function pageOf(
  webview: vscode.Webview,
  root: vscode.Uri,
  { script, title }: { readonly script: string; readonly title: string },
): string {
  const nonce = randomBytes(16).toString("base64");
  const uri = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(root, file)).toString();
  const policy = [
    "default-src 'none'",
    `img-src ${webview.cspSource} data:`,
    `font-src ${webview.cspSource}`,
    // The diagram's library places its boxes by inline styles.
    `style-src ${webview.cspSource} 'unsafe-inline'`,
    `script-src 'nonce-${nonce}'`,
    `connect-src ${webview.cspSource}`,
    "worker-src blob:",
  ].join("; ");
  return `<!doctype html>
<html lang="${vscode.env.language}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escaped(title)}</title>
    <link rel="stylesheet" href="${uri("codicon.css")}" id="vscode-codicon-stylesheet">
    <link rel="stylesheet" href="${uri(`${script}.css`)}">
  </head>
  <body data-layout-worker="${uri("elk-worker.js")}">
    <div id="root"></div>
    <script nonce="${nonce}" src="${uri(`${script}.js`)}"></script>
  </body>
</html>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
