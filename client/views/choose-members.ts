import * as vscode from "vscode";
import type { Member, Project } from "../api/client";
import { Cancelled, Refused } from "../api/failure";
import { choose, chooseProject } from "./choose";
import { roleLabel } from "./labels";
import { mayChange, mayManage } from "./rights";
import type { Work } from "./work";

/** A member, and the project that it is about. */
export interface MemberEntry {
  readonly project: Project;
  readonly member: Member;
}

/**
 * The members that were taken, else one that is asked for. Rejects with what `refusal` says where one of them is not
 * the person's to manage, and with `Cancelled`.
 */
export async function membersToManage(
  work: Work,
  taken: readonly MemberEntry[],
  title: string,
  refusal: (kept: MemberEntry) => string,
): Promise<readonly [MemberEntry, ...MemberEntry[]]> {
  const { userId } = await work.accounts.require();
  const [first = await chooseMember(work, title, userId), ...others] = taken;
  const kept = [first, ...others].find((entry) => !mayChange(entry, userId));
  if (kept) throw new Refused(refusal(kept));
  return [first, ...others];
}

async function chooseMember(work: Work, title: string, me: string): Promise<MemberEntry> {
  const project = await chooseProject(work, title, mayManage);
  const { items } = await work.members.get(project.id);
  const choices = items
    .filter((member) => mayChange({ project, member }, me))
    .map((member) => ({
      label: member.name,
      description: member.email,
      detail: roleLabel(member.role),
      value: { project, member },
    }));
  if (choices.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("{0} has no other member whom you may manage.", project.name),
    );
    throw new Cancelled();
  }
  return choose(title, choices);
}
