import type { Domain } from "./domain";

export const projectManagement: Domain = {
  name: "project management",
  titles: [
    "project management",
    "issue tracker",
    "task management",
    "bug tracker",
    "issue tracking",
    "bug tracking",
    "jira",
    "trello",
    "kanban",
    "task tracker",
    "to do app",
    "task manager",
  ],
  tables: `
    users = members, developers, employees: name, email, password_hash, created_at # Somebody who works on projects.
    projects: owner>users, key:text!, name, description, status{active on_hold completed}, start_date?, end_date?, created_at # Something to be done together.
    project_members [project user]: project>>, user>>, role{manager member viewer} # Who works on a project.
    milestones: project>>, name, due_date? # A goal of a project.
    sprints = iterations: project>>, name, starts_on, ends_on # Some weeks of work.
    issues = tasks, tickets, bugs: project>>, sprint>?, reporter>users, assignee>users?, parent>issues?, title, description, type{task bug story}, status{todo in_progress in_review done}, priority{low medium high}, due_date?, created_at # Something to do.
    comments: issue>>, author>users, body, created_at # What is said of an issue.
    attachments: issue>>, uploader>users, file_name, url, uploaded_at # A file of an issue.
    labels = tags: project>>, name, color? ; unique project name # A word that groups issues.
    issue_labels [issue label]: issue>>, label>> # The labels of an issue.
  `,
};
