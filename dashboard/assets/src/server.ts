// The server's drawing: an option in, the SVG of ECharts out (dashboard/draw).
import "./shims";
import { init, ready } from "./echarts";
import type { Datum, Option } from "./behind";

const known = ["bar", "heatmap", "line", "scatter", "treemap"]; // of another kind ECharts draws nothing, and says nothing

// plain is a value without what only a page needs of it. ECharts gives each value
// that is an object a model of its own, which is dear: one that says nothing of
// its looks becomes its mere value.
function plain(all: Datum | number[] | number | null): unknown {
  if (!(all instanceof Object) || Array.isArray(all)) return all;
  for (const key in all) if (key !== "name" && key !== "value" && key !== "cb") return all;
  return all.value;
}

export function svg(json: string, width: number, height: number): string {
  const option = JSON.parse(json) as Option;
  for (const s of option.series ?? []) if (!known.includes(s.type ?? "")) throw new Error(`no series of the kind ${s.type}`);
  for (const s of option.series ?? []) if (s.type !== "treemap") s.data = s.data?.map(plain) as Datum[];
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    chart.setOption({ ...ready(option), animation: false });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
