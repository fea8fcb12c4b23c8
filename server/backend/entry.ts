import { startBackend } from "./main";

// What `node dist/backend.js` runs.

void startBackend().then((code) => {
  if (code !== 0) process.exitCode = code;
});
