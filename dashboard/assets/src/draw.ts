// ECharts, only the parts that our charts use; loaded when the first chart comes
// near the window.
import { BarChart, LineChart, ScatterChart } from "echarts/charts";
import { GridComponent, LegendComponent, MarkLineComponent, TitleComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";
import type { Option } from "./behind";

use([BarChart, LineChart, ScatterChart, GridComponent, LegendComponent, MarkLineComponent, TitleComponent, LabelLayout, SVGRenderer]);

export interface Pointed {
  series: number;
  index: number;
  x: number;
  y: number;
}

export interface Drawing {
  set(option: Option): void;
  resize(): void;
  mark(series: number, index: number): void;
  unmark(): void;
  // at says where a value is drawn, in pixels of the plot.
  at(series: number, index: number): { x: number; y: number } | undefined;
  on(over: (p: Pointed) => void, out: () => void, click: (p: Pointed) => void): void;
}

interface Mouse {
  seriesIndex?: number;
  dataIndex?: number;
  event?: { offsetX: number; offsetY: number };
}

export function draw(plot: HTMLElement): Drawing {
  const chart = init(plot, null, { renderer: "svg" });
  const pointed = (e: Mouse): Pointed => ({
    series: e.seriesIndex ?? 0,
    index: e.dataIndex ?? 0,
    x: e.event?.offsetX ?? 0,
    y: e.event?.offsetY ?? 0,
  });
  let option: Option = {};
  // With a viewBox the drawing scales on paper; on the screen it changes nothing.
  const scalable = (): void => {
    const svg = plot.querySelector("svg");
    if (svg) svg.setAttribute("viewBox", `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
  };
  return {
    set(o) {
      option = o;
      chart.setOption(o as Record<string, unknown>, { notMerge: true });
      scalable();
    },
    resize() {
      chart.resize();
      scalable();
    },
    mark(series, index) {
      chart.dispatchAction({ type: "downplay" });
      chart.dispatchAction({ type: "highlight", seriesIndex: series, dataIndex: index });
    },
    unmark: () => chart.dispatchAction({ type: "downplay" }),
    at(series, index) {
      const value = option.series?.[series]?.data?.[index]?.value;
      const where = Array.isArray(value) ? value : [index, value];
      const axes = option as { yAxis?: { type?: string }[] };
      const turned = !Array.isArray(value) && axes.yAxis?.[0]?.type === "category";
      const p = chart.convertToPixel({ seriesIndex: series }, (turned ? [where[1], where[0]] : where) as number[]);
      if (!Array.isArray(p) || !p.every(Number.isFinite)) return undefined;
      return { x: p[0] as number, y: p[1] as number };
    },
    on(over, out, click) {
      chart.on("mouseover", { componentType: "series" } as never, (e: unknown) => over(pointed(e as Mouse)));
      chart.on("mouseout", () => out());
      chart.on("click", { componentType: "series" } as never, (e: unknown) => click(pointed(e as Mouse)));
    },
  };
}
