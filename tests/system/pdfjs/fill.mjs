// Fills in a form as Firefox does: node fill.mjs FORM VALUES.json FILLED
// VALUES is by field name: {"choose": place of the button} or {"write": text}. Prints what the viewer sees of every field.
import { readFileSync, writeFileSync } from "node:fs";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

const [form, values, filled] = process.argv.slice(2);
const wanted = JSON.parse(readFileSync(values, "utf8"));
const opened = await getDocument({
  data: new Uint8Array(readFileSync(form)),
  useSystemFonts: true,
  isEvalSupported: false,
  verbosity: 0,
}).promise;
const seen = {};
const missing = new Set(Object.keys(wanted));
for (let number = 1; number <= opened.numPages; number++) {
  const page = await opened.getPage(number);
  for (const each of await page.getAnnotations()) {
    if (each.subtype !== "Widget") continue;
    const field = (seen[each.fieldName] ??= { type: each.fieldType, radio: !!each.radioButton, states: [], value: each.fieldValue, said: each.alternativeText ?? "" });
    if (each.radioButton) field.states.push(each.buttonValue);
    const value = wanted[each.fieldName];
    if (value === undefined) continue;
    missing.delete(each.fieldName);
    if (each.radioButton) {
      opened.annotationStorage.setValue(each.id, { value: each.buttonValue === String(value.choose) });
    } else {
      opened.annotationStorage.setValue(each.id, { value: value.write });
    }
  }
}
if (missing.size) throw new Error(`There is no field ${[...missing].join(", ")}`);
writeFileSync(filled, await opened.saveDocument());
await opened.destroy();
console.log(JSON.stringify(seen));
