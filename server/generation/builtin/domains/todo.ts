import type { Domain } from "./domain";

export const todo: Domain = {
  name: "a to-do list",
  titles: [
    "todo list",
    "todo",
    "to-do list",
    "to-do",
    "task list",
    "shopping list",
    "checklist app",
    "reminder app",
  ],
  tables: `
    users = people, members: name, email!, password_hash, created_at # Whoever has something to do.
    lists = task lists, todo lists, projects, checklists: owner>users, name, color?, archived:bool, created_at # What belongs together.
    list_members [list user] = sharing: list>>, user>>, role{viewer editor} # With whom a list is shared.
    tasks = todos, items, to dos: list>>, assignee>users?, parent>tasks?, title, notes?, priority{low medium high}, due_at?, completed_at?, position, created_at # Something to do.
    tags = labels: user>>, name, color?; unique user name # A word for tasks of a kind.
    task_tags [task tag]: task>>, tag>> # Which tasks a word stands for.
    reminders = notifications: task>>, remind_at, sent:bool # When somebody is told of a task.
    comments: task>>, user>>, body, created_at # What is said of a task.
  `,
};
