import { Type } from "typebox";
import { invalid } from "../errors";
import { assertRoom } from "../event-hub";
import { Dialect } from "../model";
import { callerOf } from "../plugins/authentication";
import { getMe } from "../services/accounts";
import { openEventStream } from "../sse";
import { answers, userRoute, type Routes } from "./api";

const stream = (description: string) => ({
  200: { description, content: { "text/event-stream": { schema: Type.String() } } },
});

/** What is streamed: events of projects, and a schema in the making. */
export const liveRoutes: Routes = (api, context, { events, generation }) => {
  api.get(
    "/events",
    {
      ...userRoute,
      // What never ends has no length and no end to tell about.
      exposeHeadRoute: false,
      schema: {
        tags: ["live"],
        headers: Type.Object({ "last-event-id": Type.Optional(Type.String({ maxLength: 100 })) }),
        querystring: Type.Object({ lastEventId: Type.Optional(Type.String({ maxLength: 100 })) }),
        response: answers(
          stream(
            "`ready`, then one event for each change; `reset` when the client must load everything anew.",
          ),
        ),
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      assertRoom(events);
      // The first statement in the caller's name says whether the session still lives.
      await getMe(context, caller);
      const lastId = request.headers["last-event-id"] ?? request.query.lastEventId;
      const opened = openEventStream(reply);
      events.subscribe(caller, opened, lastId).catch((error: unknown) => {
        request.log.warn({ err: error }, "a listener could not be served");
      });
    },
  );

  api.post(
    "/generate",
    {
      ...userRoute,
      schema: {
        tags: ["generation"],
        body: Type.Object({
          brief: Type.String({ maxLength: 500_000 }),
          dialect: Type.Optional(Dialect),
          current: Type.Optional(Type.String()),
          instruction: Type.Optional(Type.String({ maxLength: 100_000 })),
          design: Type.Optional(
            Type.Object({
              keys: Type.Optional(Type.Enum(["identity", "uuid"])),
              categories: Type.Optional(Type.Enum(["check", "enum", "lookup"])),
            }),
          ),
        }),
        response: answers(stream("`stage`, `sql`, `problems`, then `done` or `error`.")),
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      await getMe(context, caller);
      const { brief, dialect = "postgresql", current, instruction, design } = request.body;
      if (brief.trim() === "" && (instruction ?? "").trim() === "") {
        throw invalid([{ path: "/brief", message: "must say what the schema is for" }]);
      }
      await generation.assertQuota(caller);
      const opened = openEventStream(reply);
      void generation.run(
        caller,
        {
          brief,
          dialect,
          ...(current !== undefined && { current }),
          ...(instruction !== undefined && { instruction }),
          ...(design !== undefined && { design }),
        },
        opened,
        request.id,
      );
    },
  );
};
