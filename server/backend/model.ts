import { Type, type Static, type TProperties } from "typebox";

// The shapes of the API. One schema gives the type, the validator, the serializer and the documentation.

const object = <P extends TProperties>(id: string, properties: P) => Type.Object(properties, { $id: id });
const nullable = <T extends Type.TSchema>(type: T) => Type.Union([type, Type.Null()]);

export const Uuid = Type.String({ format: "uuid" });
const Time = Type.String({ format: "date-time" });
const Version = Type.Integer({ minimum: 1, description: "Send it as If-Match with a change." });
export const Email = Type.String({ format: "email", maxLength: 254, description: "Case does not matter." });
export const NewPassword = Type.String({ description: "10 to 256 characters, hard to guess." });
export const AnyPassword = Type.String({ maxLength: 1024 });
export const PersonName = Type.String({ minLength: 1, maxLength: 200, pattern: "\\S" });
export const Title = Type.String({ minLength: 1, maxLength: 500, pattern: "\\S" });
export const Description = Type.String({ maxLength: 20_000 });

export const roles = ["owner", "admin", "editor", "viewer"] as const;
export type Role = (typeof roles)[number];
const RoleType = Type.Enum(["owner", "admin", "editor", "viewer"]);
export const GrantableRole = Type.Enum(["admin", "editor", "viewer"]);
export { RoleType };
export const TaskStatus = Type.Enum(["todo", "in_progress", "done"]);
export const TaskPosition = Type.String({
  pattern: "^[0-9a-f]{1,150}$",
  description:
    "Where people have put it: the digits of a fraction. By hand, tasks stand in the order of `position` followed by the digits of `id`, compared as text.",
});
export const TaskPriority = Type.Enum(["low", "medium", "high", "urgent"]);
export const Dialect = Type.Enum(["postgresql", "mysql", "mariadb", "sqlite"]);

export const User = object("User", {
  id: Uuid,
  email: Type.String(),
  name: Type.String(),
  emailVerified: Type.Boolean(),
  secondFactor: Type.Boolean({ description: "Whether log-in asks for a TOTP code." }),
  version: Version,
  createdAt: Time,
  updatedAt: Time,
});
export type User = Static<typeof User>;

export const TokenPair = object("TokenPair", {
  accessToken: Type.String(),
  tokenType: Type.Literal("Bearer"),
  expiresIn: Type.Integer({ description: "Seconds." }),
  refreshToken: Type.String({ description: "Good once: each refresh gives another." }),
  user: Type.Ref("User"),
});
export type TokenPair = Omit<Static<typeof TokenPair>, "user"> & { user: User };

const Session = object("Session", {
  id: Uuid,
  current: Type.Boolean(),
  userAgent: Type.String(),
  address: Type.String(),
  createdAt: Time,
  lastUsedAt: Time,
  expiresAt: Time,
});

const AuditEvent = object("AuditEvent", {
  id: Uuid,
  type: Type.String(),
  address: Type.String(),
  userAgent: Type.String(),
  createdAt: Time,
});

export const Project = object("Project", {
  id: Uuid,
  name: Type.String(),
  description: Type.String(),
  role: RoleType,
  version: Version,
  createdAt: Time,
  updatedAt: Time,
});
export type Project = Static<typeof Project>;

export const Member = object("Member", {
  userId: Uuid,
  email: Type.String(),
  name: Type.String(),
  role: RoleType,
  joinedAt: Time,
});
export type Member = Static<typeof Member>;

export const Invitation = object("Invitation", {
  id: Uuid,
  projectId: Uuid,
  projectName: Type.String(),
  email: Type.String(),
  role: GrantableRole,
  status: Type.Enum(["pending", "accepted", "declined", "revoked"]),
  invitedBy: nullable(Type.String({ description: "The name of who invited." })),
  createdAt: Time,
  expiresAt: Time,
});
export type Invitation = Static<typeof Invitation>;

export const Task = object("Task", {
  id: Uuid,
  projectId: Uuid,
  title: Type.String(),
  description: Type.String(),
  status: TaskStatus,
  priority: TaskPriority,
  assigneeId: nullable(Uuid),
  dueOn: nullable(Type.String({ format: "date" })),
  schemaId: nullable(Uuid),
  objectName: nullable(Type.String({ description: "The table, or whatever of the schema it is about." })),
  position: nullable(TaskPosition),
  version: Version,
  createdBy: nullable(Uuid),
  createdAt: Time,
  updatedAt: Time,
});
export type Task = Static<typeof Task>;

const TaskChange = object("TaskChange", {
  id: Uuid,
  taskId: Uuid,
  actorId: nullable(Uuid),
  changes: Type.Record(Type.String(), Type.Object({ from: Type.Unknown(), to: Type.Unknown() })),
  createdAt: Time,
});

export const Comment = object("Comment", {
  id: Uuid,
  taskId: Uuid,
  authorId: nullable(Uuid),
  authorName: nullable(Type.String()),
  body: Type.String(),
  createdAt: Time,
});
export type Comment = Static<typeof Comment>;

export const SchemaRow = object("Schema", {
  id: Uuid,
  projectId: Uuid,
  name: Type.String(),
  description: Type.String(),
  dialect: Dialect,
  latestVersion: Type.Integer({ minimum: 0, description: "The number of the newest text; 0: none yet." }),
  version: Version,
  createdBy: nullable(Uuid),
  createdAt: Time,
  updatedAt: Time,
});
export type SchemaRow = Static<typeof SchemaRow>;

const versionFields = {
  schemaId: Uuid,
  n: Type.Integer({ minimum: 1 }),
  hash: Type.String({ description: "SHA-256 of the text, hexadecimal." }),
  message: Type.String(),
  createdBy: nullable(Uuid),
  createdAt: Time,
};
const SchemaVersionSummary = object("SchemaVersionSummary", versionFields);
export const SchemaVersion = object("SchemaVersion", { ...versionFields, sql: Type.String() });
export type SchemaVersion = Static<typeof SchemaVersion>;

const ProblemDocument = object("Problem", {
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  detail: Type.String(),
  requestId: Type.String(),
  errors: Type.Optional(Type.Array(Type.Object({ path: Type.String(), message: Type.String() }))),
  current: Type.Optional(Type.Unknown({ description: "The present row, for version_conflict." })),
});

/** All that the API's documentation names. */
export const components = [
  User,
  TokenPair,
  Session,
  AuditEvent,
  Project,
  Member,
  Invitation,
  Task,
  TaskChange,
  Comment,
  SchemaRow,
  SchemaVersionSummary,
  SchemaVersion,
  ProblemDocument,
] as const;

/** One page of a list. */
export function pageOf(name: string) {
  return Type.Object({
    items: Type.Array(Type.Ref(name)),
    nextCursor: nullable(Type.String({ description: "For the next page; null at the end." })),
  });
}

export const PageQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  cursor: Type.Optional(Type.String({ maxLength: 200 })),
});

export { nullable };
