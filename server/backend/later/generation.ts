export { createEngines } from "../../engine/node";
export { generate } from "../../generation";
