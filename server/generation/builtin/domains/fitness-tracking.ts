import type { Domain } from "./domain";

export const fitnessTracking: Domain = {
  name: "a fitness tracker",
  titles: [
    "fitness tracking",
    "fitness tracker",
    "fitness app",
    "workout tracker",
    "workout tracking",
    "workout app",
    "workout log",
    "exercise tracker",
    "health tracking",
    "habit tracker",
  ],
  tables: `
    users = people, athletes, clients: name, email!, birth_date?, height_cm:num?, created_at # Whoever trains.
    exercises: name!, muscle_group, equipment? # A movement.
    workout_plans = plans, training plans, routines, programs: user>>, name, description? # What somebody means to do.
    plan_exercises [workout_plan exercise]: workout_plan>>, exercise>, position, sets:int, repetitions:int # An exercise of a plan.
    workouts = workout logs, training sessions, activities: user>>, workout_plan>?, started_at, duration_minutes, notes? # What was done.
    workout_exercises = sets, workout sets, exercise logs: workout>>, exercise>, sets:int, repetitions:int, weight_kg:num? # An exercise of a workout.
    goals = targets: user>>, name, target_value:num, target_date, status{active reached dropped} # What somebody wants to reach.
    measurements = body measurements, weight logs, weights: user>>, weight_kg:num, body_fat:num?, measured_at # How somebody changes.
    meals = food logs, nutrition logs: user>>, name, calories:int, eaten_at # What was eaten.
  `,
};
