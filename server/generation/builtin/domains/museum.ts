import type { Domain } from "./domain";

export const museum: Domain = {
  name: "a museum",
  titles: ["museum", "art gallery", "gallery", "exhibition", "museum collection", "art collection"],
  tables: `
    artists: name, birth_year?, death_year?, nationality? # Who made works.
    collections = departments: name!, description # A part of the museum.
    artworks = exhibits, objects, art objects, paintings, artifacts: artist>?, collection>?, title, created_year?:int, medium?, inventory_number!:text # A work.
    exhibitions: title, description, start_date, end_date # Works that are shown together.
    exhibition_artworks [exhibition artwork]: exhibition>>, artwork> # What is shown.
    rooms = galleries: name!, floor # Where works hang.
    artwork_locations [artwork moved_on]: artwork>>, room>, moved_on # Where a work was when.
    visitors: name?, email? # Somebody who comes.
    tickets: exhibition>?, visitor>?, price, visit_date, sold_at # A visit.
    loans: artwork>, institution, direction{in out}, start_date, end_date # A work lent or borrowed.
    restorations: artwork>>, description, started_on, finished_on?, cost # A repair.
    employees = curators, staff: name, role, email # Somebody who works here.
  `,
};
