// Stands in for @vscode/spdlog in the browser build of VS Code, whose native code would have to be compiled:
// the same names, plain files, turned over once when they reach their size.
"use strict";

const fs = require("node:fs");
const path = require("node:path");

const names = ["trace", "debug", "info", "warning", "error", "critical"];

class Logger {
  constructor(_kind, _name, file, maxSize) {
    this.file = file;
    this.maxSize = maxSize > 0 ? maxSize : Infinity;
    this.level = 2;
    this.bare = false;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    this.open();
  }
  open() {
    this.handle = fs.openSync(this.file, "a");
    this.size = fs.fstatSync(this.handle).size;
  }
  write(level, message) {
    if (level < this.level || this.handle === undefined) return;
    const stamp = new Date().toISOString().replace("T", " ").slice(0, 23);
    const line = this.bare ? String(message) : `${stamp} [${names[level]}] ${message}\n`;
    try {
      if (this.size > this.maxSize) this.turn();
      this.size += fs.writeSync(this.handle, line);
    } catch {
      // A log that cannot be written must not end what it logs.
    }
  }
  turn() {
    fs.closeSync(this.handle);
    fs.renameSync(this.file, `${this.file}.1`);
    this.open();
  }
  trace(message) {
    this.write(0, message);
  }
  debug(message) {
    this.write(1, message);
  }
  info(message) {
    this.write(2, message);
  }
  warn(message) {
    this.write(3, message);
  }
  error(message) {
    this.write(4, message);
  }
  critical(message) {
    this.write(5, message);
  }
  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  setPattern() {
    this.bare = false;
  }
  clearFormatters() {
    this.bare = true;
  }
  flush() {
    // Every line is written at once.
  }
  drop() {
    if (this.handle !== undefined) fs.closeSync(this.handle);
    this.handle = undefined;
  }
}

const create = async (name, file, maxSize) => new Logger("rotating", name, file, maxSize);

exports.version = 0;
const ignored = () => undefined;

exports.setLevel = ignored;
exports.setFlushOn = ignored;
exports.Logger = Logger;
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
