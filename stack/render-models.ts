/** Draws every flow of bpmn/ as docs/images/<process id>.png, as Camunda Modeler shows it. Run it after changing a diagram. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';

const root = path.join(import.meta.dirname, '..');
const viewer = path.join(root, 'node_modules/bpmn-js/dist');
const margin = 20;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  const page = await browser.newPage({ deviceScaleFactor: 2 });
  for (const file of globSync('bpmn/*.bpmn', { cwd: root }).toSorted()) {
    const image = path.join('docs/images', `${path.basename(file, '.bpmn')}.png`);
    await draw(page, readFileSync(path.join(root, file), 'utf8'), path.join(root, image));
    console.log(`${file} -> ${image}`);
  }
} finally {
  await browser.close();
}

async function draw(page: Page, xml: string, image: string): Promise<void> {
  await page.setContent('<style>body { margin: 0 } .bjs-powered-by { display: none }</style><div id="canvas"></div>');
  await page.addStyleTag({ path: path.join(viewer, 'assets/bpmn-js.css') });
  await page.addStyleTag({ path: path.join(viewer, 'assets/diagram-js.css') });
  await page.addScriptTag({ path: path.join(viewer, 'bpmn-navigated-viewer.production.min.js') });
  const size = await page.evaluate(importDiagram, { xml, margin });
  await page.setViewportSize(size);
  await page.screenshot({ path: image });
}

/** Runs in the page. Answers the size of the drawing; throws on anything that the viewer warns about. */
async function importDiagram({
  xml,
  margin,
}: {
  xml: string;
  margin: number;
}): Promise<{ width: number; height: number }> {
  const { BpmnJS } = globalThis as unknown as { BpmnJS: new (options: object) => BpmnViewer };
  const viewer = new BpmnJS({ container: '#canvas' });
  const { warnings } = await viewer.importXML(xml);
  if (warnings.length > 0) throw new Error(warnings.map((warning) => warning.message).join('; '));
  const canvas = viewer.get('canvas');
  const { inner } = canvas.viewbox();
  const size = { width: Math.ceil(inner.width) + 2 * margin, height: Math.ceil(inner.height) + 2 * margin };
  canvas.getContainer().style.width = `${size.width}px`;
  canvas.getContainer().style.height = `${size.height}px`;
  canvas.resized();
  canvas.viewbox({ x: inner.x - margin, y: inner.y - margin, ...size });
  return size;
}

interface BpmnViewer {
  importXML(xml: string): Promise<{ warnings: { message: string }[] }>;
  get(service: 'canvas'): {
    viewbox(box?: { x: number; y: number; width: number; height: number }): {
      inner: { x: number; y: number; width: number; height: number };
    };
    getContainer(): { style: { width: string; height: string } };
    resized(): void;
  };
}
