import { launch } from "./launch";

launch("lsp-program.js", ["libpg-query.wasm"]);
