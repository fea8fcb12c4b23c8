import type { Assets } from "../server/backend/assets";

export function copyBackendAssets(to: string): Promise<void>;
export function buildWorkerForSource(): Promise<Assets>;
