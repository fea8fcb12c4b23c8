import fs from "node:fs";
const p = JSON.parse(fs.readFileSync(process.argv[2]));
const self = new Map();
const dt = p.timeDeltas;
const by = new Map(p.nodes.map((n) => [n.id, n]));
p.samples.forEach((id, i) => {
  const n = by.get(id);
  const k = n.callFrame.functionName + " " + n.callFrame.url.split("/").pop() + ":" + n.callFrame.lineNumber;
  self.set(k, (self.get(k) ?? 0) + dt[i]);
});
for (const [k, v] of [...self].sort((a, b) => b[1] - a[1]).slice(0, Number(process.argv[3] ?? 25)))
  console.log(Math.round(v / 1000), k);
