// Texts. The engine has parsed the markdown into blocks and runs; only elements made here ever reach the page.
import { html, nothing } from "/vendor/lit-html/lit-html.js";
import { noImage } from "/components/image.js";

export function textComponent(component) {
  return html`<div class="text text-${component.type}">${component.blocks.map((block) => blockOf(block, component))}</div>`;
}

function blockOf(block, component) {
  switch (block.kind) {
    case "heading1":
      return heading(block, "rich-heading1");
    case "heading2":
      return heading(block, "rich-heading2");
    case "bullets":
      return html`<ul>${block.items.map((item) => html`<li>${runs(item)}</li>`)}</ul>`;
    case "numbers":
      return html`<ol start=${block.start ?? 1}>${block.items.map((item) => html`<li>${runs(item)}</li>`)}</ol>`;
    case "image":
      return block.src
        ? html`<img class="rich-image" src=${block.src} alt=${block.alt}>`
        : noImage("The image cannot be shown.");
    case "table":
      return table(block);
    default:
      return paragraph(block, component);
  }
}

function paragraph(block, component) {
  const isHeading = component.type === "TextHeading" || component.type === "TextSubheading";
  return isHeading ? heading(block, "text-heading") : html`<p>${runs(block.runs)}</p>`;
}

/** A heading of the level that the screen gave it; one without words has none, and is not there for those who listen. */
function heading(block, name) {
  switch (block.level) {
    case 3:
      return html`<h3 class=${name}>${runs(block.runs)}</h3>`;
    case 4:
      return html`<h4 class=${name}>${runs(block.runs)}</h4>`;
    default:
      return nothing;
  }
}

function table(block) {
  return html`<div class="rich-table" tabindex="0" role="region" aria-label="Table">
    <table>
      <thead>
        <tr>${block.header.map((cell) => html`<th scope="col">${runs(cell)}</th>`)}</tr>
      </thead>
      <tbody>
        ${block.rows.map((row) => html`<tr>${row.map((cell) => html`<td>${runs(cell)}</td>`)}</tr>`)}
      </tbody>
    </table>
  </div>`;
}

function runs(list) {
  return list.map((run) => {
    let shown = html`${run.text}`;
    if (run.strike) {
      shown = html`<s>${shown}</s>`;
    }
    if (run.italic) {
      shown = html`<em>${shown}</em>`;
    }
    if (run.bold) {
      shown = html`<strong>${shown}</strong>`;
    }
    // A link shows where it leads and never leaves loopback by itself: the address is for the eye.
    return run.href ? html`<span class="link" role="link" aria-disabled="true" tabindex="0" title=${run.href}>${shown}</span>` : shown;
  });
}

/** A label, with the sign that a field may be left out where that is so. */
export function labelled(label, required, optionalWords = "Optional") {
  return html`${label}${required || !label ? nothing : html` <span class="optional">(${optionalWords})</span>`}`;
}
