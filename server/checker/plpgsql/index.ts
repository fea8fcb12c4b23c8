export { checkBodies } from "./check-bodies";
export { ProbeMemory } from "./probe-memory";
