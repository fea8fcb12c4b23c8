const anyone = [
  "user",
  "employee",
  "member",
  "person",
  "customer",
  "account",
  "staff",
  "player",
  "student",
  "profile",
];

/** The parts that people and places play in others' columns, and what usually plays them. */
const roles: Readonly<Record<string, readonly string[]>> = {
  manager: ["employee", "staff", "staff member", "user", "person"],
  supervisor: ["employee", "staff", "user", "instructor", "professor", "faculty member"],
  boss: ["employee"],
  chief: ["employee"],
  head: ["employee", "professor", "teacher", "instructor", "doctor", "faculty member", "lecturer"],
  dean: ["professor", "faculty member"],
  chairperson: ["professor", "employee", "faculty member"],
  advisor: ["instructor", "professor", "teacher", "faculty member", "lecturer", "employee"],
  teacher: ["instructor", "professor", "user", "employee"],
  captain: ["player", "pilot", "employee"],
  leader: ["employee", "member", "user", "player"],
  home: ["team"],
  away: ["team"],
  origin: ["airport", "station", "location", "city", "port"],
  destination: ["airport", "station", "location", "city", "port"],
  winner: ["team", "player", "user"],
  host: ["team", "user"],
  guest: ["team", "user", "customer"],
  salesperson: ["employee", "staff"],
  cashier: ["employee", "staff"],
  clerk: ["employee", "staff"],
};

const everywhere =
  /^(?:author|owner|creator|created_by|updated_by|assignee|reporter|sender|recipient|receiver|buyer|seller|reviewer|follower|followed|following|friend|approver|approved_by|assigned_to|requester|organizer|admin|agent|poster|uploader|member|host|lead|leader|from_user|to_user|driver|rider|uploaded_by|requested_by|handled_by|managed_by)$/;

/** The thing that plays a part, of those that are known: the manager is an employee. */
export function personFor(role: string, isKnown: (name: string) => boolean): string | undefined {
  const last = role.split("_").at(-1) ?? role;
  for (const candidate of roles[role] ?? roles[last] ?? []) if (isKnown(candidate)) return candidate;
  if (!everywhere.test(role)) return undefined;
  return anyone.find((candidate) => isKnown(candidate));
}
