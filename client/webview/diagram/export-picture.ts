import type { DiagramModel } from "../../../server/protocol/diagram";
import type { DiagramHost, Point } from "./host";
import { mermaidOf, pngOf, svgOf } from "./picture";
import type { ExportChoice } from "./toolbar";
import type { View } from "./view";

export interface Picture {
  readonly model: DiagramModel;
  readonly view: View;
  readonly positions: ReadonlyMap<string, Point>;
  readonly routes: ReadonlyMap<string, readonly Point[]>;
}

/** Takes the picture out in the way that was chosen; resolves with why it could not be, or undefined. */
export async function exportPicture(
  choice: ExportChoice,
  picture: Picture,
  host: DiagramHost,
): Promise<string | undefined> {
  try {
    switch (choice) {
      case "mermaid":
        host.send({ type: "save", format: "mermaid", data: mermaidOf(picture.model) });
        return undefined;
      case "copyMermaid":
        host.send({ type: "copy", text: mermaidOf(picture.model) });
        return undefined;
      case "svg":
        host.send({ type: "save", format: "svg", data: svgOf(picture) });
        return undefined;
      case "page":
        host.send({ type: "save", format: "svg", data: svgOf(picture, { page: true }) });
        return undefined;
      case "png":
        host.send({ type: "save", format: "png", data: await pngOf(svgOf(picture)) });
        return undefined;
      case "copy": {
        const base64 = await pngOf(svgOf(picture));
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        await navigator.clipboard.write([
          new ClipboardItem({ "image/png": new Blob([bytes], { type: "image/png" }) }),
        ]);
        return undefined;
      }
    }
  } catch (error) {
    return `The picture could not be made: ${error instanceof Error ? error.message : String(error)}`;
  }
}
