import { expect, test } from "vitest";
import { borderWidth } from "../../../client/webview/diagram/border";

test.each([0.03, 0.1, 0.5])("at %f, themes of high contrast have a border of a pixel", (zoom) => {
  expect(borderWidth(zoom, { isContrast: true }) * zoom).toBeCloseTo(1);
});

test("other themes have a fainter one, and from near it is the box's own", () => {
  expect(borderWidth(0.1, { isContrast: false }) * 0.1).toBe(0.5);
  expect(borderWidth(1, { isContrast: false })).toBe(1);
});
