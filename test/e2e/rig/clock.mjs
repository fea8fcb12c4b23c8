// Loaded before a program whose clock is to be put forward: its parent says by how much.
const now = Date.now.bind(Date);
let ahead = 0;
Date.now = () => now() + ahead;
process.on("message", ({ forwardMs }) => {
  ahead += forwardMs;
  process.send?.("done");
});
