import type { Domain } from "./domain";

export const messaging: Domain = {
  name: "messaging",
  titles: [
    "messaging",
    "chat",
    "chat app",
    "messenger",
    "instant messaging",
    "whatsapp",
    "slack",
    "chat application",
  ],
  tables: `
    users = contacts: username, email, phone, display_name?, avatar_url, last_seen_at? # Somebody who writes.
    conversations = chats, channels, rooms, groups: title?, is_group, created_at # Messages among some people.
    participants [conversation user] = members: conversation>>, user>>, role{member admin}, joined_at # Who takes part.
    messages: conversation>>, sender>users, reply_to>messages?, body, sent_at, edited_at?, deleted_at? # What somebody has written.
    attachments: message>>, file_name, url, file_size, mime_type # A file.
    message_reads [message user] = read receipts: message>>, user>>, read_at # Who has read what.
    reactions [message user emoji]: message>>, user>>, emoji, reacted_at # An emoji for a message.
    blocked_users [blocker blocked]: blocker>>users, blocked>>users, blocked_at # Who wants no messages from whom.
  `,
};
