import type { Domain } from "./domain";

export const recipes: Domain = {
  name: "a recipe collection",
  titles: ["recipe", "recipes", "cooking", "cookbook", "meal planning", "meal planner", "recipe sharing"],
  tables: `
    users = cooks, chefs: username, email, password_hash, created_at # Somebody who cooks.
    categories = cuisines: name! # A kind of dish.
    recipes: author>users, category>?, title, description, servings, prep_minutes:int, cook_minutes:int, created_at # A dish.
    ingredients: name! # What dishes are made of.
    recipe_ingredients [recipe ingredient]: recipe>>, ingredient>, amount:num, unit # How much goes into a dish.
    steps = instructions: recipe>>, position, instruction ; unique recipe position # What to do.
    reviews = ratings: recipe>>, user>>, rating, comment, created_at ; unique recipe user # What a user thinks.
    favorites [user recipe] = saved recipes: user>>, recipe>>, saved_at # What a user likes.
    tags: name! # A word for dishes.
    recipe_tags [recipe tag]: recipe>>, tag>> # The words of a dish.
    meal_plans: user>>, recipe>, planned_for:date, meal{breakfast lunch dinner snack} # What a user will cook.
  `,
};
