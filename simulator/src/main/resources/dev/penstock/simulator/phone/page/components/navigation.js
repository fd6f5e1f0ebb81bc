// What leads on: links in the text and lists of places to go.
import { html, nothing } from "/vendor/lit-html/lit-html.js";
import { icon } from "/icons.js";

export function embeddedLink(component, phone) {
  return html`<button
    type="button"
    class="link-button embedded-link"
    @click=${() => phone.send({ type: "tap", key: component.key })}
  >
    ${component.text}
  </button>`;
}

export function navigationList(component, phone, view) {
  return html`<div class="nav-list media-${component.mediaSize ?? "regular"}">
    ${component.label ? html`<h3 class="nav-label">${component.label}</h3>` : nothing}
    ${component.description ? html`<p class="nav-about">${component.description}</p>` : nothing}
    <ul>
      ${component.items.map((item) => html`<li>${row(item, component, phone, view)}</li>`)}
    </ul>
  </div>`;
}

function missing(item) {
  return item.imageProblem
    ? html`<span class="nav-image no-image" role="img" aria-label=${item.imageProblem} title=${item.imageProblem}>${icon("photo")}</span>`
    : nothing;
}

function row(item, component, phone, view) {
  const busy = view.loading?.key === component.key && view.loading.item === item.id;
  return html`<button
    type="button"
    class="nav-item"
    aria-busy=${String(busy)}
    @click=${() => phone.send({ type: "tap", key: component.key, item: item.id })}
  >
    ${item.image ? html`<img class="nav-image" src=${item.image} alt=${item.alt ?? ""}>` : missing(item)}
    <span class="nav-words">
      ${item.badge ? html`<span class="badge">${item.badge}</span>` : nothing}
      <span class="nav-title">${item.title}</span>
      ${item.description ? html`<span class="nav-text">${item.description}</span>` : nothing}
      ${item.metadata ? html`<span class="nav-meta">${item.metadata}</span>` : nothing}
      ${item.tags?.length
        ? html`<span class="tags">${item.tags.map((tag) => html`<span class="tag">${tag}</span>`)}</span>`
        : nothing}
    </span>
    ${item.end
      ? html`<span class="nav-end">
          ${item.end.title ? html`<span>${item.end.title}</span>` : nothing}
          ${item.end.description ? html`<span>${item.end.description}</span>` : nothing}
          ${item.end.metadata ? html`<span>${item.end.metadata}</span>` : nothing}
        </span>`
      : nothing}
    ${busy ? html`<span class="spinner"></span>` : icon("chevronRight", "nav-sign flips")}
  </button>`;
}
