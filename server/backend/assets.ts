import { join } from "node:path";

/** Files that the bundles need beside them. */
export interface Assets {
  /** The bundled worker of the embedded database. */
  readonly databaseWorker: string;
  /** The bundled worker that stands in where no native bcrypt is installed. */
  readonly bcryptWorker: string;
  /** The folder with `pglite.wasm` and `pglite.data`. */
  readonly pglite: string;
  /** `initdb.wasm`, which makes a new database. */
  readonly initdb: string;
  /** The folder with the page at `/docs`. */
  readonly swaggerUi: string;
}

/** Where the build puts them. */
export function assetsIn(dist: string): Assets {
  return {
    databaseWorker: join(dist, "backend-database-worker.js"),
    bcryptWorker: join(dist, "backend-bcrypt-worker.js"),
    pglite: join(dist, "engine"),
    initdb: join(dist, "backend", "initdb.wasm"),
    swaggerUi: join(dist, "backend", "swagger-ui"),
  };
}
