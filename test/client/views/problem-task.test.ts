import { expect, it } from "vitest";
import { describeProblem, problemOf, titleOf } from "../../../client/views/problem-task";

const problem = {
  code: "unindexed-foreign-key",
  message: "The foreign key `author_id` has no index.\nDeleting an author reads all books.",
};

it("finds the problem again in the description, whatever is written around it", () => {
  const description = describeProblem(problem);
  expect(description).toBe(
    "> The foreign key `author_id` has no index.\n> Deleting an author reads all books.\n\n`unindexed-foreign-key` · dbscst\n",
  );
  expect(problemOf(description)).toEqual(problem);
  expect(problemOf(`Urgent!\n\n${description}\nSee the plan of Tuesday.\n`)).toEqual(problem);
});

it("finds none in what people write", () => {
  expect(problemOf("")).toBeUndefined();
  expect(problemOf("> a quote\n\nand `code`")).toBeUndefined();
});

it("makes a title of the first sentence", () => {
  expect(titleOf(problem.message)).toBe("The foreign key `author_id` has no index");
  expect(titleOf("x".repeat(200))).toHaveLength(120);
});
