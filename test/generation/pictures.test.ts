import { expect, test } from "vitest";
import { answer, books, run } from "./run";

const picture = "data:image/png;base64,iVBORw0KGgo=";
const broken = answer("CREATE TABLE books (id bigint PRIMARY KEY, title txet);");

interface Body {
  readonly messages: readonly { readonly role: string; readonly content: unknown }[];
}

test("pictures go along with the words, also when a repair is asked for", async () => {
  const { outcome, chats } = await run(
    [{ text: broken.replace("txet", "text,,") }, { text: answer(books) }],
    {
      request: { images: [picture] },
    },
  );
  expect(outcome?.sql).toBe(books);
  expect(chats).toHaveLength(2);
  for (const { body } of chats) {
    const [system, user] = (body as unknown as Body).messages;
    expect(system?.content).toEqual(expect.any(String));
    expect(user?.content).toEqual([
      { type: "text", text: expect.stringContaining("A picture") as string },
      { type: "image_url", image_url: { url: picture } },
    ]);
  }
});

test.each([
  [400, "Invalid content type. image_url is only supported by certain models."],
  [404, "No endpoints found that support image input"],
  [400, "messages[1].content must be a string"],
])("a model that cannot see is told by its server (%i %s)", async (status, message) => {
  const { failure, chats } = await run([{ status, message }], {
    request: { images: [picture] },
    model: "blind-1",
  });
  expect(failure?.message).toBe(
    "blind-1 cannot look at pictures. Take them away and describe them in words, or use a model that can see.",
  );
  expect(chats).toHaveLength(1);
});

test("the built-in generator cannot see, and says so", async () => {
  const { failure } = await run([], { request: { images: [picture], provider: "builtin" } });
  expect(failure?.message).toMatch(/^builtin cannot look at pictures\. .* choose the provider openai/);
});

test("without a picture the words are sent as they always were", async () => {
  const { chats } = await run([{ text: answer(books) }]);
  const [, user] = (chats[0]?.body as unknown as Body).messages;
  expect(user?.content).toEqual(expect.any(String));
  expect(user?.content).not.toContain("picture");
});
