// What opens over a screen: a list, a calendar, the menu, the response. One at a time; Escape closes it.
import { html } from "/vendor/lit-html/lit-html.js";
import { calendar } from "/components/date.js";
import { dropdownList } from "/components/dropdown.js";
import { icon } from "/icons.js";

export function sheet(open, component, view, phone) {
  const [title, content] = contentOf(open, component, view, phone);
  return html`
    <div class="sheet-shade" @click=${() => phone.closeSheet()}></div>
    <section class="sheet sheet-${open.kind}" role="dialog" aria-modal="true" aria-label=${title}>
      <header class="sheet-bar">
        <h2>${title}</h2>
        <button type="button" class="bar-button" aria-label="Close" @click=${() => phone.closeSheet()}>${icon("close")}</button>
      </header>
      ${content}
    </section>
  `;
}

function contentOf(open, component, view, phone) {
  switch (open.kind) {
    case "list":
      return [component.label, dropdownList(component, phone)];
    case "calendar":
      return [
        typeof component.label === "string" ? component.label : component.title || component.label.start,
        calendar(component, open, phone, view),
      ];
    case "reply":
      return ["Response", response(open.message)];
    default:
      return ["Menu", menu(phone)];
  }
}

function menu(phone) {
  return html`<div class="sheet-menu">
    <button
      type="button"
      data-first
      @click=${() => {
        phone.closeSheet();
        phone.send({ type: "close" });
      }}
    >
      Close the Flow
    </button>
  </div>`;
}

function response(message) {
  return html`<div class="response">
    <dl>
      ${message.details.map((each) => html`<dt>${each.label}</dt><dd>${each.value}</dd>`)}
    </dl>
    <details>
      <summary>response_json, as the business gets it</summary>
      <pre tabindex="0">${message.json}</pre>
    </details>
  </div>`;
}
