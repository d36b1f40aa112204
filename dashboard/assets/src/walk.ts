// Walking over a picture's values by arrow keys: along a series and between
// series, in the directions in which the picture shows them.
import type { Item, Option } from "./behind";

export class Walk {
  private rows: Item[][] = [];
  private turned = false;
  private row = 0;
  private column = -1;

  // over takes the values of a new option; the walk stays where it was if it can.
  over(option: Option, all: Item[], left: (i: Item) => number): void {
    const axis = (name: string): string | undefined => [option[name]].flat().map((a) => (a as { type?: string } | undefined)?.type)[0];
    const up = axis("yAxis") === "category";
    const grid = up && axis("xAxis") === "category";
    this.turned = up && !grid;
    const rows = new Map<string, Item[]>();
    for (const i of all) {
      const key = grid && Array.isArray(i.value) ? String(i.value[1]) : String(i.series);
      rows.set(key, [...(rows.get(key) ?? []), i]);
    }
    this.rows = [...rows.values()];
    // Bubbles: a series each, so that they are walked from left to right.
    if (this.rows.length > 1 && this.rows.every((r) => r.length === 1)) this.rows = [this.rows.flat().sort((a, b) => left(a) - left(b))];
    if (!this.rows[this.row]?.[this.column]) [this.row, this.column] = [0, -1];
  }

  // key is the value that a key leads to; undefined for other keys.
  key(name: string): Item | undefined {
    const row = this.rows[this.row];
    if (!row) return undefined;
    const start = this.column < 0;
    switch (name) {
      case "Home":
        this.column = 0;
        break;
      case "End":
        this.column = row.length - 1;
        break;
      case "ArrowRight":
      case "ArrowLeft":
      case "ArrowDown":
      case "ArrowUp": {
        const step = name === "ArrowRight" || name === "ArrowDown" ? 1 : -1;
        const along = this.rows.length === 1 || (name === "ArrowRight" || name === "ArrowLeft") !== this.turned;
        if (start) this.column = 0;
        else if (along) this.column = Math.max(0, Math.min(row.length - 1, this.column + step));
        else this.cross(row[this.column], step);
        break;
      }
      case "Enter":
        if (start) this.column = 0;
        break;
      default:
        return undefined;
    }
    return this.rows[this.row]?.[this.column];
  }

  // cross goes to the same place of the next series that has it.
  private cross(from: Item | undefined, step: number): void {
    for (let r = this.row + step; from && this.rows[r]; r += step) {
      const same = this.rows[r]?.findIndex((i) => (from.series === i.series ? i.behind.key === from.behind.key : i.index === from.index)) ?? -1;
      if (same < 0) continue;
      [this.row, this.column] = [r, same];
      return;
    }
  }
}
