// What opens over a screen: a list, a calendar, the menu, the response. One at a time; Escape closes it.
import { html, nothing } from "/vendor/lit-html/lit-html.js";
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
    case "managed":
      return ["Managed by the business", managed(view)];
    default:
      return ["Menu", menu(view, phone)];
  }
}

function menu(view, phone) {
  const then = (act) => () => {
    phone.closeSheet();
    act();
  };
  return html`<div class="menu-entries">
    ${view.open ? html`<button type="button" data-first @click=${then(() => phone.send({ type: "close" }))}>Close the Flow</button>` : nothing}
    <button type="button" class="only-small" @click=${then(() => phone.page.showPane("inspector"))}>Show the inspector</button>
  </div>`;
}

function managed(view) {
  return html`<div class="response">
    <p>On a phone, this tells that ${view.business.name} handles what is sent here. In this simulation there is nothing to open.</p>
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
