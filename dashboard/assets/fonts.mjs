// Cuts the fonts of pictures to what is needed: the text has all of GBK, titles
// have GB2312 (their rarer characters come in the weight of the text).
import subset from "subset-font";
import { readFile } from "node:fs/promises";

const home = "node_modules/@expo-google-fonts/noto-sans-sc/";

function* decoded(charset, leads, trails) {
  const decoder = new TextDecoder(charset);
  for (let a = leads[0]; a <= leads[1]; a++) {
    for (let b = trails[0]; b <= trails[1]; b++) {
      const c = decoder.decode(new Uint8Array([a, b]));
      if (c.length === 1 && c !== "\ufffd" && !(c >= "\ue000" && c <= "\uf8ff")) yield c;
    }
  }
}

function* between(first, last) {
  for (let c = first; c <= last; c++) yield String.fromCharCode(c);
}

const signs = [...between(0x20, 0x24f), ...between(0x370, 0x45f), ...between(0x2000, 0x27ff), ...between(0x3000, 0x303f), ...between(0xff00, 0xffef)];
const gbk = [...decoded("gbk", [0x81, 0xfe], [0x40, 0xfe])];
const gb2312 = [...decoded("gbk", [0xb0, 0xf7], [0xa1, 0xfe])];

// fonts are the cut fonts and their licence, which goes where they go.
export async function fonts() {
  const cut = async (file, characters) => Buffer.from(await subset(await readFile(home + file), characters.join(""), { targetFormat: "truetype" }));
  return [
    { name: "regular.ttf", bytes: await cut("400Regular/NotoSansSC_400Regular.ttf", [...signs, ...gbk]) },
    { name: "bold.ttf", bytes: await cut("600SemiBold/NotoSansSC_600SemiBold.ttf", [...signs, ...gb2312]) },
    { name: "OFL.txt", bytes: await readFile(home + "LICENSE_FONT") },
  ];
}
