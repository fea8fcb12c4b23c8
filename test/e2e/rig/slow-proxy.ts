// A network between the editor and a server that takes its time, or that is gone.
import { connect, createServer, type Server, type Socket } from "node:net";

export class SlowProxy {
  private readonly sockets = new Set<Socket>();
  /** Milliseconds that each piece of an answer takes. */
  delayMs = 0;
  url = "";

  private constructor(private readonly server: Server) {}

  static async start(target: string): Promise<SlowProxy> {
    const { hostname, port } = new URL(target);
    const server = createServer((near) => {
      const far = connect(Number(port), hostname);
      for (const socket of [near, far]) {
        proxy.sockets.add(socket);
        socket.on("error", () => {
          near.destroy();
          far.destroy();
        });
        socket.on("close", () => proxy.sockets.delete(socket));
      }
      near.pipe(far);
      far.on("data", (piece) => {
        setTimeout(() => near.write(piece), proxy.delayMs);
      });
      far.on("end", () => setTimeout(() => near.end(), proxy.delayMs));
    });
    const proxy = new SlowProxy(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    proxy.url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
    return proxy;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
