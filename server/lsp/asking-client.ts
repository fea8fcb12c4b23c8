import { CancellationTokenSource, type Connection } from "vscode-languageserver";

type Listener<T> = (message: T) => void;

/** Gives what a notification brings to whoever waits for its id: a connection has one handler for each of them. */
export class MessageListeners<T extends { readonly id: string }> {
  private readonly listenersOf = new WeakMap<Connection, Map<string, Listener<T>>>();

  constructor(private readonly notification: string) {}

  /** The answer ends it. */
  listen(connection: Connection, id: string, listener: Listener<T>): () => void {
    const listeners = this.listenersOf.get(connection) ?? this.attach(connection);
    listeners.set(id, listener);
    return () => listeners.delete(id);
  }

  private attach(connection: Connection): Map<string, Listener<T>> {
    const added = new Map<string, Listener<T>>();
    connection.onNotification(this.notification, (message: T) => added.get(message.id)?.(message));
    this.listenersOf.set(connection, added);
    return added;
  }
}

/** Sends a request that the signal cancels; then it rejects with the signal's reason. */
export async function requested<T>(
  connection: Connection,
  name: string,
  params: object,
  signal: AbortSignal,
): Promise<T> {
  const cancellation = new CancellationTokenSource();
  const cancel = () => cancellation.cancel();
  signal.addEventListener("abort", cancel, { once: true });
  try {
    return await connection.sendRequest<T>(name, params, cancellation.token);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener("abort", cancel);
    cancellation.dispose();
  }
}
