import { roleModifiers, systemWords } from "../words/grammar";
import { isPropertyName } from "../words/attributes";
import { isPersonLike } from "../words/things";
import { singular } from "../words/inflect";
import { Weights } from "./weights";

/** Names that mean the same thing: "request" for "maintenance request", "start depot" for "depot". */
export class Naming extends Weights {
  /** "has several assembly lines, and each line …": the compounds of which a sentence speaks briefly at once. */
  private readonly brief = new Map<string, string>();

  /** To be called with each sentence, before all is settled. */
  shortens(text: string): void {
    for (const [, kind = "", many = "", one = ""] of text.matchAll(
      /\b([a-z]{3,}) ([a-z]{3,}s)\b[^.]*?[,;] (?:and )?(?:each|every) ([a-z]{3,})\b/gi,
    ))
      if (singular(many.toLowerCase()) === one.toLowerCase())
        this.brief.set(`${kind} ${one}`.toLowerCase(), one.toLowerCase());
  }

  /**
   * To be called when everything is read: finds names that mean the same thing, such as "request" for
   * "maintenance request" and "start depot" for "depot".
   */
  settle(): void {
    this.findWholes();
    const names = [...this.points.keys()].filter((name) => this.qualifies(name));
    for (const name of names) {
      if (!name.includes(" ")) continue;
      const words = name.split(" ");
      for (let at = 1; at < words.length; at++) {
        const head = words.slice(at).join(" ");
        if (!this.qualifies(head)) continue;
        // A member of staff is no member.
        if (/^(?:staff|crew|family|team|board|cast|faculty) member$/.test(name)) break;
        const modifier = words.slice(0, at).join(" ");
        if (roleModifiers.has(words[0] ?? "") && !this.described.has(name)) {
          this.aliases.set(name, { entity: head, role: name });
          break;
        }
        const others = names.filter((other) => other !== name && other.endsWith(` ${head}`));
        // "independent yoga teachers", and from then on "teachers".
        if (
          (this.qualified.has(name) || words.length > 2) &&
          isPersonLike(head) &&
          this.mentions.get(name) === 1 &&
          (this.mentions.get(head) ?? 0) > 1 &&
          others.length === 0 &&
          !this.declared.has(name)
        ) {
          this.aliases.set(name, { entity: head });
          break;
        }
        if (this.brief.get(name) === head && others.length === 0 && this.isFirst(name, head)) {
          if (this.described.has(head)) this.described.add(name);
          this.aliases.set(head, { entity: name });
          break;
        }
        if (
          !this.described.has(head) &&
          others.length === 0 &&
          (this.described.has(name) ||
            // "Blood bags" time and again, and then "bags".
            (!this.declared.has(head) && (this.mentions.get(name) ?? 0) > 1 && this.isFirst(name, head)) ||
            (!this.declared.has(head) && isNamedBriefly(words)) ||
            // "Laboratory technicians test donations", and then "one technician".
            (!this.declared.has(head) && isPersonLike(head) && this.isFirst(name, head)))
        )
          this.aliases.set(head, { entity: name });
        else if (
          !this.described.has(name) &&
          this.isDescribed(head) &&
          !this.declared.has(name) &&
          (this.mentions.get(name) ?? 0) < 3
        )
          this.nameAfter(
            name,
            head,
            this.qualifies(modifier) && others.length === 0 && !this.declared.has(head),
          );
        // "prolific artists have made several works": artists.
        else if (
          this.qualified.has(name) &&
          words.length === 2 &&
          !this.described.has(name) &&
          !this.declared.has(name) &&
          !this.contexts.has(name) &&
          (this.mentions.get(head) ?? 0) > (this.mentions.get(name) ?? 0)
        )
          this.aliases.set(name, { entity: head });
        break;
      }
    }
    // "Each movie title is associated with several actors": the movie is.
    for (const name of this.mentions.keys()) {
      const [, whole, piece] = /^(.+) (title|record|account)$/.exec(name) ?? [];
      if (
        whole !== undefined &&
        // A bank account is no bank.
        (piece !== "account" || isPersonLike(whole)) &&
        this.qualifies(whole) &&
        !this.described.has(name) &&
        !this.declared.has(name)
      )
        this.aliases.set(name, { entity: this.aliases.get(whole)?.entity ?? whole });
    }
    for (const [piece, whole] of this.pieces)
      if (this.qualifies(whole) && !this.described.has(piece) && piece !== whole)
        this.aliases.set(piece, { entity: whole });
    this.dropPersonas();
    this.nameAnyone();
    this.nameAlike();
  }

  /** Whether the brief names the one before the other. */
  private isFirst(one: string, other: string): boolean {
    const names = [...this.mentions.keys()];
    return names.indexOf(one) < names.indexOf(other);
  }

  /** "between an origin station and a destination station": both are stations. */
  private findWholes(): void {
    const heads = new Map<string, number>();
    for (const name of this.points.keys()) {
      const [first = "", ...more] = name.split(" ");
      const head = more.join(" ");
      if (roleModifiers.has(first) && head !== "" && !this.qualifies(head) && this.qualifies(name))
        heads.set(head, (heads.get(head) ?? 0) + 1);
    }
    for (const [head, count] of heads)
      if (count > 1 && isPropertyName(head) === "no") {
        this.counted.add(head);
        this.add(head, 4);
      }
  }

  /** Whoever only works with the system, and of whom nothing is said, is not kept. */
  private dropPersonas(): void {
    for (const persona of this.personas)
      if (
        !this.described.has(persona) &&
        !this.declared.has(persona) &&
        (this.mentions.get(persona) ?? 0) <= (this.stories.get(persona) ?? 0) &&
        /(?:receptionist|administrator|admin|clerk|secretary|operator|officer|accountant|moderator|dispatcher|librarian|owner|user|staff member|coordinator|support agent|manager)$/.test(
          persona,
        )
      )
        this.points.delete(persona);
  }

  /** Members of a channel, buyers and sellers of whom nothing is said are users, where the brief knows users. */
  private nameAnyone(): void {
    const anyone = ["user", "player", "employee", "staff member", "worker", "person"].find(
      (name) => this.described.has(name) || (name === "user" && this.qualifies(name)),
    );
    const parts = anyone === "user" || anyone === "person" ? userParts : anyParts;
    if (anyone !== undefined)
      for (const name of this.points.keys())
        if (parts.test(name) && !this.described.has(name) && !this.aliases.has(name))
          this.aliases.set(name, { entity: anyone, role: name });
    const user = ["user", "person", "member"].find(
      (name) => this.described.has(name) && this.qualifies(name),
    );
    if (user !== undefined)
      for (const persona of this.personas)
        if (persona !== user && !this.described.has(persona))
          this.aliases.set(persona, { entity: user, role: persona });
  }

  /** "Children" where pupils are described, "goods" where products are, "the line" of a production line. */
  private nameAlike(): void {
    const open = (name: string) => !this.isDescribed(name) && !this.aliases.has(name);
    for (const [general, special] of sameThings) {
      const meant = special.find((name) => this.isDescribed(name) && this.qualifies(name));
      if (meant === undefined) continue;
      for (const name of general)
        if (name !== meant && this.mentions.has(name) && open(name))
          this.aliases.set(name, { entity: meant });
    }
    const names = [...this.points.keys()].filter((name) => this.qualifies(name));
    for (const name of this.mentions.keys()) {
      // "subcategories" of categories.
      const whole = /^sub[- ]?(.+)$/.exec(name)?.[1];
      if (whole !== undefined && this.qualifies(whole) && open(name))
        this.aliases.set(name, { entity: whole, role: name });
      if (name.includes(" ") || this.qualifies(name) || !open(name)) continue;
      if (isPropertyName(name) !== "no" || systemWords.has(name)) continue;
      const longer = names.filter((each) => each.endsWith(` ${name}`));
      if (
        longer.length === 1 &&
        longer[0] !== undefined &&
        (this.isDescribed(longer[0]) || this.isKind(longer[0]))
      )
        this.aliases.set(name, { entity: longer[0] });
    }
  }

  /** "A customer has a shopping basket; for each book in the basket …". */
  private isKind(name: string): boolean {
    return /(?:basket|cart|account|order|list|card|plan|ticket|pass|room)$/.test(name);
  }

  /** "payslip lines" that are called lines later on: what is called after another keeps the longer name. */
  private nameAfter(name: string, head: string, keeps: boolean): void {
    const [alias, entity] = keeps ? [head, name] : [name, head];
    this.aliases.set(alias, { entity });
    if (keeps && this.described.has(head)) this.described.add(name);
  }
}

/** "guided tours", "private messages": the one kind of which the brief speaks. */
function isNamedBriefly([first = "", ...more]: readonly string[]): boolean {
  return more.length === 1 && /(?:guided|[a-z]{2}al|ate)$/.test(first);
}

/** Parts that somebody plays for others, rather than another kind of person. */
const anyParts =
  /^(?:member|participant|moderator|admin|administrator|follower|subscriber|watcher|viewer|collaborator|recipient|sender|creator|assignee|reviewer|approver|supervisor|manager|head|leader|friend)$/;
const userParts = new RegExp(
  `${anyParts.source}|^(?:buyer|seller|shopper|poster|commenter|invitee|invited user|uploader)$`,
);

/** General words, and the things of which a brief speaks by them after it has described these. */
const sameThings: readonly (readonly [readonly string[], readonly string[]])[] = [
  [["item", "goods", "article", "merchandise"], ["product"]],
  [
    ["child", "kid"],
    ["pupil", "student"],
  ],
  [["flat"], ["apartment"]],
  [["movie"], ["film"]],
  [["film"], ["movie"]],
  [["staff"], ["staff member"]],
  [["job title"], ["position"]],
];
