import type { Domain } from "./domain";

export const survey: Domain = {
  name: "a survey tool",
  titles: ["survey", "surveys", "forms", "questionnaire", "poll", "online survey", "form builder", "quiz"],
  tables: `
    users = creators: name, email, created_at # Somebody who asks.
    surveys = forms, questionnaires, quizzes: owner>users, title, description, status{draft open closed}, created_at # A list of questions.
    questions: survey>>, text:text, type{single multiple text scale}, required, position # A question.
    options = choices, answers: question>>, label, position # A possible answer.
    respondents = participants: email?, name? # Somebody who answers.
    responses = submissions: survey>>, respondent>?, submitted_at # A survey that was filled in.
    response_answers: response>>, question>, option>?, text_value:text? # The answer to one question.
  `,
};
