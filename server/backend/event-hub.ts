import type { Caller, Context } from "./context";
import { system } from "./database/database";
import type { Sql } from "./database/sql";
import { ApiError } from "./errors";
import * as events from "./repositories/events";
import type { EventStream } from "./sse";

/** Gives each listener what happens in its projects, in the order of commits, from whichever instance it came. */
export interface EventHub {
  /** Sends to the stream until it ends. `lastId` is what the client has seen last. */
  subscribe(caller: Caller, stream: EventStream, lastId: string | undefined): Promise<void>;
  readonly listeners: number;
  close(): Promise<void>;
}

const beatEveryMs = 20_000;
const lookEveryMs = 2_000;
/** How many at once are read, and how many a client may have missed before it must load everything anew. */
const batch = 500;
const mostMissed = 1000;
const listenersOfUser = 20;
const mostListeners = 5000;
/** Events are kept for seven days; an id that is older than six cannot be trusted to have all that follows. */
const oldestIdMs = 6 * 24 * 3600_000;

interface Listener {
  readonly caller: Caller;
  readonly stream: EventStream;
  readonly projects: Set<string>;
  /** What came while it was catching up. */
  waiting: events.StoredEvent[] | undefined;
}

export async function startEvents(context: Context): Promise<EventHub> {
  const { database, log } = context;
  const listeners = new Set<Listener>();
  let position: events.Position | undefined;
  let closed = false;
  let pumping: Promise<void> | undefined;
  let again = false;

  const read = async <T>(query: Sql): Promise<T> => {
    const json = await database.readJson(system, query);
    return JSON.parse(json ?? "null") as T;
  };

  async function pump(): Promise<void> {
    do {
      again = false;
      if (!position || listeners.size === 0) return;
      const found = await read<{ events: events.StoredEvent[]; pending: boolean }>(
        events.eventsAfterQuery(position, batch),
      );
      for (const event of found.events) {
        position = event;
        for (const listener of listeners) deliver(listener, event);
      }
      again ||= found.events.length === batch;
      // An older transaction is still open; what it holds back is looked for again soon.
      if (found.pending) setTimeout(wake, 50).unref();
    } while (again);
  }

  function wake(): void {
    if (closed) return;
    again = true;
    pumping ??= pump()
      .catch((error: unknown) => {
        log.warn({ err: error }, "events could not be read");
      })
      .finally(() => (pumping = undefined));
  }

  async function dropEnded(): Promise<void> {
    for (const { stream } of listeners) stream.beat();
    if (listeners.size === 0) return;
    const ids = [...listeners].map(({ caller }) => caller.sessionId);
    const live = new Set(await read<string[]>(events.liveSessionsQuery(ids)));
    for (const { caller, stream } of listeners) if (!live.has(caller.sessionId)) stream.end();
  }

  const unlisten = await database.listen(events.eventsChannel, wake);
  const looking = setInterval(wake, lookEveryMs);
  const beating = setInterval(() => {
    dropEnded().catch((error: unknown) => {
      log.warn({ err: error }, "sessions of listeners could not be read");
    });
  }, beatEveryMs);
  looking.unref();
  beating.unref();

  return {
    get listeners() {
      return listeners.size;
    },
    subscribe: async (caller, stream, lastId) => {
      const of = [...listeners].filter((one) => one.caller.userId === caller.userId);
      // The oldest of a person's many is taken for forgotten.
      if (of.length >= listenersOfUser) of[0]?.stream.end();
      const listener: Listener = { caller, stream, projects: new Set(), waiting: [] };
      if (listeners.size === 0) position = await read<events.Position>(events.presentQuery());
      listeners.add(listener);
      stream.signal.addEventListener("abort", () => listeners.delete(listener), { once: true });
      if (stream.signal.aborted) listeners.delete(listener);
      try {
        const until = position ?? (await read<events.Position>(events.presentQuery()));
        const projects = await read<string[]>(events.memberProjectsQuery(caller.userId));
        for (const id of projects) listener.projects.add(id);
        stream.send("ready", { listening: projects.length }, idOf(until));
        const after = lastId === undefined ? undefined : placeOf(lastId);
        if (after) {
          const query = events.missedEventsQuery(caller.userId, after, until, mostMissed + 1);
          const missed = await read<events.StoredEvent[]>(query);
          if (missed.length > mostMissed) stream.send("reset", { reason: "too much has happened since" });
          else for (const event of missed) send(listener, event);
        } else if (lastId !== undefined) {
          stream.send("reset", { reason: "what has happened since is not known any more" });
        }
        const waiting = listener.waiting ?? [];
        listener.waiting = undefined;
        for (const event of waiting) deliver(listener, event);
        wake();
      } catch (error) {
        stream.end();
        throw error;
      }
    },
    close: async () => {
      closed = true;
      clearInterval(looking);
      clearInterval(beating);
      for (const { stream } of listeners) stream.end();
      await unlisten();
      await pumping;
    },
  };
}

/** Throws when there are too many listeners already. */
export function assertRoom(hub: EventHub): void {
  if (hub.listeners >= mostListeners) {
    throw new ApiError("overloaded", "Too many listen already: try again later.", { retryAfterSeconds: 30 });
  }
}

function deliver(listener: Listener, event: events.StoredEvent): void {
  if (listener.waiting) {
    listener.waiting.push(event);
    return;
  }
  const { projects, caller } = listener;
  const isAboutMe = event.userId === caller.userId;
  if (isAboutMe && (event.type === "member.added" || event.type === "project.created")) {
    projects.add(event.projectId);
  }
  if (!projects.has(event.projectId)) return;
  send(listener, event);
  const isOver = event.type === "project.deleted" || (isAboutMe && event.type === "member.removed");
  if (isOver) projects.delete(event.projectId);
}

function send({ stream }: Listener, event: events.StoredEvent): void {
  const { transaction, seq, ...data } = event;
  stream.send(event.type, data, idOf({ transaction, seq }));
}

function idOf({ transaction, seq }: events.Position): string {
  return `${transaction}-${seq}-${Date.now()}`;
}

/** Undefined for an id that is not ours, or too old. */
function placeOf(id: string): events.Position | undefined {
  const match = /^(\d{1,15})-(\d{1,16})-(\d{1,15})$/.exec(id);
  if (!match) return undefined;
  const [transaction = 0, seq = 0, at = 0] = match.slice(1).map(Number);
  return Date.now() - at > oldestIdMs ? undefined : { transaction, seq };
}
