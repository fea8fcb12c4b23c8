/** What the page of a task and the extension say to each other. */

export interface TaskFields {
  readonly title: string;
  readonly description: string;
  readonly status: "todo" | "in_progress" | "done";
  readonly priority: "low" | "medium" | "high" | "urgent";
  readonly assigneeId: string | null;
  readonly dueOn: string | null;
  readonly objectName: string | null;
}

export type TaskField = keyof TaskFields;

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface Activity {
  readonly id: string;
  readonly kind: "change" | "comment";
  readonly who: string;
  /** As people say it, and whole. */
  readonly ago: string;
  readonly when: string;
  /** Sentences, or the Markdown of a comment. */
  readonly text: string;
}

export interface TaskModel {
  readonly id: string;
  readonly project: string;
  readonly fields: TaskFields;
  readonly mayEdit: boolean;
  readonly statuses: readonly Choice[];
  readonly priorities: readonly Choice[];
  readonly members: readonly Choice[];
  /** Names of the tables of the schema, as far as they are known. */
  readonly objects: readonly string[];
  readonly activity: readonly Activity[];
}

/** A field that both sides have changed since. */
export interface FieldConflict {
  readonly field: TaskField;
  readonly label: string;
  readonly mine: string;
  readonly theirs: string;
}

export type ToTask =
  | { readonly type: "model"; readonly model: TaskModel }
  | { readonly type: "saved"; readonly fields: readonly TaskField[] }
  | {
      readonly type: "conflict";
      /** Who has changed what. */
      readonly title: string;
      readonly conflicts: readonly FieldConflict[];
      /** What was to be saved. */
      readonly changes: Partial<TaskFields>;
      readonly theirs: TaskFields;
    }
  | { readonly type: "commented" }
  /** The task could not be read, which is over with the next model. */
  | { readonly type: "unread"; readonly message: string }
  | { readonly type: "failed"; readonly message: string };

export type FromTask =
  | { readonly type: "ready" }
  /** `from` is what the fields showed when the change was begun. */
  | {
      readonly type: "change";
      readonly changes: Partial<TaskFields>;
      readonly from: Partial<TaskFields>;
    }
  | { readonly type: "comment"; readonly body: string };
