import type { Domain } from "./domain";

export const recruitment: Domain = {
  name: "recruitment",
  titles: [
    "recruitment",
    "job board",
    "job portal",
    "hiring",
    "applicant tracking",
    "job application",
    "recruiting",
    "ats",
    "job search",
    "freelance marketplace",
  ],
  tables: `
    companies = employers: name, website, description # Who looks for people.
    recruiters = users, hiring managers: company>>, name, email # Somebody who hires.
    jobs = job postings, vacancies, positions: company>, recruiter>?, title, description, location, employment_type{full_time part_time contract internship}, minimum_salary?, maximum_salary?, status{open closed}, posted_at # A job that is open.
    candidates = applicants, job seekers: first_name, last_name, email, phone, resume_url? # Somebody who looks for a job.
    applications = job applications: job>, candidate>, status{submitted screening interview offer hired rejected}, cover_letter?, applied_at ; unique job candidate # A candidate wants a job.
    interviews: application>>, recruiter>?, scheduled_at, type{phone video onsite}, feedback? # A talk.
    skills: name! # Something one can do.
    candidate_skills [candidate skill]: candidate>>, skill>, level 1..5? # What a candidate can do.
    job_skills [job skill]: job>>, skill> # What a job needs.
    offers: application>, salary, start_date, status{sent accepted declined} # A contract that is offered.
  `,
};
