import axe from "axe-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { diagramSchema } from "../../../bench/diagram-schema.mjs";
import { openDiagram } from "../rig/diagram-page.mjs";

type Diagram = Awaited<ReturnType<typeof openDiagram>>;

const shopTypes = `CREATE TYPE mood AS ENUM ('glad', 'sad');
CREATE TYPE "Size" AS ENUM (${Array.from({ length: 20 }, (_, nth) => `'s${nth}'`).join(", ")});
CREATE TABLE person (id bigint PRIMARY KEY, mood mood NOT NULL, sizes "Size"[]);
CREATE TABLE pet (id bigint PRIMARY KEY, person_id bigint REFERENCES person (id));
`;

describe("enumerated types are boxes", () => {
  let diagram: Diagram;
  beforeAll(async () => {
    diagram = await openDiagram(shopTypes, {
      before: [
        {
          type: "tasks",
          tasks: { "person.mood": { count: 1, titles: ["Is there more than glad and sad?"] } },
        },
      ],
    });
    await diagram.page.locator("[data-layout-ms] .table").first().waitFor();
  });
  afterAll(() => diagram.close());

  const box = (id: string) => diagram.page.locator(`.react-flow__node[data-id='public.${id}']`);

  test("with their values, many of them in short", async () => {
    expect(await box("mood").locator(".column").allInnerTexts()).toEqual(["glad", "sad"]);
    expect((await box("Size").locator(".column").allInnerTexts()).slice(-2)).toEqual(["s10", "… 9 more"]);
    expect(await diagram.page.getByRole("status").innerText()).toBe("2 tables, 1 relation, 2 enums");
  });

  test("a chosen one shows who is of it, and cannot be edited here", async () => {
    await box("mood").locator(".header").click();
    await expect.poll(() => diagram.page.locator(".use").count()).toBe(1);
    const inspector = diagram.page.getByRole("complementary", { name: "About mood" });
    expect(await inspector.locator("code").allInnerTexts()).toEqual(["glad", "sad"]);
    await inspector.getByRole("button", { name: "person", exact: true }).click();
    await diagram.page.getByRole("complementary", { name: "About person" }).waitFor();
    await expect.poll(() => diagram.page.locator(".use").count()).toBe(2);
    await box("mood").locator(".header").click();
    await diagram.page.keyboard.press("F2");
    expect(await diagram.page.getByLabel("New name of mood").count()).toBe(0);
  });

  test("tasks and rules of a table are in its inspector", async () => {
    await box("person").locator(".header").click();
    const inspector = diagram.page.getByRole("complementary", { name: "About person" });
    await inspector.getByText("Is there more than glad and sad?").waitFor();
  });

  test("a value that comes is shown as one", async () => {
    const before: unknown = await diagram.model();
    await diagram.change(shopTypes.replace("'sad'", "'sad', 'calm'"));
    await diagram.post({ type: "compare", before, title: "Before" });
    await expect.poll(() => diagram.page.locator(".row.added").getAttribute("data-column")).toBe("calm");
    await diagram.post({ type: "compare" });
  });
});

describe.each(["light", "dark", "contrast"] as const)("a large schema in the %s theme", (theme) => {
  test("is a map from afar and has no line across its parts from near", async () => {
    const diagram = await openDiagram(diagramSchema(72), { theme });
    try {
      const { page } = diagram;
      await page.locator("[data-layout-ms] .table").first().waitFor();
      await expect.poll(() => page.locator(".area-frame").count()).toBeGreaterThan(3);
      await page.evaluate(axe.source);
      const violations = () =>
        page.evaluate(
          "axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))",
        );
      await page.getByRole("searchbox").fill("shipment_3");
      await page.keyboard.press("Enter");
      await page.locator(".canvas:not(.far)").waitFor();
      const table = page.locator(".table.selected");
      // What is chosen has its lines in full, the others' that lead elsewhere only begin.
      await expect.poll(() => page.locator(".relation.strong .whole").count()).toBeGreaterThan(0);
      for (const line of await page.locator(".relation.between:not(.strong) .whole").all())
        expect(await line.isVisible()).toBe(false);
      expect(await table.locator(".name").innerText()).toBe("shipment_3");
      await page.getByRole("searchbox").fill("");
      expect(await violations()).toEqual([]);
      expect(diagram.errors).toEqual([]);
    } finally {
      await diagram.close();
    }
  });
});

test("from afar no name is broken inside of a word", async () => {
  const diagram = await openDiagram(diagramSchema(30), { width: 700, height: 600 });
  try {
    const { page } = diagram;
    await page.locator("[data-layout-ms] .table").first().waitFor();
    await page.locator(".canvas.far").waitFor();
    await expect.poll(() => page.locator(".table .name").count()).toBe(31);
    const broken = await page
      .locator(".table .name")
      .evaluateAll((names) =>
        (names as { scrollWidth: number; clientWidth: number; textContent: string }[])
          .filter((name) => name.scrollWidth > name.clientWidth + 1)
          .map((name) => name.textContent),
      );
    expect(broken).toEqual([]);
  } finally {
    await diagram.close();
  }
});

test("a picture of many tables is painted from afar, and what the pointer is on can be taken hold of", async () => {
  const diagram = await openDiagram(diagramSchema(160));
  try {
    const { page } = diagram;
    await page.locator("[data-layout-ms] .canvas.settled").waitFor();
    await page.getByRole("img", { name: "161 tables from afar" }).waitFor();
    expect(await page.locator(".table").count()).toBe(0);
    // The layout of the same text is the same, but where it puts something is its own affair.
    const saved = async () =>
      JSON.parse(await page.evaluate("sessionStorage.getItem('state')")) as {
        positions: Record<string, { x: number; y: number }>;
      };
    await expect.poll(async () => Object.keys((await saved()).positions).length).toBe(161);
    const { x, y } = (await saved()).positions["public.invoice"] ?? { x: 0, y: 0 };
    const [left = 0, top = 0, zoom = 1] = (
      (await page.locator(".react-flow__viewport").getAttribute("style")) ?? ""
    )
      .match(/-?[\d.]+/g)!
      .map(Number);
    const pane = await page.locator(".react-flow").boundingBox();
    const at = { x: (pane?.x ?? 0) + left + (x + 20) * zoom, y: (pane?.y ?? 0) + top + (y + 20) * zoom };
    await page.mouse.move(at.x, at.y);
    await page.locator(".react-flow__node[data-id='public.invoice']").waitFor();
    await page.mouse.down();
    await page.mouse.move(at.x + 40, at.y + 30, { steps: 4 });
    await page.mouse.up();
    await expect
      .poll(async () => (await saved()).positions["public.invoice"]?.x)
      .toBeGreaterThan(x + 20 / zoom);
    await page.mouse.click(at.x + 40, at.y + 30);
    await page.getByRole("complementary", { name: "About invoice" }).waitFor();
    expect(diagram.errors).toEqual([]);
  } finally {
    await diagram.close();
  }
});
