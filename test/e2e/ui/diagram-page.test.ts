import axe from "axe-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDiagram } from "../rig/diagram-page.mjs";

const shop = `-- who buys
CREATE TABLE customer (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, -- the key
  email text NOT NULL
);
CREATE TABLE purchase (
  id bigint PRIMARY KEY,
  customer_id bigint, -- whose
  amount numeric(10, 2)
);
CREATE TABLE line (
  id bigint PRIMARY KEY,
  purchase_id bigint NOT NULL REFERENCES purchase (id)
);
`;

type Diagram = Awaited<ReturnType<typeof openDiagram>>;

describe("the diagram edits the schema", () => {
  let diagram: Diagram;
  beforeAll(async () => {
    diagram = await openDiagram(shop);
    await diagram.page.locator("[data-layout-ms] .table").first().waitFor();
  });
  afterAll(() => diagram.close());

  const row = (table: string, column: string) =>
    diagram.page.locator(`.row[data-table="public.${table}"][data-column="${column}"]`);
  const text = () => expect.poll(() => diagram.text());
  const choose = (item: string) => diagram.page.getByRole("menuitem", { name: item, exact: true }).click();
  const check = (item: string) =>
    diagram.page.getByRole("menuitemcheckbox", { name: item, exact: true }).click();

  test("a column is renamed by a double click, and a refusal stays beside the field", async () => {
    await row("customer", "email").locator(".column").dblclick();
    const field = diagram.page.getByLabel("New name of email");
    await field.fill("id");
    await field.press("Enter");
    await diagram.page.getByRole("alert").getByText('already has a column "id"').waitFor();
    await field.fill("mail");
    await field.press("Enter");
    await text().toContain("  mail text NOT NULL\n");
  });

  test("a type is changed by a double click", async () => {
    await row("purchase", "amount").locator(".type").dblclick();
    await diagram.page.getByLabel("Type of amount").fill("numeric(12, 4)");
    await diagram.page.keyboard.press("Enter");
    await text().toContain("amount numeric(12, 4)");
  });

  test("a table is renamed with F2, and Escape leaves it", async () => {
    await diagram.page.locator(".react-flow__node[data-id='public.line']").focus();
    await diagram.page.keyboard.press("F2");
    await diagram.page.getByLabel("New name of line").fill("nothing");
    await diagram.page.keyboard.press("Escape");
    await diagram.page.locator(".react-flow__node[data-id='public.line']").focus();
    await diagram.page.keyboard.press("F2");
    await diagram.page.getByLabel("New name of line").fill("purchase_line");
    await diagram.page.keyboard.press("Enter");
    await text().toContain("CREATE TABLE purchase_line (");
    expect(diagram.text()).not.toContain("nothing");
  });

  test("columns are added one after the other", async () => {
    await diagram.page.locator(".table .name", { hasText: /^customer$/ }).click({ button: "right" });
    await choose("Add Column");
    const field = diagram.page.getByLabel("New column of customer: name and type");
    await field.fill("phone text not null default ''");
    await field.press("Enter");
    await text().toContain("  mail text NOT NULL,\n  phone text NOT NULL DEFAULT ''\n);");
    await field.fill("born date");
    await field.press("Enter");
    await text().toContain("DEFAULT '',\n  born date\n);");
    await field.press("Escape");
  });

  test("attributes are switched in the menu, which the keyboard opens too", async () => {
    await row("customer", "mail").click({ button: "right" });
    await check("Unique");
    await text().toContain("mail text NOT NULL UNIQUE,");
    await row("customer", "mail").click();
    await diagram.page.locator(".react-flow__node[data-id='public.customer']").focus();
    await diagram.page.keyboard.press("Shift+F10");
    await diagram.page.getByRole("menuitemcheckbox", { name: "Not Null" }).waitFor();
    await diagram.page.keyboard.press("n");
    await diagram.page.keyboard.press("Enter");
    await text().toContain("mail text UNIQUE,");
  });

  test("a foreign key is drawn from column to column, with its rule and its index", async () => {
    await row("purchase", "customer_id").hover();
    await row("purchase", "customer_id").locator(".grip").hover();
    await diagram.page.mouse.down();
    await row("customer", "id").hover();
    await diagram.page.mouse.up();
    const dialog = diagram.page.getByRole("dialog", { name: "Foreign key from purchase.customer_id" });
    expect(await dialog.getByLabel("References the table").inputValue()).toBe("public.customer");
    await dialog.getByLabel("When that row is deleted").selectOption("cascade");
    await dialog.getByRole("button", { name: "Create" }).click();
    await text().toContain(
      "  customer_id bigint REFERENCES customer (id) ON DELETE CASCADE, -- whose\n  amount numeric(12, 4)\n);\nCREATE INDEX purchase_customer_id_idx ON purchase (customer_id);\n",
    );
    await expect.poll(() => diagram.page.locator(".relation").count()).toBe(2);
  });

  test("a relation says what it is, changes its rule and goes", async () => {
    const relation = diagram.page.locator('.relation[data-relation^="public.purchase/"]');
    expect(await relation.locator("title").textContent()).toBe(
      "public.purchase (customer_id) → public.customer (id)\nnone or many to none or one\non delete cascade",
    );
    await relation.locator(".hit").dispatchEvent("contextmenu", { clientX: 300, clientY: 300 });
    await check("On Delete Set Null");
    await text().toContain("REFERENCES customer (id) ON DELETE SET NULL,");
    await relation.locator(".hit").dispatchEvent("contextmenu", { clientX: 300, clientY: 300 });
    await choose("Delete Foreign Key");
    await text().toContain("  customer_id bigint, -- whose\n");
  });

  test("default, comment and index have their dialogs", async () => {
    await row("purchase", "amount").click({ button: "right" });
    await choose("Default…");
    await diagram.page.getByLabel("A value or an expression").fill("0");
    await diagram.page.keyboard.press("Enter");
    await text().toContain("amount numeric(12, 4) DEFAULT 0");
    await row("purchase", "amount").click({ button: "right" });
    await choose("Comment…");
    await diagram.page.getByLabel("What it is for").fill("In euros");
    await diagram.page.getByRole("button", { name: "OK" }).click();
    await text().toContain("COMMENT ON COLUMN purchase.amount IS 'In euros';");
    await row("purchase", "amount").click({ button: "right" });
    await choose("Add Index…");
    await diagram.page.getByLabel("Unique: no two rows").check();
    await diagram.page.getByRole("button", { name: "Create" }).click();
    await text().toContain("CREATE UNIQUE INDEX purchase_amount_key ON purchase (amount);");
  });

  test("a table is added", async () => {
    await diagram.page.getByRole("button", { name: "Add Table" }).click();
    await diagram.page.getByLabel("Its name").fill("Invoice");
    await diagram.page.keyboard.press("Enter");
    await text().toContain("\n\nCREATE TABLE invoice (");
    await diagram.page.locator(".table .name", { hasText: /^invoice$/ }).waitFor();
  });

  test("what a deletion takes along is asked about first", async () => {
    const node = diagram.page.locator(".react-flow__node[data-id='public.purchase']");
    await node.focus();
    await diagram.page.keyboard.press("Escape");
    await diagram.page.keyboard.press("Delete");
    const dialog = diagram.page.getByRole("dialog", { name: "Delete purchase?" });
    await dialog.getByText("purchase_line (purchase_id) no longer references purchase").waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    expect(diagram.text()).toContain("CREATE TABLE purchase (");
    await node.focus();
    await diagram.page.keyboard.press("Delete");
    await dialog.getByRole("button", { name: "Delete" }).click();
    await text().not.toContain("CREATE TABLE purchase (");
    expect(diagram.text()).toContain("-- who buys\n");
  });

  test("nothing of it keeps people out, with a menu and a dialog open", async () => {
    const violations = async () => {
      await diagram.page.evaluate(axe.source);
      return diagram.page.evaluate(
        "axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))",
      );
    };
    await row("customer", "mail").click({ button: "right" });
    expect(await violations()).toEqual([]);
    await choose("Foreign Key…");
    expect(await violations()).toEqual([]);
    await diagram.page.keyboard.press("Escape");
    expect(diagram.errors).toEqual([]);
  });
});

describe("the diagram shows what is asked for", () => {
  let diagram: Diagram;
  beforeAll(async () => {
    const model = await openDiagram(shop, {
      extra: { readOnly: true },
      before: [{ type: "tasks", tasks: { purchase: { count: 2, titles: ["Add a currency", "Rename"] } } }],
    });
    diagram = model;
    await diagram.page.locator("[data-layout-ms] .table").first().waitFor();
  });
  afterAll(() => diagram.close());

  test("tasks are badges; a file that can be looked at only is not edited", async () => {
    const badge = diagram.page.locator(".badge.task");
    expect(await badge.getAttribute("aria-label")).toBe("2 tasks");
    expect(await badge.getAttribute("title")).toBe("Add a currency\nRename");
    // Nothing is kept of a picture that nobody has touched.
    expect(diagram.messages.filter(({ type }) => type === "layout")).toEqual([]);
    expect(await diagram.page.getByRole("button", { name: "Add Table" }).count()).toBe(0);
    await diagram.page.locator(".react-flow__node[data-id='public.line']").focus();
    await diagram.page.keyboard.press("F2");
    expect(await diagram.page.getByLabel("New name of line").count()).toBe(0);
  });

  test("neighbours, keys only, hidden tables and areas", async () => {
    const status = () => expect.poll(() => diagram.page.getByRole("status").innerText());
    const menuOn = (table: string) =>
      diagram.page.locator(`.react-flow__node[data-id='public.${table}'] .header`).click({ button: "right" });
    await menuOn("purchase");
    await diagram.page.getByRole("menuitem", { name: "Show Neighbours Only" }).click();
    await status().toContain("2 tables, 1 relation, 1 not shown");
    await diagram.page.getByRole("button", { name: "Show All" }).click();
    await menuOn("purchase");
    await diagram.page.getByRole("menuitemcheckbox", { name: "Keys Only" }).click();
    await expect.poll(() => diagram.page.locator(".row[data-table='public.purchase']").count()).toBe(1);
    await menuOn("line");
    await diagram.page.getByRole("menuitem", { name: "Hide" }).click();
    await status().toContain("1 not shown");
    await diagram.page.getByRole("button", { name: "Areas" }).click();
    await diagram.page.getByRole("button", { name: "Only Without relations" }).click();
    await status().toContain("1 table, 0 relations, 2 not shown");
    await diagram.page.locator(".view-panel").getByRole("button", { name: "Show All" }).click();
    await status().toBe("3 tables, 1 relation");
    const kept = () => diagram.messages.findLast(({ type }) => type === "layout");
    await expect.poll(kept).toMatchObject({
      layout: {
        positions: { "public.customer": {}, "public.line": {}, "public.purchase": {} },
        collapsed: ["public.purchase"],
        hidden: [],
      },
    });
  });

  test("new tables come near their neighbours, and nothing else moves", async () => {
    const places = () =>
      diagram.page
        .locator(".react-flow__node")
        .evaluateAll((nodes) =>
          (nodes as { getAttribute(name: string): string | null }[]).map(
            (node) =>
              `${node.getAttribute("data-id")} ${/translate[^;]*/.exec(node.getAttribute("style") ?? "")?.[0]}`,
          ),
        );
    const before = await places();
    await diagram.change(
      `${shop}CREATE TABLE refund (id int PRIMARY KEY, line_id bigint REFERENCES line (id));\n`,
    );
    await diagram.page.locator(".react-flow__node[data-id='public.refund']").waitFor();
    expect(await places()).toEqual(expect.arrayContaining(before));
  });

  test("two versions are shown in one picture", async () => {
    const before: unknown = await diagram.model();
    await diagram.change(
      shop
        .replace("  email text NOT NULL\n", "  email text,\n  name text\n")
        .replace(/CREATE TABLE line[\s\S]*/, ""),
    );
    await diagram.post({ type: "compare", before, title: "Version 3" });
    await expect
      .poll(() => diagram.page.locator(".legend").innerText())
      .toMatch(/Version 3\s*\+ 0 added\s*~ 1 changed\s*− 2 removed/);
    expect(await diagram.page.locator(".row.added").getAttribute("data-column")).toBe("name");
    expect(await diagram.page.locator(".row.changed").getAttribute("data-column")).toBe("email");
    expect(await diagram.page.locator(".table.removed .name").allInnerTexts()).toEqual(
      expect.arrayContaining(["line", "refund"]),
    );
    await diagram.post({ type: "compare" });
    await expect.poll(() => diagram.page.locator(".table.removed").count()).toBe(0);
  });

  test("the picture goes out as SVG, as a page, as PNG and as Mermaid, and to the clipboard", async () => {
    const menu = diagram.page.getByLabel("Export");
    for (const choice of ["svg", "page", "png", "mermaid"]) {
      const before = diagram.saved.length;
      await menu.selectOption(choice);
      await expect.poll(() => diagram.saved.length).toBe(before + 1);
    }
    const [svg, page, png, mermaid] = diagram.saved.map(({ data }) => data);
    expect(svg).toMatch(
      /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="[-\d. ]+" width="\d+" height="\d+"/,
    );
    expect(svg).not.toContain("NaN");
    expect(page).toMatch(/(width="297mm" height="210mm"|width="210mm" height="297mm")/);
    expect(png).toMatch(/^iVBOR/);
    expect(mermaid).toMatch(/^erDiagram\n {2}"customer" \{/);
    await menu.selectOption("copy");
    const types = () =>
      diagram.page.evaluate(
        "navigator.clipboard.read().then((items) => items.flatMap(({ types }) => types))",
      );
    await expect.poll(types).toEqual(["image/png"]);
  });
});

test("what was kept of a picture is what it begins with", async () => {
  const layout = {
    positions: { "public.customer": { x: 40, y: 700 }, "public.purchase": { x: 1000, y: -50 } },
    collapsed: ["public.purchase"],
    hidden: ["public.line"],
  };
  const diagram = await openDiagram(shop, { before: [{ type: "layout", layout }] });
  try {
    await diagram.page.locator("[data-layout-ms] .table").first().waitFor();
    await expect.poll(() => diagram.page.getByRole("status").innerText()).toContain("1 not shown");
    const styleOf = (id: string) =>
      diagram.page.locator(`.react-flow__node[data-id="${id}"]`).getAttribute("style");
    expect(await styleOf("public.customer")).toContain("translate(40px, 700px)");
    expect(await styleOf("public.purchase")).toContain("translate(1000px, -50px)");
    expect(await diagram.page.locator(".row[data-table='public.purchase']").count()).toBe(1);
  } finally {
    await diagram.close();
  }
});

test("the picture fits again when its room changes, until a person looks elsewhere", async () => {
  const diagram = await openDiagram(shop);
  try {
    const { page } = diagram;
    await page.locator("[data-layout-ms] .table").first().waitFor();
    await page.locator(".canvas.settled").waitFor();
    const isInside = async () => {
      const canvas = await page.locator(".canvas").boundingBox();
      const boxes = await Promise.all(
        (await page.locator(".react-flow__node").all()).map((node) => node.boundingBox()),
      );
      return (
        boxes.length === 3 &&
        boxes.every(
          (box) =>
            box &&
            canvas &&
            // Beside the buttons, and not under them.
            box.x >= canvas.x + 41 &&
            box.y >= canvas.y &&
            box.x + box.width <= canvas.x + canvas.width &&
            box.y + box.height <= canvas.y + canvas.height,
        )
      );
    };
    await expect.poll(isInside).toBe(true);
    await page.setViewportSize({ width: 420, height: 700 });
    await expect.poll(isInside).toBe(true);
    await page.setViewportSize({ width: 900, height: 260 });
    await expect.poll(isInside).toBe(true);

    const viewport = () => page.locator(".react-flow__viewport").getAttribute("style");
    await page.getByRole("button", { name: "Zoom In" }).click();
    const chosen = await viewport();
    await page.setViewportSize({ width: 500, height: 700 });
    // The size has arrived once the picture's own surface has it.
    await expect.poll(async () => (await page.locator(".react-flow").boundingBox())?.width).toBe(500);
    await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
    expect(await viewport()).toBe(chosen);

    await page.getByRole("button", { name: "Fit View" }).click();
    await expect.poll(isInside).toBe(true);
    await page.setViewportSize({ width: 1200, height: 500 });
    await expect.poll(isInside).toBe(true);
    expect(diagram.errors).toEqual([]);
  } finally {
    await diagram.close();
  }
});

test("the overview comes when not all is in sight and there is room, and a search goes from table to table", async () => {
  const tables = Array.from({ length: 16 }, (_, n) => `CREATE TABLE t${n} (id bigint PRIMARY KEY);\n`);
  const diagram = await openDiagram(tables.join(""), { theme: "contrast" });
  try {
    const { page } = diagram;
    await page.locator("[data-layout-ms] .canvas.settled").waitFor();
    const overview = page.locator(".react-flow__minimap");
    await overview.waitFor({ state: "detached" });
    for (let n = 0; n < 4; n++) await page.getByRole("button", { name: "Zoom In" }).click();
    await overview.waitFor();
    await page.getByRole("button", { name: "Fit View" }).click();
    await overview.waitFor({ state: "detached" });

    const search = page.getByRole("searchbox");
    const chosen = (name: string) =>
      page.locator(".table.selected .name", { hasText: new RegExp(`^${name}$`) });
    await search.fill("t1");
    for (const [key, name] of [
      ["Enter", "t1"],
      ["Enter", "t10"],
      ["Shift+Enter", "t1"],
    ] as const) {
      await search.press(key);
      await chosen(name).waitFor();
    }
    await search.press("ArrowDown");
    await page.locator(".react-flow__node[data-id='public.t1']:focus").waitFor();

    await page.setViewportSize({ width: 240, height: 600 });
    await page.locator(".react-flow").filter({ visible: true }).waitFor();
    await expect.poll(() => overview.count()).toBe(0);

    // From afar, borders are all that a theme of high contrast has.
    for (let n = 0; n < 8; n++) await page.getByRole("button", { name: "Zoom Out" }).click();
    const border =
      "parseFloat(getComputedStyle(document.querySelector('.far .table')).borderWidth)" +
      " * new DOMMatrix(getComputedStyle(document.querySelector('.react-flow__viewport')).transform).a";
    await page.locator(".far .table").first().waitFor();
    await expect.poll(() => page.evaluate(border)).toBeGreaterThan(0.8);
  } finally {
    await diagram.close();
  }
});

test("in a panel of 210 pixels the toolbar has two rows, and what it does has its names", async () => {
  const diagram = await openDiagram(shop, { width: 210, height: 600 });
  try {
    const toolbar = diagram.page.getByRole("toolbar", { name: "Diagram" });
    await expect.poll(async () => (await toolbar.boundingBox())?.height ?? Infinity).toBeLessThan(80);
    for (const name of ["Add Table", "Areas", "Fit", "Arrange"])
      await toolbar.getByRole("button", { name }).click({ trial: true });
    await toolbar.getByRole("combobox", { name: "Export" }).click({ trial: true });
    await toolbar.getByRole("combobox", { name: "Columns shown" }).selectOption("keys");
    await diagram.page.locator(".react-flow").waitFor();
  } finally {
    await diagram.close();
  }
});

test("in a narrow panel the inspector leaves the chosen table in sight, and Escape closes it from inside", async () => {
  const diagram = await openDiagram(shop, { width: 420, height: 640 });
  try {
    const { page } = diagram;
    await page.locator("[data-layout-ms] .canvas.settled").waitFor();
    const node = page.locator(".react-flow__node").last();
    await node.click();
    const inspector = page.locator(".inspector");
    await expect
      .poll(async () => {
        const [box, cover] = [await node.boundingBox(), await inspector.boundingBox()];
        return box !== null && cover !== null && cover.width === 420 && box.y + box.height <= cover.y;
      })
      .toBe(true);
    await inspector.getByRole("button", { name: "Show SQL" }).focus();
    await page.keyboard.press("Escape");
    await inspector.waitFor({ state: "detached" });
    expect(await page.locator(".react-flow__node:focus").count()).toBe(1);
  } finally {
    await diagram.close();
  }
});
