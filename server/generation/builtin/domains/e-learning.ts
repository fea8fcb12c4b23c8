import type { Domain } from "./domain";

export const eLearning: Domain = {
  name: "e-learning",
  titles: [
    "e-learning",
    "elearning",
    "online courses",
    "learning management",
    "lms",
    "online learning",
    "course platform",
    "mooc",
    "udemy",
    "learning platform",
    "online course platform",
  ],
  tables: `
    users = students, learners: name, email, password_hash, role{student instructor admin}, created_at # Somebody who learns or teaches.
    categories: name! # A field of knowledge.
    courses: instructor>users, category>?, title, description, level{beginner intermediate advanced}, price, published, created_at # Something to learn.
    modules = sections, chapters: course>>, title, position # A part of a course.
    lessons = lectures: module>>, title, content:text?, video_url?, duration_minutes?, position # A lesson.
    enrollments [user course]: user>>, course>>, enrolled_at, progress_percent, completed_at? # Who takes a course.
    quizzes = tests, exams: module>>, title, passing_score # Questions about a module.
    questions: quiz>>, text:text, points # A question.
    answers = options: question>>, text:text, correct # A possible answer.
    quiz_attempts = submissions: quiz>>, user>>, score, submitted_at # A try at a quiz.
    reviews: course>>, user>>, rating, comment, created_at ; unique course user # What a learner thinks.
    certificates: user>, course>, certificate_number!:text, issued_at # A proof of success.
  `,
};
