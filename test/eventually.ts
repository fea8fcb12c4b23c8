import { vi } from "vitest";

/**
 * What a check gives as soon as it throws no more. It is asked for most of a minute: that a machine is busy says nothing
 * about the product.
 */
export async function eventually<Value>(check: () => Value | Promise<Value>): Promise<Value> {
  return vi.waitFor(check, { timeout: 45_000, interval: 20 });
}
