import type { Domain } from "./domain";

export const helpdesk: Domain = {
  name: "a helpdesk",
  titles: [
    "helpdesk",
    "help desk",
    "support ticket",
    "ticketing system",
    "customer support",
    "support",
    "service desk",
    "complaint management",
  ],
  tables: `
    users = customers, requesters: name, email, phone, created_at # Somebody who asks.
    teams = departments: name! # Those who answer.
    agents = support agents, staff: team>?, name, email, active # Somebody who answers.
    categories: name! # A kind of question.
    tickets = requests, complaints, cases: requester>users, agent>?, category>?, subject, description, status{open pending resolved closed}, priority{low normal high urgent}, created_at, closed_at? # A question.
    comments = replies, messages: ticket>>, user>?, agent>?, body, internal:bool, created_at # What is said of a ticket.
    attachments: ticket>>, file_name, url, uploaded_at # A file.
    tags: name! # A word for tickets.
    ticket_tags [ticket tag]: ticket>>, tag>> # The words of a ticket.
    sla_policies: name!, first_response_minutes, resolution_minutes # How fast one has to answer.
    articles = knowledge base articles: category>?, author>agents, title, body, published # An answer for everybody.
  `,
};
