/** The text of server/protocol/http.ts for an OpenAPI document. */
export function apiTypes(document: object): Promise<string>;
