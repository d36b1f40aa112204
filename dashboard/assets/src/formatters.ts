// Formatters that an option names, since it can hold no function.
const digits = 12; // what is left of 0.1 + 0.2

function signed(value: number, text: string): string {
  return value < 0 ? "\u2212" + text : text;
}

// As data/lang writes numbers: a real minus sign; thousands grouped in English only.
export const formatters: Record<string, (value: number) => string> = {
  "number.zh-Hans": (v) => signed(v, String(Math.abs(Number(v.toPrecision(digits))))),
  "number.en": (v) => {
    const [whole = "", fraction] = String(Math.abs(Number(v.toPrecision(digits)))).split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
    return signed(v, fraction === undefined ? grouped : `${grouped}.${fraction}`);
  },
};
