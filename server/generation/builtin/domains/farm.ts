import type { Domain } from "./domain";

export const farm: Domain = {
  name: "a farm",
  titles: ["farm", "agriculture", "farming", "farm management", "crop management", "livestock", "dairy farm"],
  tables: `
    farms: name, address, owner_name # A farm.
    fields = plots: farm>>, name, area_hectares:num, soil_type? # A piece of land.
    crops = plants: name!, variety? # Something that grows.
    plantings = crop cycles: field>, crop>, planted_on, expected_harvest_date? # A crop on a field.
    harvests: planting>>, harvested_on, quantity_kg:num, quality{low medium high} # What was brought in.
    animals: farm>, tag_number!:text, species, breed?, birth_date?, sex{female male} # An animal.
    workers = employees: farm>, name, phone, role # Somebody who works.
    tasks = activities: field>?, worker>?, title, due_on, status{open done} # Something to do.
    equipment = machines: farm>, name, serial_number, purchased_on? # A machine.
    treatments: field>?, animal>?, product, amount:num, applied_on # A fertilizer or a drug.
    sales: harvest>, buyer_name, quantity_kg:num, amount, sold_on # What was sold.
  `,
};
