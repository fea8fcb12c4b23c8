import type { Domain } from "./domain";

export const university: Domain = {
  name: "a university",
  titles: [
    "university",
    "college",
    "school management",
    "school",
    "student management",
    "student information system",
    "academic",
    "campus",
    "course registration",
    "education management",
    "high school",
  ],
  tables: `
    departments = faculties: name! # A department of the university.
    instructors = professors, teachers, lecturers: department>, first_name, last_name, email, hired_on? # Somebody who teaches.
    students = pupils: department>, student_number, first_name, last_name, email, birth_date?, enrolled_on # Somebody who studies.
    courses = subjects: department>, code!, title, credits # A course as the catalogue has it.
    semesters = terms: name!, start_date, end_date # A part of the year.
    sections = classes, course offerings: course>, instructor>, semester>, room?, capacity? # A course as held in a semester.
    enrollments [student section] = registrations: student>>, section>>, enrolled_on, grade? # A student in a section.
    course_prerequisites [course prerequisite]: course>>, prerequisite>courses # What has to be passed before.
  `,
};
