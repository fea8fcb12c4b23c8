// node test/model-server/main.mjs [--port N] [--script FILE.json]: starts the server, prints its URL as JSON, and
// runs until it is ended. The file holds a list of behaviours (server.d.mts).
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { startModelServer } from "./server.mjs";

const { values } = parseArgs({ options: { port: { type: "string" }, script: { type: "string" } } });
const script = values.script === undefined ? [] : JSON.parse(readFileSync(values.script, "utf8"));
const server = await startModelServer(script, { port: Number(values.port ?? 0) });
console.log(JSON.stringify({ listening: server.url }));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => void server.close());
