import { useEffect, useLayoutEffect, useRef } from "react";

export interface MenuItem {
  readonly label: string;
  /** A key that does the same. */
  readonly key?: string;
  /** Whether it is on, for what can be switched. */
  readonly checked?: boolean;
  readonly run: () => void;
}

interface MenuProps {
  readonly label: string;
  readonly x: number;
  readonly y: number;
  /** Groups, with a line between. */
  readonly groups: readonly (readonly MenuItem[])[];
  readonly onClose: () => void;
}

/** A menu at a place of the window: arrows, Home, End, a letter, Enter and Escape, as menus of the editor have them. */
export function Menu({ label, x, y, groups, onClose }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const box = menu.current;
    if (!box) return;
    // It stays inside of the window.
    const { width, height } = box.getBoundingClientRect();
    box.style.left = `${Math.max(4, Math.min(x, window.innerWidth - width - 4))}px`;
    box.style.top = `${Math.max(4, Math.min(y, window.innerHeight - height - 4))}px`;
    box.querySelector<HTMLElement>("[role^=menuitem]")?.focus();
  }, [x, y]);
  useEffect(() => {
    const outside = (event: Event) => {
      if (event.target instanceof Node && !menu.current?.contains(event.target)) onClose();
    };
    window.addEventListener("pointerdown", outside, true);
    window.addEventListener("blur", onClose);
    return () => {
      window.removeEventListener("pointerdown", outside, true);
      window.removeEventListener("blur", onClose);
    };
  }, [onClose]);
  const onKeyDown = (event: React.KeyboardEvent) => {
    const items = [...(menu.current?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? [])];
    const at = items.findIndex((item) => item === document.activeElement);
    const move = (index: number) => items[(index + items.length) % items.length]?.focus();
    event.stopPropagation();
    if (event.key === "ArrowDown") move(at + 1);
    else if (event.key === "ArrowUp") move(at - 1);
    else if (event.key === "Home") move(0);
    else if (event.key === "End") move(items.length - 1);
    else if (event.key === "Escape" || event.key === "Tab") onClose();
    else if (event.key.length === 1 && event.key !== " ") {
      const letter = event.key.toLowerCase();
      const next = [...items.slice(at + 1), ...items.slice(0, at + 1)];
      next
        .find((item) => item.querySelector(".label")?.textContent.toLowerCase().startsWith(letter))
        ?.focus();
    } else return;
    event.preventDefault();
  };
  return (
    <div ref={menu} className="menu" role="menu" aria-label={label} onKeyDown={onKeyDown}>
      {groups
        .filter((items) => items.length > 0)
        .map((items, nth) => (
          <div key={items[0]?.label ?? nth} role="group" className="menu-group">
            {items.map(({ label: text, key, checked, run }) => (
              <button
                key={text}
                type="button"
                tabIndex={-1}
                role={checked === undefined ? "menuitem" : "menuitemcheckbox"}
                {...(checked !== undefined && { "aria-checked": checked })}
                onClick={() => {
                  onClose();
                  run();
                }}
              >
                <span className="check" aria-hidden="true">
                  {checked === true ? "✓" : ""}
                </span>
                <span className="label">{text}</span>
                {key !== undefined && <kbd aria-hidden="true">{key}</kbd>}
              </button>
            ))}
          </div>
        ))}
    </div>
  );
}
