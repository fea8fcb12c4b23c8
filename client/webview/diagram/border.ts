/**
 * How wide the border of a painted box is, in pixels at 100 %. From afar it is a hint between boxes that have colours;
 * themes of high contrast have nothing but borders, which have to be seen.
 */
export function borderWidth(zoom: number, { isContrast }: { readonly isContrast: boolean }): number {
  return Math.max(1, (isContrast ? 1 : 0.5) / zoom);
}
