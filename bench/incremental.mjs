// Proves that the verdicts after an edit are those of a fresh database, over random schemas and random edits. A version
// in which a statement does not parse is compared with a database that is shown the last version in which all did, and
// then this one: that is what stands in the place of what is being typed.
//
//   node bench/incremental.mjs [--json] [--edits N] [--seed N]
import { openEngine, parseScript } from "./engine-bundle.mjs";
import { randomSchema } from "./random-schema.mjs";

const option = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const edits = Number(option("--edits", "2000"));
const seed = Number(option("--seed", String(Date.now() % 1_000_000)));

const results = await random();
if (process.argv.includes("--json")) console.log(JSON.stringify(results));
process.exitCode = results.mismatches > 0 ? 1 : 0;

async function random() {
  const [ours, fresh] = [await openEngine(), await openEngine()];
  let [done, broken, mismatches] = [0, 0, 0];
  let schema = seed;
  let serial = 0;
  while (done < edits) {
    const { statements, edit } = randomSchema(schema);
    const document = `random:${schema}`;
    let whole = await judge(ours.engine, document, statements);
    for (let n = 0; n < 12 && done < edits; n++, done++) {
      edit(statements);
      const { isWhole, verdicts: got, texts } = await judge(ours.engine, document, statements);
      const name = `fresh:${++serial}`;
      // What stands for a statement that does not parse is told by the last version in which all did.
      if (!isWhole && whole.isWhole) await judge(fresh.engine, name, whole.statements);
      const { verdicts: right } = await judge(fresh.engine, name, statements);
      fresh.engine.forget(name);
      if (isWhole) whole = { isWhole, statements: [...statements] };
      else broken++;
      const at = right.findIndex((verdict, index) => verdict !== got[index]);
      if (got.length === right.length && at < 0) continue;
      mismatches++;
      console.error(
        `schema ${schema}, edit ${n}, statement ${at}: ${got[at]}\n  is ${right[at]}\nwhole ${JSON.stringify(whole.statements)}\n${texts.join("\n;")}`,
      );
      break;
    }
    ours.engine.forget(document);
    schema++;
    if (schema % 20 === 0) console.error(`${done} edits, ${mismatches} mismatches`);
  }
  const { part, whole } = ours.engine.runs;
  await Promise.all([ours.engines.dispose(), fresh.engines.dispose()]);
  console.error(
    `${done} random edits from seed ${seed}, ${broken} with what does not parse: ${mismatches} mismatches; ${part} runs of a part, ${whole} of the whole`,
  );
  return { seed, edits: done, broken, mismatches, part, whole };
}

/** The verdicts as text, and whether all statements parse. */
async function judge(engine, document, statements) {
  const script = parseScript(statements.join(";\n"), "postgresql");
  const { verdicts } = await engine.run({ document, statements: script.statements });
  return {
    statements: [...statements],
    texts: script.statements.map(({ text }) => text),
    isWhole: script.statements.every(({ kind, parsed }) => kind !== "sql" || parsed.tree),
    verdicts: verdicts.map((verdict) => JSON.stringify(verdict)),
  };
}
