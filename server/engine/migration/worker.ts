import { join } from "node:path";
import { compareSchemas } from "./compare-schemas";
import type { FromMigration, MigrationOrder } from "./messages";

/** The process that compares two schemas; it answers one order and is ended by its host. */
const assets = join(__dirname, "engine");

function tell(message: FromMigration): void {
  process.send?.(message);
}

process.on("disconnect", () => process.exit(0));
process.once("message", (order: MigrationOrder) => {
  compareSchemas(assets, order)
    .then((migration) => tell({ type: "done", migration }))
    .catch((error: unknown) => {
      const [why] = (error instanceof Error ? error.message : String(error)).split("\n");
      tell({ type: "failed", message: `No migration was found: ${why ?? ""}` });
    });
});
