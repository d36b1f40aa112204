// What the server says stands behind a drawn value (dashboard/echarts, "cb").
export interface Behind {
  name: string;
  shown: string;
  period: string;
  change?: string;
  detail?: string[];
  cells: string[];
  more?: number;
  group?: string;
  key?: string;
}

export interface Datum {
  value?: unknown;
  cb?: Behind;
  children?: Datum[];
}

export interface Item {
  series: number;
  index: number;
  value: unknown;
  behind: Behind;
}

export interface Option {
  [key: string]: unknown;
  cb?: { axes?: string }; // names of formatters
  empty?: { reason: string; hint?: string };
  series?: { type?: string; data?: Datum[] }[];
}

// items lists what can be pointed at, series by series. ECharts numbers nested
// data in the order in which they are written, behind a root of its own.
export function items(option: Option): Item[] {
  const all: Item[] = [];
  option.series?.forEach((s, series) => {
    let index = s.type === "treemap" || s.type === "sunburst" ? 1 : 0;
    const add = (d: Datum): void => {
      if (d.cb) all.push({ series, index, value: d.value, behind: d.cb });
      index++;
      d.children?.forEach(add);
    };
    s.data?.forEach(add);
  });
  return all;
}
