import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { problemCodes } from "../../server/backend/errors";
import { apiTypes } from "../../scripts/build-api-types.mjs";
import { TestBackend } from "./harness";

describe("the API's description and pages", () => {
  let backend: TestBackend;
  beforeAll(async () => {
    backend = await TestBackend.start("postgresql", { API_KEY: "the-servers-own-key" });
  });
  afterAll(async () => {
    await backend.stop();
  });

  it("is what the committed types of the client were made from", async () => {
    const document = (await backend.call("GET", "/openapi.json")).body;
    expect(document.openapi).toBe("3.1.0");
    const file = await readFile("server/protocol/http.ts", "utf8");
    expect(file).toBe(await apiTypes(document));
  });

  it("asks every call under /v1 for the API key, and nothing else", async () => {
    const bare = await backend.call("POST", "/v1/auth/login", {
      body: { email: "a@example.com", password: "x" },
    });
    expect([bare.status, bare.body.code]).toEqual([401, "api_key_required"]);
    const wrong = await backend.call("GET", "/v1/me", { headers: { "x-api-key": "the-servers-own-kez" } });
    expect(wrong.body.code).toBe("api_key_required");
    const right = await backend.call("GET", "/v1/me", { headers: { "x-api-key": "the-servers-own-key" } });
    expect(right.body.code).toBe("token_invalid");
    const open = ["/health/live", "/health/ready", "/metrics", "/openapi.json", "/docs/", "/verify?token=x"];
    for (const path of open) expect([path, (await backend.call("GET", path)).status]).toEqual([path, 200]);
  });

  it("loads nothing from elsewhere on its pages", async () => {
    for (const path of ["/docs/", "/verify?token=x", "/reset?token=x"]) {
      const { body, headers } = await backend.call("GET", path);
      expect(String(body.text)).not.toMatch(/(src|href)="?(https?:)?\/\//);
      expect(headers["content-security-policy"]).toMatch(/^default-src 'none'/);
    }
  });

  it("writes what is in a link's token as text into its page", async () => {
    const { body } = await backend.call(
      "GET",
      `/verify?token=${encodeURIComponent('"><script>alert(1)</script>')}`,
    );
    expect(String(body.text)).toContain('value="&quot;&gt;&lt;script&gt;');
  });

  it("answers what does not exist with a problem", async () => {
    const { status, body, headers } = await backend.call("GET", "/nothing");
    expect(headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expect([status, body]).toEqual([
      404,
      {
        type: "urn:dbscst:problem:not_found",
        title: problemCodes.not_found[1],
        status: 404,
        code: "not_found",
        detail: "There is no GET at this path.",
        requestId: headers["x-request-id"],
      },
    ]);
  });

  it("answers the same for a file that is not there, though its path takes the method", async () => {
    const { status, body } = await backend.call("GET", "/docs/static/nothing.js");
    expect([status, body.code]).toEqual([404, "not_found"]);
  });

  it("says in its metrics how routes were answered", async () => {
    await backend.call("GET", "/health/live");
    const { body } = await backend.call("GET", "/metrics");
    expect(String(body.text)).toMatch(
      /http_request_duration_seconds_count\{method="GET",route="\/health\/live",status="200"\} \d/,
    );
  });
});
