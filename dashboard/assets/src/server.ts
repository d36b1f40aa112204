// The server's drawing: an option in, the SVG of ECharts out (dashboard/draw).
import "./shims";
import { init, ready } from "./echarts";
import type { Option } from "./behind";

const known = ["bar", "heatmap", "line", "scatter", "treemap"]; // of another kind ECharts draws nothing, and says nothing

export function svg(json: string, width: number, height: number): string {
  const option = JSON.parse(json) as Option;
  for (const s of option.series ?? []) if (!known.includes(s.type ?? "")) throw new Error(`no series of the kind ${s.type}`);
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    chart.setOption({ ...ready(option), animation: false });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
