import type { Domain } from "./domain";

export const languageSchool: Domain = {
  name: "a language school",
  titles: [
    "language school",
    "tutoring",
    "tutoring center",
    "music school",
    "dance school",
    "training center",
    "language courses",
    "private lessons",
  ],
  tables: `
    students = pupils, learners, participants: first_name, last_name, email!, phone?, birth_date? # Whoever learns.
    teachers = tutors, instructors, trainers: first_name, last_name, email!, phone? # Whoever teaches.
    languages = subjects: name! # What is taught.
    teacher_languages [teacher language]: teacher>>, language>> # What a teacher teaches.
    levels: name! # How far one is.
    courses: language>, level>?, name, price, description? # What one can take.
    groups = classes, course groups: course>, teacher>, room>?, starts_on, ends_on, capacity # Those who learn together.
    rooms = classrooms: name!, capacity # Where it is.
    lessons = sessions: group>>, starts_at, ends_at, topic? # A time.
    enrollments [student group] = enrolments, registrations: student>>, group>>, enrolled_on, status{active completed dropped} # Who is in a group.
    attendances [lesson student] = attendance records: lesson>>, student>>, present:bool # Who came.
    tests = exams, test results, grades: student>, course>, score:num, taken_on # How well one did.
    payments = invoices: student>, course>?, amount, paid_at # Money for a course.
  `,
};
