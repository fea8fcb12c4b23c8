import type { Report } from "../report";
import { github } from "./github";
import { json } from "./json";
import { pretty } from "./pretty";
import { sarif } from "./sarif";

export interface FormatOptions {
  readonly colour: boolean;
}

/** Gives the text of a report, in pieces, so that a long one need not be one string. */
export type Format = (report: Report, options: FormatOptions) => Iterable<string>;

/** Every format of `dbscst check`, by its name. */
export const formats = { pretty, json, sarif, github } satisfies Record<string, Format>;
