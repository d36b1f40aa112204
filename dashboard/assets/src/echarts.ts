// ECharts, only the parts that our charts use, and how an option is made ready
// for it: the same in the browser and on the server (server.ts).
import { BarChart, HeatmapChart, LineChart, ScatterChart, TreemapChart } from "echarts/charts";
import { GridSimpleComponent, LegendComponent, MarkLineComponent, TitleComponent, VisualMapPiecewiseComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";
import type { Option } from "./behind";
import { formatters } from "./formatters";

use([BarChart, HeatmapChart, LineChart, ScatterChart, TreemapChart, GridSimpleComponent, LegendComponent, MarkLineComponent, TitleComponent, VisualMapPiecewiseComponent, LabelLayout, SVGRenderer]);

export { init };

interface Axis {
  type?: string;
  axisLabel?: Record<string, unknown>;
}

// ready puts the formatter that the option names into its axes of numbers. An
// option is JSON and holds no functions; elsewhere ECharts writes its own numbers.
export function ready(option: Option): Record<string, unknown> {
  const format = formatters[option.cb?.axes ?? ""];
  const axes = [option["xAxis"], option["yAxis"]].flat() as (Axis | undefined)[];
  for (const axis of format ? axes : []) {
    if (axis?.type === "value" || axis?.type === "log") axis.axisLabel = { formatter: format, ...axis.axisLabel };
  }
  return option;
}
