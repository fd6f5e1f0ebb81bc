// The routing model as a picture: screens in columns by their distance from the start, the shown one lit.
import { html, svg } from "/vendor/lit-html/lit-html.js";

const WIDTH = 168;
const HEIGHT = 44;
const GAP_X = 64;
const GAP_Y = 20;

export function graph(view, goTo) {
  const places = placed(view.screens);
  const columns = Math.max(...[...places.values()].map((place) => place.column)) + 1;
  const rows = Math.max(...[...places.values()].map((place) => place.row)) + 1;
  const width = columns * (WIDTH + GAP_X) - GAP_X + 16;
  const height = rows * (HEIGHT + GAP_Y) - GAP_Y + 16;
  const now = view.path.at(-1);
  return html`
    <p class="graph-note">
      ${view.declared ? "As the routing model declares." : "As the navigate actions lead; the Flow JSON declares no routing model."}
      ${now ? html`Now on <strong>${now}</strong>, by way of ${view.path.join(" → ")}.` : "The Flow is closed."}
    </p>
    <div class="graph-frame" tabindex="0" role="region" aria-label="Routing graph">
      <svg class="graph" viewBox="0 0 ${width} ${height}" width=${width} height=${height} role="group" aria-label="Routing graph">
        <defs>
          <marker id="graph-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
            <path d="M0 0 8 4 0 8z" class="graph-tip"></path>
          </marker>
        </defs>
        ${view.screens.flatMap((screen) =>
          screen.to.filter((id) => places.has(id)).map((id) => edge(places.get(screen.id), places.get(id), view.path, screen.id, id)),
        )}
        ${view.screens.map((screen) => node(screen, places.get(screen.id), now, view.path, goTo))}
      </svg>
    </div>
  `;
}

function placed(screens) {
  const known = new Set(screens.map((screen) => screen.id));
  const column = new Map(screens.filter((screen) => screen.entry).map((screen) => [screen.id, 0]));
  if (column.size === 0 && screens.length) {
    column.set(screens[0].id, 0);
  }
  const waiting = [...column.keys()];
  const next = new Map(screens.map((screen) => [screen.id, screen.to]));
  while (waiting.length) {
    const id = waiting.shift();
    for (const target of next.get(id) ?? []) {
      if (known.has(target) && !column.has(target)) {
        column.set(target, column.get(id) + 1);
        waiting.push(target);
      }
    }
  }
  const used = [];
  return new Map(
    screens.map((screen) => {
      const at = column.get(screen.id) ?? 0;
      used[at] = (used[at] ?? 0) + 1;
      return [screen.id, { column: at, row: used[at] - 1 }];
    }),
  );
}

const leftOf = (place) => 8 + place.column * (WIDTH + GAP_X);
const topOf = (place) => 8 + place.row * (HEIGHT + GAP_Y);

function edge(from, to, path, fromId, toId) {
  const gone = path.some((id, index) => id === fromId && path[index + 1] === toId);
  const [x1, y1] = [leftOf(from) + WIDTH, topOf(from) + HEIGHT / 2];
  const [x2, y2] = [leftOf(to) - 2, topOf(to) + HEIGHT / 2];
  const bend = Math.max(28, Math.abs(x2 - x1) / 2);
  return svg`<path class="graph-edge ${gone ? "graph-gone" : ""}" d="M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}" marker-end="url(#graph-tip)"></path>`;
}

function node(screen, place, now, path, goTo) {
  const names = ["graph-node", screen.id === now ? "graph-now" : "", path.includes(screen.id) ? "graph-visited" : ""];
  const label = screen.id.length > 20 ? `${screen.id.slice(0, 19)}…` : screen.id;
  const go = (event) => {
    if (event.type === "click" || event.key === "Enter") {
      goTo(screen.line);
    }
  };
  return svg`<g class=${names.join(" ")} role="link" tabindex="0" aria-label="${screen.id}, line ${screen.line}" @click=${go} @keydown=${go}>
    <rect x=${leftOf(place)} y=${topOf(place)} width=${WIDTH} height=${HEIGHT} rx=${screen.terminal ? 22 : 8}></rect>
    <text x=${leftOf(place) + WIDTH / 2} y=${topOf(place) + HEIGHT / 2 + 4}>${label}</text>
  </g>`;
}
