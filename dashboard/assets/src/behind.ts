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

export interface Item {
  series: number;
  index: number;
  behind: Behind;
}

export interface Option {
  [key: string]: unknown;
  empty?: { reason: string; hint?: string };
  series?: { data?: { value?: unknown; cb?: Behind }[] }[];
}

// items lists what can be pointed at, series by series.
export function items(option: Option): Item[] {
  const all: Item[] = [];
  option.series?.forEach((s, series) =>
    s.data?.forEach((d, index) => {
      if (d.cb) all.push({ series, index, behind: d.cb });
    }),
  );
  return all;
}
