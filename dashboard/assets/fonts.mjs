// The fonts of pictures. The Chinese one of the text is whole, since names have
// characters that GBK lacks (䶮, 鿍); titles have GB2312, and rarer characters in
// the weight of the text. The Latin one is whole: its licence reserves its name
// for it as it is.
import subset from "subset-font";
import { readFile } from "node:fs/promises";

const chinese = "node_modules/@expo-google-fonts/noto-sans-sc/";
const latin = "node_modules/@expo-google-fonts/source-sans-3/";

function* decoded(leads, trails) {
  const decoder = new TextDecoder("gbk");
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
const gb2312 = decoded([0xb0, 0xf7], [0xa1, 0xfe]);

// fonts are the fonts and their licences, which go where they go.
export async function fonts() {
  const cut = async (file, characters) => Buffer.from(await subset(await readFile(chinese + file), characters.join(""), { targetFormat: "truetype" }));
  return [
    { name: "regular.ttf", bytes: await readFile(chinese + "400Regular/NotoSansSC_400Regular.ttf") },
    { name: "bold.ttf", bytes: await cut("600SemiBold/NotoSansSC_600SemiBold.ttf", [...signs, ...gb2312]) },
    { name: "latin.ttf", bytes: await readFile(latin + "400Regular/SourceSans3_400Regular.ttf") },
    { name: "latin-bold.ttf", bytes: await readFile(latin + "600SemiBold/SourceSans3_600SemiBold.ttf") },
    { name: "OFL.txt", bytes: Buffer.concat([await readFile(chinese + "LICENSE_FONT"), Buffer.from("\n\n"), await readFile(latin + "LICENSE_FONT")]) },
  ];
}
