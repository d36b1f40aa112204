// A drawing on a page; loaded, with ECharts, when the first chart comes near the
// window.
import type { Behind, Option } from "./behind";
import { init, ready } from "./echarts";

// Box is where a value is drawn, in pixels of the plot.
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

type Pointed = (behind: Behind, x: number, y: number) => void;

export interface Drawing {
  set(option: Option): void;
  // resize fits the plot again, or makes the drawing as large as told, at once.
  resize(width?: number, height?: number): void;
  mark(series: number, index: number): void;
  unmark(): void;
  box(series: number, index: number): Box | undefined;
  on(over: Pointed, out: () => void, click: Pointed): void;
}

interface Mouse {
  data?: { cb?: Behind };
  event?: { offsetX: number; offsetY: number };
}

// What ECharts knows of a drawn value; it has no public door to it.
interface Inner {
  getModel(): { getSeriesByIndex(series: number): { getData(): Values } | undefined };
}

interface Values {
  getItemGraphicEl(index: number): Shape | undefined;
  getLayout(key: string): ArrayLike<number> | undefined;
}

interface Shape {
  getBoundingRect(): Box & { clone(): Box & { applyTransform(m: number[]): void } };
  getComputedTransform(): number[] | null;
}

export function draw(plot: HTMLElement): Drawing {
  const chart = init(plot, null, { renderer: "svg" });
  // With a viewBox the drawing scales on paper; on the screen it changes nothing.
  const scalable = (): void => {
    const svg = plot.querySelector("svg");
    svg?.setAttribute("viewBox", `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
    svg?.setAttribute("preserveAspectRatio", "xMinYMin");
  };
  return {
    set(o) {
      chart.setOption(ready(o), { notMerge: true });
      scalable();
    },
    resize(width, height) {
      chart.resize({ width: width ?? "auto", height: height ?? "auto" });
      chart.getZr().flush();
      scalable();
    },
    mark(series, index) {
      chart.dispatchAction({ type: "downplay" });
      chart.dispatchAction({ type: "highlight", seriesIndex: series, dataIndex: index });
    },
    unmark: () => chart.dispatchAction({ type: "downplay" }),
    box(series, index) {
      const values = (chart as unknown as Inner).getModel().getSeriesByIndex(series)?.getData();
      const shape = values?.getItemGraphicEl(index);
      if (shape) {
        const r = shape.getBoundingRect().clone();
        const moved = shape.getComputedTransform();
        if (moved) r.applyTransform(moved);
        return r;
      }
      // A line's points that carry no symbol.
      const points = values?.getLayout("points");
      const [x, y] = [points?.[2 * index], points?.[2 * index + 1]];
      return x !== undefined && y !== undefined && Number.isFinite(x + y) ? { x, y, width: 0, height: 0 } : undefined;
    },
    on(over, out, click) {
      const pointed =
        (...then: Pointed[]) =>
        (e: unknown): void => {
          const { data, event } = e as Mouse;
          if (data?.cb) for (const t of then) t(data.cb, event?.offsetX ?? 0, event?.offsetY ?? 0);
        };
      chart.on("mouseover", { componentType: "series" } as never, pointed(over));
      chart.on("click", { componentType: "series" } as never, pointed(over, click));
      chart.on("mouseout", out);
    },
  };
}
