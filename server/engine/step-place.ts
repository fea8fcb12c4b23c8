import { randomUUID } from "node:crypto";
import { closeSync, openSync, readSync, unlinkSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A step of a run, by its number. */
export interface StepPlace {
  readonly run: number;
  readonly step: number;
}

/** The descriptor by which the engine process has the file: its fifth stream. */
const descriptor = 4;

const size = 8;

/**
 * Where the engine process is: a nameless file of eight bytes that it writes before each step and that its host reads
 * when it had to be killed or died. A message would cost as much as a small statement does, and a pipe would have the
 * process wait for a host that is busy.
 */
export class StepPlaceFile {
  private constructor(readonly descriptor: number) {}

  /** Undefined where no temporary file can be made. */
  static open(): StepPlaceFile | undefined {
    const path = join(tmpdir(), `dbscst-${randomUUID()}`);
    try {
      const file = new StepPlaceFile(openSync(path, "wx+", 0o600));
      unlinkSync(path);
      return file;
    } catch {
      return undefined;
    }
  }

  /** The step that was about to be taken last. */
  read(): StepPlace {
    const bytes = Buffer.alloc(size);
    readSync(this.descriptor, bytes, 0, size, 0);
    return { run: bytes.readUInt32LE(0), step: bytes.readUInt32LE(4) };
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

/** In the engine process: says which step comes next. */
export function writeStepPlace({ run, step }: StepPlace): void {
  const bytes = Buffer.allocUnsafe(size);
  bytes.writeUInt32LE(run, 0);
  bytes.writeUInt32LE(step, 4);
  writeSync(descriptor, bytes, 0, size, 0);
}
