import Ajv, { type ErrorObject, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import fp from "fastify-plugin";
import type { FastifySchemaValidationError } from "fastify/types/schema";
import { invalid, type FieldError } from "../errors";

/**
 * Bodies are taken as they are; parameters come as text and are converted. NUL and lone surrogates are refused
 * everywhere: no text column of PostgreSQL can hold them.
 */
export const validation = fp((app, _options, done) => {
  const base = { useDefaults: true, removeAdditional: false, allErrors: true, strict: false } as const;
  const forBody = new Ajv(base);
  const forText = new Ajv({ ...base, coerceTypes: "array" });
  for (const ajv of [forBody, forText]) {
    addFormats(ajv, ["uuid", "email", "date", "date-time"]);
    ajv.addKeyword("example");
  }
  app.setValidatorCompiler(({ schema, httpPart }) =>
    compiledAtFirstUse(httpPart === "body" ? forBody : forText, typeof schema === "object" ? schema : {}),
  );
  // Rows are written by the database or made field by field, so nothing has to be filtered by a schema again.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  app.addHook("preValidation", (request, _reply, next) => {
    const path = findUnstorable({ body: request.body, query: request.query, params: request.params });
    if (path === undefined) next();
    else next(invalid([{ path, message: "holds a NUL or half of a surrogate pair" }]));
  });
  done();
});

/** Compiling the schemas of all routes would be a good part of the start. */
function compiledAtFirstUse(ajv: Ajv, schema: object) {
  let compiled: ValidateFunction | undefined;
  const validate: FastifyValidate = (data) => {
    compiled ??= ajv.compile(schema);
    const valid = compiled(data);
    validate.errors = compiled.errors ?? null;
    return valid;
  };
  return validate;
}

interface FastifyValidate {
  (data: unknown): boolean;
  errors?: ErrorObject[] | null;
}

/** What Ajv found, as the API says it. */
export function fieldErrors(errors: readonly FastifySchemaValidationError[], context = "body"): FieldError[] {
  return errors.slice(0, 20).map(({ instancePath, message, params }) => {
    const missing = typeof params.missingProperty === "string" ? `/${params.missingProperty}` : "";
    const path = `${instancePath}${missing}`;
    const shown = context === "body" ? path : path.slice(1);
    const allowed = Array.isArray(params.allowedValues) ? `: ${params.allowedValues.join(", ")}` : "";
    return { path: shown === "" ? context : shown, message: `${message ?? "is not valid"}${allowed}` };
  });
}

/** Where a text stands that cannot be stored; undefined when there is none. Without recursion: depth is theirs. */
function findUnstorable(root: unknown): string | undefined {
  const open: { value: unknown; path: string }[] = [{ value: root, path: "" }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path } = next;
    if (typeof value === "string") {
      if (isUnstorable(value)) return path.replace(/^\/(body|query|params)/, "") || "body";
    } else if (typeof value === "object" && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if (isUnstorable(key)) return path.replace(/^\/(body|query|params)/, "") || "body";
        // The path is only kept while it is short; deep nests would make it grow with their square.
        open.push({ value: inner, path: path.length < 200 ? `${path}/${key}` : path });
      }
    }
  }
  return undefined;
}

function isUnstorable(text: string): boolean {
  return text.includes("\0") || /\p{Surrogate}/u.test(text);
}
