import { expect, test } from "vitest";
import { tablesOf } from "./answer";

test.each([
  [
    "whoever can be the head of a school is a reference, and no table of heads",
    "For each school there is a head, and a teacher can be the head of only one school. A teacher has a name. A teacher works at one school.",
    ["schools: id, head_id > teachers, name", "teachers: id, name, school_id > schools"],
  ],
  [
    "whoever acts as a conductor is called so afterwards",
    "Each choir has exactly one singer who acts as its conductor. A conductor may lead several choirs. A singer has a name.",
    ["choirs: id, conductor_id > singers, name", "singers: id, name"],
  ],
  [
    "the id of a thing of the brief is a reference to it",
    "Parcels have a courier id, the id of the depot, a weight and a date. A courier has a name. A depot has a city.",
    [
      "parcels: id, weight, date, courier_id > couriers, depot_id > depots",
      "couriers: id, name",
      "depots: id, city",
    ],
  ],
  [
    "a grade for each subject is of the pupil and the subject",
    "Each pupil attends several subjects. For each subject the pupil receives a grade. A pupil has a name. A subject has a title.",
    [
      "pupils: id, name",
      "subjects: id, title",
      "pupil_subjects: pupil_id > pupils, subject_id > subjects, grade",
    ],
  ],
  [
    "whoever must enrol in a program is in one",
    "A student must enroll in a program. A student has a name. A program has a title.",
    ["students: id, name, program_id > programs", "programs: id, title"],
  ],
  [
    "what many own is owned by each",
    "The app stores the users' watchlists. A user has a name. A watchlist has a title.",
    ["users: id, name", "watchlists: id, title, user_id > users"],
  ],
  [
    "what is recorded each time is of the two",
    "When a student takes a course, the year and semester he/she attempted it are recorded. A student has a name. A course has a title.",
    [
      "students: id, name",
      "courses: id, title",
      "student_courses: student_id > students, course_id > courses, year, semester",
    ],
  ],
  [
    "a grade that is kept stands for the attending",
    "We store the grades of the students and the courses that they take. Each grade is of one student and one course and has a date. Students take several courses. A student has a name. A course has a title.",
    [
      "grades: id, date, student_id > students, course_id > courses",
      "students: id, name",
      "courses: id, title",
    ],
  ],
  [
    "whoever is there to manage each is the manager of whom a clause speaks afterwards",
    "An employee has a name. A sales office has a location. For each sales office, there is always one employee assigned to manage that office and a manager can't manage many sales offices at the same time.",
    ["employees: id, name", "sales_offices: id, location, manager_id > employees"],
  ],
  [
    "a sale to somebody, whose name stands before the thing",
    "A dealer has a name. A customer has a phone number. A car has a colour. A dealer sells a customer a car.",
    [
      "dealers: id, name",
      "customers: id, phone_number",
      "cars: id, colour",
      "sales: id, dealer_id > dealers, car_id > cars, customer_id > customers, total_amount, sold_at",
    ],
  ],
  [
    "what is of only one is so, whatever else could stand for it",
    "A patient has a name. An operation has a room. An appointment has a date. Each patient has several appointments. Operations are scheduled for patients. Operations are scheduled in appointments. An operation can be associated with only one patient.",
    [
      "patients: id, name",
      "operations: id, room, patient_id > patients",
      "appointments: id, date, patient_id > patients, operation_id > operations",
    ],
  ],
])("%s", (_name, brief, tables) => {
  expect(tablesOf(brief).sort()).toEqual([...tables].sort());
});
