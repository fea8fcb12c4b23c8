import { launch } from "./launch";

launch("engine-worker-program.js", ["engine/pglite.wasm"]);
