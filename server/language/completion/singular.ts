/** The singular of a table's name as English forms it in the common cases; only names offered depend on it. */
export function singular(name: string): string {
  if (/(ss|us|is)$/.test(name)) return name;
  if (name.endsWith("ies") && name.length > 4) return `${name.slice(0, -3)}y`;
  if (/(ches|shes|sses|xes|zes)$/.test(name)) return name.slice(0, -2);
  return name.endsWith("s") ? name.slice(0, -1) : name;
}
