import "react";

type Variables = Record<`--${string}`, string | number>;

declare module "react" {
  // Custom properties are set as any other.
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface CSSProperties extends Variables {}
}
