export { checkBodies } from "./check-bodies";
