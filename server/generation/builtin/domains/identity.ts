import type { Domain } from "./domain";

export const identity: Domain = {
  name: "user management",
  titles: [
    "authentication",
    "user management",
    "access control",
    "rbac",
    "role based access control",
    "login system",
    "permissions",
    "user accounts",
    "identity management",
    "login",
  ],
  tables: `
    users = accounts: username, email, password_hash, active, last_login_at?, created_at # Somebody who signs in.
    roles: name!, description # What somebody is.
    permissions = rights: name!, description # What somebody may do.
    user_roles [user role]: user>>, role>> # Who is what.
    role_permissions [role permission]: role>>, permission>> # What may be done by whom.
    sessions: user>>, token_hash!:text, ip_address?, user_agent?, expires_at, created_at # Somebody who is signed in.
    password_resets: user>>, token_hash!:text, expires_at, used_at? # A new password that was asked for.
    audit_logs: user>?, action, details:json?, occurred_at # What was done.
  `,
};
